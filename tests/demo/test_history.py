"""The demo's audit log tells every kind of story."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from components.formatting.clock import Clock
from components.session import story
from components.session.story_facts import Facts, Situation, resets
from demo.plan import plan
from store.actions import aftermath
from store.audit import entries
from store.bulk_resets import outcomes, reading
from store.bulk_resets.bulk_records import OutcomeRow, Outcomes, State
from store.engine import Database, engine_for
from store.sessions import prototype_sessions
from tests.conftest import MakeDatabase

STUCK_AFTER = timedelta(minutes=10)


def test_every_story_is_there(
    make_database: MakeDatabase, demo_template: str, demo_now: datetime
) -> None:
    database = Database(engine_for(make_database(demo_template)))
    clock = Clock(demo_now, UTC, STUCK_AFTER)
    situations: Counter[Situation] = Counter()
    texts: list[str] = []

    def tell(db: Session) -> None:
        for row in plan(demo_now):
            summary = prototype_sessions.get_summary(db, row.id)
            told = entries.for_row(db, row.id)
            done = tuple(entry for entry in told if entry.action != "review")
            assert [entry.action for entry in done] == [e.action for e in reversed(row.deeds)]
            assert [entry.at for entry in done] == [e.at for e in reversed(row.deeds)]
            assert all(row.created_at and row.created_at < deed.at for deed in row.deeds)
            if row.deeds and (one := story.build(Facts(summary, done), clock)):
                situations[one.situation] += 1
                texts.append(one.happened)
                if one.situation is Situation.STUCK:
                    assert resets(done, clock) == 3

    database.read(tell)
    assert situations == {
        Situation.STUCK: 1,
        Situation.READY: 8,
        Situation.RESET: 3,
        Situation.MARKED_FAILED: 1,
        Situation.FAILED: 3,
    }
    all_texts = "\n".join(texts)
    assert "4.0 s later, too soon for a new start" in all_texts
    assert "7 min later: the visitor started again" in all_texts
    assert "failed again 3 h ago" in all_texts
    assert "edited it 6 h ago" in all_texts
    again = database.read(lambda db: aftermath.reset_again(db, STUCK_AFTER))
    assert (again.rows[0].resets, again.rows[0].stuck) == (3, True)
    bulk = database.read(the_bulk_reset)
    assert (bulk.outcomes.reset, bulk.outcomes.skipped) == (8, 1)
    assert dict(bulk.outcomes.now) == {"ready": 5, "pending": 2, "error": 1}
    assert bulk.first.skipped == ""
    assert "finished" in bulk.last.skipped or "ready" in bulk.last.skipped
    database.dispose()


class Bulk(NamedTuple):
    """The demo's bulk reset, which is over and on the page Stuck."""

    outcomes: Outcomes
    first: OutcomeRow
    last: OutcomeRow


def the_bulk_reset(db: Session) -> Bulk:
    (bulk,) = reading.current(db)
    assert (bulk.state, bulk.total, bulk.position) == (State.DONE, 9, 9)
    page = outcomes.rows(db, bulk, None, 25)
    return Bulk(outcomes.count(db, bulk), page.rows[0], page.rows[-1])
