"""Only one function of the store exposes a full session_id in what it returns, raises or makes a
driver log."""

from __future__ import annotations

import inspect
import logging
import pkgutil
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import store
from store.actions import actions, editing
from store.actions.receipts import AuditFilters, Scope
from store.audit import entries
from store.bulk_resets import reading, starting, turns
from store.bulk_resets.bulk_records import BulkReset, Plan
from store.errors import Conflict, StoreError
from store.incidents.incident_records import Kind
from store.insights import insights
from store.quality.quality_records import Sample
from store.records import CodeGenerateRequest, Filters, Record, Sort
from store.renders.render_records import Key, Outcome, RenderVerdict, RunReport
from store.reviews.review_records import Better, Choice
from store.sessions import prototype_sessions, search
from store.sessions.masking import mask
from store.showcases.showcase_records import SlideTexts
from store.watch.watch_records import Claimed, Event, Message, Sighting
from tests.store.acting import ADMIN, STUCK_AFTER, insert_row, target_of, write_elsewhere
from tests.store.inbox.deciding import an_incident, done_with
from tests.store.reviews.reviewing import GOOD, version_of
from tests.store.rows import findings
from tests.store.showcases.showing import created, picked_of
from tests.store.views.saving import A_VIEW, saved

SECRET: Final = "9c2f5d1e-7a64-4b0d-8a53-3c1f0b7e6d42"
GONE: Final = "visitor-4e1d7c0b9a8f4c6d8e2b5a7f3c9d1e60"
THE_ONE: Final = "reveal.reveal_session_id"
ACTIONS: Final = frozenset({"actions.delete", "actions.fail", "actions.reset"})
# Parts of those called here, which take unfinished work or return what they were given.
INSIDE: Final = frozenset(
    {
        *("actions.fresh_codes", "bulk.check_size", "execution.act"),
        *("execution.change", "execution.check_size", "execution.run_once", "undo_rules.is_large"),
        *("undo_rules.judged", "undo_rules.judged_entries", "undo_rules.rights"),
        *("undo_rules.why_not",),
        *(
            "keyset.read",
            "ledger.apply",
            "ledger.run_once",
            "limits.check_bulk",
            "limits.check_reveal",
        ),
        *("search_timeouts.bounded", "matching.pinned", "skips.explain", "together.gather"),
        *("guarded.write", "inside_names.read"),
    }
)
MESSAGE: Final = Message(
    event=Event.OPENED, kind="burst", title="A burst", path="/errors", at=datetime.now(UTC)
)
CLAIMED: Final = Claimed(id=1, target="slack-1", message=MESSAGE, attempts=1)
# Names that mean something else.
# The names of the pictures that are read by one.
NAMED: Final = {
    "insight_summaries.drawing": "SELECT concat(design_md5, '-', rules) FROM dashboard.insights"
    " WHERE row_id = :row_id",
    "renders.picture": "SELECT floor(extract(epoch FROM rendered_at) * 1000000)::bigint::text"
    " FROM dashboard.renders WHERE row_id = :row_id",
}
OTHERWISE: Final[Mapping[str, Mapping[str, Any]]] = {
    "audit_log.search": {"filters": AuditFilters(text="Frame")},
    "audit_log.written_since": {"filters": AuditFilters(text="Frame")},
    "editing.edit": {"request_id": uuid4()},
    "reveal.reveal_session_id": {"request_id": uuid4()},
    "stored_settings.choose_stuck_after": {"request_id": uuid4()},
    "undo.undo": {"request_id": uuid4()},
    "states.decide": {"request_id": uuid4()},
    "reviews.put": {"request_id": uuid4()},
    "reviews.take_back": {"before": None, "request_id": uuid4()},
    "pairs.put": {"request_id": uuid4()},
    "reasons.add": {"name": f"of {SECRET[:20]}", "request_id": uuid4()},
    "reasons.remove": {"name": SECRET, "request_id": uuid4()},
    "views.save": {"view": A_VIEW, "request_id": uuid4()},
    "views.rename": {"name": "Other", "request_id": uuid4()},
    "views.delete": {"request_id": uuid4()},
    "showcases.create": {"name": f"Of {SECRET}", "request_id": uuid4()},
    "showcases.rename": {"name": f"Of {SECRET}", "request_id": uuid4()},
    "showcases.delete": {"request_id": uuid4()},
    "items.pick": {"request_id": uuid4()},
    "items.remove": {"request_id": uuid4()},
    "items.put_back": {"request_id": uuid4()},
    "items.describe": {"texts": SlideTexts(caption=SECRET, notes=SECRET), "request_id": uuid4()},
    "items.accept": {"request_id": uuid4()},
    "items.arrange": {"request_id": uuid4()},
    "sign_outs.add": {"sign_outs": {"one": datetime.now(UTC)}},
    "bulk.is_large": {"count": 1},
    "incident_log.record": {
        "sightings": [Sighting(key="key", kind="burst", message=MESSAGE)],
        "unread": (),
        "targets": ["slack-1"],
        "over": lambda message, at: message,
    },
    "incident_log.try_lock": {"every": timedelta(0)},
    "outbox.put": {"message": MESSAGE, "targets": ["slack-1"]},
    "outbox.claim": {"targets": ["slack-1"]},
    "outbox.delivered": {"claimed": CLAIMED},
    "outbox.failed": {"claimed": CLAIMED},
    "week.figures": {"until": datetime.now(UTC)},
    # It knows those of existing rows.
    "wording.clean": {"text": f"from {SECRET}"},
}
FINDINGS: Final = findings()
SAMPLE: Final = Sample(
    since=datetime(2020, 1, 1, tzinfo=UTC), until=datetime(2100, 1, 1, tzinfo=UTC)
)


