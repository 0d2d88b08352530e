"""The audit log: one entry for each action, found by every filter, read by keyset."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import editing
from store.actions.receipts import AuditFilters
from store.audit import audit, audit_log
from store.errors import SearchTooSlow
from store.showcases.items import describe
from store.showcases.showcase_records import SlideTexts
from tests.store.acting import ADMIN, SUPPORT, insert_row, target_of
from tests.store.audit.test_audit import reset
from tests.store.showcases.showing import created


def rows_found(db: Session, filters: AuditFilters) -> list[UUID]:
    """The row ids of the first page."""
    page = audit_log.search(db, filters)
    return [entry.row_id for action in page.actions for entry in action.entries]


def test_every_filter_finds_exactly_what_it_names(db: Session) -> None:
    batch_id = uuid4()
    wanted, other = insert_row(db, frame_name="50%_off"), insert_row(db, frame_name="500 off")
    result = reset(db, wanted, by=ADMIN, reason="Outage", scope="one row", batch_id=batch_id)
    editing.edit(
        db, SUPPORT, target_of(db, other), {"frame_width": 1}, reason="typo", request_id=uuid4()
    )
    db.execute(
        text("UPDATE dashboard.receipts SET at = '2026-01-02Z' WHERE request_id = :id"),
        {"id": result.request_id},
    )
    at = audit.receipt(db, result.request_id).at
    for filters in (
        AuditFilters(actor="ada"),
        AuditFilters(action=("reset", "delete")),
        AuditFilters(row_id=wanted),
        AuditFilters(request_id=result.request_id),
        AuditFilters(batch_id=batch_id),
        AuditFilters(at_to=at),
        AuditFilters(at_from=at, at_to=at + timedelta(days=1)),
        AuditFilters(text="outAGE"),
        AuditFilters(text="ONE ROW"),
        AuditFilters(text="50%_"),
    ):
        assert rows_found(db, filters) == [wanted], filters
    assert rows_found(db, AuditFilters(at_from=at + timedelta(microseconds=1))) == [other]
    assert rows_found(db, AuditFilters(text="off")) == [other, wanted]
    assert rows_found(db, AuditFilters()) == [other, wanted]


@pytest.mark.parametrize(
    "filters",
    [
        AuditFilters(text="%"),
        AuditFilters(text="\0"),
        AuditFilters(actor="a\0da"),
        AuditFilters(action=("re\0set",)),
        AuditFilters(text="'; DROP TABLE dashboard.audit --"),
        AuditFilters(text="\\"),
    ],
)
def test_hostile_filters_match_nothing(db: Session, filters: AuditFilters) -> None:
    reset(db, insert_row(db), reason="r")
    assert rows_found(db, filters) == []


def test_filters_of_any_length_are_refused() -> None:
    with pytest.raises(ValidationError):
        AuditFilters(text="x" * 10_000)


def test_an_action_is_one_entry_however_many_rows_it_changed(db: Session) -> None:
    many = [insert_row(db) for _ in range(12)]
    fresh = insert_row(db, idle=timedelta(seconds=1))
    done = reset(db, *many, fresh)
    single = reset(db, insert_row(db))

    newest, bulk = audit_log.search(db, AuditFilters()).actions
    assert (newest.request_id, newest.changed, newest.skipped) == (single.request_id, 1, 0)
    assert (bulk.request_id, bulk.changed, bulk.skipped) == (done.request_id, 12, 1)
    assert len(bulk.entries) == audit_log.ENTRIES_SHOWN
    assert {entry.row_id for entry in bulk.entries} <= set(many)


def test_a_bulk_action_is_one_entry_however_many_batches_it_took(db: Session) -> None:
    batch_id, rows = uuid4(), [insert_row(db) for _ in range(6)]
    early = insert_row(db, idle=timedelta(seconds=1))
    before = reset(db, insert_row(db))
    done = [
        reset(db, *rows[:3], batch_id=batch_id, reason="outage"),
        reset(db, *rows[3:], early, batch_id=batch_id, reason="outage"),
        reset(db, early, batch_id=batch_id, reason="outage"),
    ]
    bulk, single = audit_log.search(db, AuditFilters()).actions
    assert single.request_id == before.request_id
    assert (bulk.request_id, bulk.batches) == (done[2].request_id, 3)
    assert (bulk.changed, bulk.skipped) == (6, 2)
    assert {entry.row_id for entry in bulk.entries} <= set(rows)
    assert bulk.entries
    for row_id in rows:
        [action] = audit_log.search(db, AuditFilters(row_id=row_id)).actions
        assert [entry.row_id for entry in action.entries] == [row_id]
    assert len(audit_log.search(db, AuditFilters(batch_id=batch_id)).actions) == 3
    [first] = audit_log.search(db, AuditFilters(text="outage", at_to=done[0].at)).actions
    assert first.request_id == done[0].request_id
    assert [each.request_id for each in audit_log.search(db, AuditFilters(), size=1).actions] == [
        done[2].request_id
    ]


def test_what_somebody_did_again_and_again_on_a_day_is_one_entry(db: Session) -> None:
    rows = [insert_row(db) for _ in range(3)]
    fair, board = (created(db, SUPPORT, rows, name) for name in ("Fair", "Board"))
    said = [
        describe(db, by, showcase, row_id, SlideTexts(caption="New"), uuid4()).request_id
        for by, showcase, row_id in (
            *((SUPPORT, fair, row_id) for row_id in rows),
            (ADMIN, fair, rows[0]),
            (SUPPORT, board, rows[0]),
            (SUPPORT, fair, rows[0]),
        )
    ]
    db.execute(
        text("UPDATE dashboard.receipts SET at = at - interval '1 day' WHERE request_id = :id"),
        {"id": said[0]},
    )
    captioned = AuditFilters(text="captioned")
    found = audit_log.search(db, captioned).actions
    assert [each.request_id for each in found] == [said[5], said[4], said[3], said[0]]
    assert [each.times for each in found] == [3, 1, 1, 1]
    assert found[0].since == audit.receipt(db, said[1]).at
    (one,) = audit_log.search(db, AuditFilters(request_id=said[2])).actions
    assert (one.request_id, one.times) == (said[2], 1)
    assert len(audit_log.written_since(db, captioned, found[0].since)) == 3
    twice = [reset(db, insert_row(db), reason="again").request_id for _ in range(2)]
    resets = audit_log.search(db, AuditFilters(action=("reset",))).actions
    assert [each.request_id for each in resets] == twice[::-1]


def test_the_searched_row_is_included(db: Session) -> None:
    many = [insert_row(db) for _ in range(12)]
    reset(db, *many)
    for row_id in many:
        [action] = audit_log.search(db, AuditFilters(row_id=row_id)).actions
        assert [entry.row_id for entry in action.entries] == [row_id]
        assert action.changed == 12


def test_an_action_that_changed_nothing_is_in_the_log(db: Session) -> None:
    done = reset(db, insert_row(db, idle=timedelta(seconds=1)))
    [action] = audit_log.search(db, AuditFilters()).actions
    assert (action.request_id, action.changed, action.skipped) == (done.request_id, 0, 1)
    assert action.entries == ()


def test_pages_cover_every_action_in_both_directions(db: Session) -> None:
    done = [reset(db, insert_row(db)).request_id for _ in range(6)]
    same = text("UPDATE dashboard.receipts SET at = '2026-01-02Z' WHERE request_id = ANY(:ids)")
    db.execute(same, {"ids": done[:4]})  # ties are ordered by id
    everything = audit_log.search(db, AuditFilters()).actions
    assert {action.request_id for action in everything} == set(done)

    pages = [audit_log.search(db, AuditFilters(), None, 2)]
    while pages[-1].after:
        pages.append(audit_log.search(db, AuditFilters(), pages[-1].after, 2))
    assert [action for page in pages for action in page.actions] == list(everything)
    assert len(pages) == 3
    assert pages[0].before is None
    assert audit_log.search(db, AuditFilters(), pages[2].before, 2) == pages[1]
    assert audit_log.search(db, AuditFilters(), pages[1].before, 2) == pages[0]


def test_an_empty_log_is_an_empty_page(db: Session) -> None:
    page = audit_log.search(db, AuditFilters())
    assert (page.actions, page.after, page.before) == ((), None, None)


def test_a_search_that_takes_too_long_says_what_to_do(db: Session) -> None:
    done = reset(db, insert_row(db))
    many = text(
        "INSERT INTO dashboard.audit (request_id, row_id, label, before, after)"
        " SELECT :id, gen_random_uuid(), repeat('x', 80), '{}', '{}' FROM generate_series(1, 5000)"
    )
    db.execute(many, {"id": done.request_id})
    db.execute(text("SET LOCAL statement_timeout = '1ms'"))
    with pytest.raises(SearchTooSlow, match="Narrow"), db.begin_nested():
        audit_log.search(db, AuditFilters(text="not there"))
