"""What needs a person, over the committed rows of a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

from components.session_list import listing
from services.incidents import finding, titles
from services.incidents.finding import FoundIncidents
from store.actions import actions
from store.engine import Database
from store.incidents.incident_records import Incident, Kind, Subject
from store.records import Filters
from tests.store.acting import STUCK_AFTER, SUPPORT, insert_row, target_of, write_elsewhere

NOW = datetime(2026, 11, 26, 12, 0, 30, tzinfo=UTC)


def test_a_session_is_one_incident_and_the_newest_fact_comes_first(database: Database) -> None:
    with database.begin() as db:
        again, alone = insert_row(db), insert_row(db, idle=timedelta(minutes=40))
        receipt = actions.reset(
            db,
            SUPPORT,
            [target_of(db, again)],
            reason="",
            request_id=uuid4(),
            stuck_after=STUCK_AFTER,
        )
        write_elsewhere(db, again, "status = 'generating', updated_at = now() - interval '20 min'")
    found = finding.find(database, datetime.now(UTC), STUCK_AFTER)
    keys = [each.key for each in found.incidents]
    assert keys == [f"failed-again:{receipt.request_id}", f"stuck:{alone}"]
    assert not found.unread


def test_a_part_that_was_not_read_is_said(database: Database) -> None:
    parts = finding.queries(NOW, STUCK_AFTER)
    answers = [None if Kind.ZOMBIE in part.kinds else () for part in parts]
    assert finding.merged(parts, answers, ()) == FoundIncidents((), finding.AFTER_RESETS)
    assert finding.merged(parts, answers, None) == FoundIncidents(
        (), finding.AFTER_RESETS | {Kind.BURST}
    )


def incident(kind: Kind, count: int = 3, **facts: object) -> Incident:
    given = {"since": NOW - timedelta(hours=2), "newest": NOW, "key": kind, **facts}
    return Incident.model_validate({"kind": kind, "count": count, **given})


def test_titles() -> None:
    subject = Subject(row_id=uuid4(), label="Checkout", status="generating")
    said = [
        titles.title(incident(Kind.STUCK, 1, subject=subject)),
        titles.title(incident(Kind.STUCK, 1, subject=subject), named=False),
        titles.title(incident(Kind.STUCK_GROUP, 1, total=17)),
        titles.title(incident(Kind.STUCK_LONG, 50_000, at_least=True)),
        titles.title(incident(Kind.BROKEN, 1)),
        titles.title(incident(Kind.FAILED_AGAIN, 3, total=17)),
        titles.title(incident(Kind.BURST, 31, since=NOW - timedelta(minutes=6), title="all wide")),
    ]
    assert said == [
        "Checkout is stuck",
        "A session is stuck",
        "1 of 17 sessions that stopped together is still stuck",
        "At least 50,000 sessions stuck for more than 3 days",
        "1 ready session has code that does not run",
        "3 of 17 reset sessions failed again",
        "31 failures in 6 min, all wide",
    ]


def test_links_lead_to_exactly_what_was_counted() -> None:
    """The list reads its address as the filters that the incident was found with."""
    by_kind = {kind: part for part in finding.queries(NOW, STUCK_AFTER) for kind in part.kinds}
    for kind in (Kind.BROKEN, Kind.UNLIKE):
        page, params = titles.link(incident(kind), NOW)
        read = listing.parse(params)
        assert (page, read.unreadable) == ("sessions", ())
        shown = read.filters(STUCK_AFTER)
        query = by_kind[kind].query
        assert isinstance(query, partial)
        lists: tuple[Filters, ...] = query.keywords["lists"]
        every = {verdict for each in lists for verdict in each.verdict}
        assert set(shown.verdict) == every
        assert shown.model_copy(update={"verdict": ()}) == lists[0].model_copy(
            update={"verdict": (), "updated_from": shown.updated_from}
        )
        assert shown.updated_from == NOW - finding.WINDOW