def functions() -> dict[str, Callable[..., Any]]:
    """Every public function of the store that takes a database session, by module and name."""
    result: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.walk_packages(store.__path__, "store."):
        loaded = import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            takes = list(inspect.signature(function).parameters)
            if function.__module__ == loaded.__name__ and takes[:1] == ["db"] and name[0] != "_":
                result[f"{module.name.rpartition('.')[2]}.{name}"] = function
    return result


@pytest.fixture
def row_id(db: Session) -> UUID:
    """A row with its own session_id in its name, address and other texts, with a history."""
    made = insert_row(
        db,
        session_id=SECRET,
        frame_name=f"Frame of {SECRET}",
        thumbnail_url=f"https://x.supabase.co/{SECRET}.png",
        error_code="BP-0A1B2C",
    )
    gone = insert_row(db, session_id=GONE, frame_name=f"Frame of {GONE}")
    actions.reset(
        db,
        ADMIN,
        [target_of(db, made)],
        reason=f"they sent {SECRET} and {GONE}",
        request_id=uuid4(),
        stuck_after=STUCK_AFTER,
    )
    actions.delete(db, ADMIN, [target_of(db, gone)], reason="gone", request_id=uuid4())
    write_elsewhere(db, made, "status = 'generating', updated_at = now() - interval '3 hours'")
    return made


def bulk_of(db: Session) -> BulkReset:
    """A bulk reset whose name, reason and scope hold it, after its first turn."""
    filters = Filters(stuck_after=STUCK_AFTER, as_of=datetime.now(UTC))
    batch_id, secret = uuid4(), f"for {SECRET}"
    starting.start(
        db,
        ADMIN,
        Scope(filters=filters, description=secret),
        Plan(name=SECRET),
        reason=secret,
        batch_id=batch_id,
    )
    claimed = turns.claim(db, batch_id)
    assert claimed is not None
    turns.reset_next(db, claimed)
    return reading.get(db, batch_id)


def values(db: Session, row_id: UUID) -> Mapping[str, Any]:
    """The argument for each parameter of the store's functions, by name."""
    request_id, version_id = db.execute(
        text("SELECT (SELECT request_id FROM dashboard.receipts LIMIT 1), 0")
    ).one()
    showcase_id = created(db, ADMIN, [row_id])
    return {
        "db": db,
        "principal": ADMIN,
        "row_id": row_id,
        "ids": [row_id],
        "row_ids": [row_id],
        "target": target_of(db, row_id),
        "targets": [target_of(db, row_id)],
        "session_id": SECRET,
        "search_text": f"bp_session={SECRET}; {GONE}",
        "filters": Filters(stuck_after=STUCK_AFTER, as_of=datetime.now(UTC)),
        "sort": Sort.UPDATED_DESC,
        "request": CodeGenerateRequest(design_context={}, frame_name=f"Of {SECRET}"),
        "changes": {"frame_name": f"Also of {SECRET}"},
        "reason": f"for {SECRET}",
        "request_id": request_id,
        "undone_request_id": request_id,
        "batch_id": uuid4(),
        "actor": ADMIN.actor,
        "zone": "UTC",
        "full": 1,
        "shown": [row_id],
        "version_id": version_id,
        "stuck_after": STUCK_AFTER,
        "older_than": timedelta(days=1),
        "since": datetime.now(UTC) - timedelta(days=1),
        "after": datetime.now(UTC) - timedelta(days=1),
        "report": RunReport(id=uuid4(), name="worker", rendered=1, problem=f"of {SECRET}"),
        "inspected": insights.subject(db, row_id),
        "findings": FINDINGS,
        "key": Key(row_id=row_id, code_md5="", design_md5=""),
        "outcome": Outcome(verdict=RenderVerdict.RENDERS),
        "rendered_by": ADMIN.actor,
        "sample": SAMPLE,
        "samples": [SAMPLE],
        "bucket": "day",
        "code": "code",
        "subject": "match",
        "kind": Kind.BROKEN,
        "lists": [Filters()],
        "change": done_with(an_incident()),
        "view_id": saved(db, ADMIN),
        "showcase_id": showcase_id,
        "picked": picked_of(db, showcase_id, row_id),
        "position": 0,
        "version": version_of(db, row_id),
        "opinion": GOOD.model_copy(update={"note": f"see {SECRET} and {GONE}"}),
        "choice": Choice(
            first=version_of(db, row_id),
            second=version_of(db, insert_row(db)),
            better=Better.FIRST,
        ),
        "reviewer": ADMIN.actor,
        "about": "reset, English",
        "scope": Scope(
            filters=Filters(stuck_after=STUCK_AFTER, as_of=datetime.now(UTC)),
            description=f"for {SECRET}",
        ),
        "plan": Plan(name=SECRET),
        "problem": "It may not write.",
        "limit": 10,
        "keep": 1,
        "days": 1,
        "until": datetime.now(UTC),
        "minutes": 4,
        "default": 10,
        "backwards": True,
    }


def call(db: Session, name: str, row_id: UUID) -> str:
    """What the function returns or raises, in full, as text."""
    function = functions()[name]
    known = {**values(db, row_id), **OTHERWISE.get(name, {})}
    if name in NAMED:
        known["name"] = db.scalar(text(NAMED[name]), {"row_id": row_id}) or "none"
    takes = inspect.signature(function).parameters
    given = {
        each.name: known[each.name]
        for each in takes.values()
        if each.default is each.empty
        and each.kind is not each.VAR_KEYWORD
        and (each.name not in ("bulk", "claimed") or each.name in known)
    }
    for bulk in {"bulk", "claimed"} & (set(takes) - set(given)):
        given[bulk] = bulk_of(db)
    if name in ACTIONS:
        given |= {"reason": known["reason"], "request_id": uuid4()}
    try:
        with db.begin_nested():
            outcome = function(**given)
    except StoreError as error:
        return "".join(traceback.format_exception(error)) + repr(vars(error))
    as_json = outcome.model_dump_json() if isinstance(outcome, Record) else ""
    return f"{outcome!r} {as_json}"


@pytest.mark.parametrize("name", sorted(set(functions()) - INSIDE - {THE_ONE}))
def test_no_function_returns_a_session_id(
    db: Session, row_id: UUID, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = call(db, name, row_id)
    assert told
    leaks = [
        where
        for where, result in (("given", told), ("logged", caplog.text))
        if SECRET in result or GONE in result
    ]
    assert not leaks


def test_only_reveal_returns_it_and_records_it(db: Session, row_id: UUID) -> None:
    """The same search finds a value if there is one."""
    assert SECRET in call(db, THE_ONE, row_id)
    assert [each.action for each in entries.for_row(db, row_id)] == ["reveal", "reset"]


def test_a_search_by_it_finds_the_row_and_repeats_nothing(db: Session, row_id: UUID) -> None:
    for words in (SECRET, SECRET.upper(), f"bp_session={SECRET}; Path=/"):
        page = search.search(db, Filters(q=words))
        assert [row.id for row in page.rows] == [row_id]
        assert SECRET not in page.model_dump_json()
        assert prototype_sessions.with_session_id(db, words) == row_id
    assert prototype_sessions.with_session_id(db, SECRET[:-1]) is None


@pytest.mark.parametrize(
    ("session_id", "form"),
    [
        ("ab" * 32, str.upper),
        ("guest 1/2 50%+x", lambda value: f"bp_session={quote(value, safe='')}; Path=/"),
        ("visitor-0123456789abcdef", lambda value: f"it is {value}, he says"),
        ("v-1", str),
    ],
)
def test_a_pasted_value_of_any_form_is_recognized(
    db: Session, session_id: str, form: Callable[[str], str]
) -> None:
    row_id = insert_row(db, session_id=session_id)
    assert prototype_sessions.with_session_id(db, form(session_id)) == row_id


@pytest.mark.parametrize("session_id", [SECRET, "visitor-12", "abc", "a", ""])
def test_the_mask_never_shows_more_than_half(db: Session, session_id: str) -> None:
    row_id = insert_row(db, session_id=session_id)
    shown = prototype_sessions.get_summary(db, row_id).session_id
    assert shown == mask(session_id)
    assert len(shown) - 1 == min(8, len(session_id) // 2)


def test_changes_by_another_writer_are_described_without_it(db: Session, row_id: UUID) -> None:
    seen = target_of(db, row_id)
    write_elsewhere(db, row_id, "frame_name = 'Theirs ' || session_id")
    with pytest.raises(Conflict) as raised:
        editing.edit(db, ADMIN, seen, {"frame_name": "Mine"}, reason="for it", request_id=uuid4())
    assert SECRET not in raised.value.theirs.model_dump_json()
