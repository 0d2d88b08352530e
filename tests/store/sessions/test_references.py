"""A customer's reference always finds its session."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import CompoundSelect, text
from sqlalchemy.orm import Session

from store.actions import actions, undo
from store.actions.receipts import PastReference
from store.audit import entries
from store.records import Filters, Match
from store.sessions import prototype_sessions, references, search
from tests.store.acting import ADMIN, SUPPORT, insert_row, row_of, target_of, write_elsewhere

STUCK_AFTER = timedelta(minutes=10)


def reset(db: Session, row_id: UUID) -> UUID:
    """Reset the row; returns the request's id."""
    request_id = uuid4()
    targets = [target_of(db, row_id)]
    receipt = actions.reset(
        db, SUPPORT, targets, reason="", request_id=request_id, stuck_after=STUCK_AFTER
    )
    assert len(receipt.changed) == 1
    return request_id


def failed(db: Session, reference: str) -> UUID:
    return insert_row(db, status="error", error_code=reference)


def past(db: Session, row_id: UUID) -> tuple[PastReference, ...]:
    """The references that the session had before its current one."""
    row = row_of(db, row_id)
    return references.past_references(
        entries.for_row(db, row_id), row["error_code"] if row else None
    )


def listed(db: Session, q: str) -> list[UUID]:
    """The ids of a list searched by `q`."""
    page = search.search(db, Filters(q=q))
    assert page.match is Match.REFERENCE
    return [row.id for row in page.rows]


def test_a_reference_finds_its_session_after_a_reset(db: Session) -> None:
    row_id = failed(db, "BP-D7C2EC")
    failed(db, "BP-000001")
    request_id = reset(db, row_id)
    assert prototype_sessions.lookup(db, "Ref: bp-d7c2ec please") == row_id
    assert listed(db, "BP-D7C2EC") == [row_id]
    assert listed(db, "d7c2ec") == [row_id]
    (earlier,) = past(db, row_id)
    at = db.scalar(
        text("SELECT at FROM dashboard.receipts WHERE request_id = :id"), {"id": request_id}
    )
    assert earlier.model_dump() == {
        "reference": "BP-D7C2EC",
        "until": at,
        "action": "reset",
        "actor": "sami",
    }


def test_both_references_of_a_session_that_failed_again_find_it(db: Session) -> None:
    row_id = failed(db, "BP-D7C2EC")
    reset(db, row_id)
    write_elsewhere(db, row_id, "status = 'error', error_code = 'BP-BBBBBB'")
    for reference in ("BP-D7C2EC", "BP-BBBBBB"):
        assert prototype_sessions.lookup(db, reference) == row_id
        assert listed(db, reference) == [row_id]
    assert listed(db, "BP-D7C2EC and BP-BBBBBB") == [row_id]
    assert [each.reference for each in past(db, row_id)] == ["BP-D7C2EC"]


def test_a_reference_that_an_undo_brought_back_is_not_a_past_one(db: Session) -> None:
    row_id = failed(db, "BP-D7C2EC")
    request_id = reset(db, row_id)
    undo.undo(db, SUPPORT, request_id, reason="", request_id=uuid4())
    assert past(db, row_id) == ()
    # Nothing records what the backend does then: it was replaced, but the time is unknown.
    write_elsewhere(db, row_id, "status = 'generating', error_code = NULL")
    (earlier,) = past(db, row_id)
    assert (earlier.reference, earlier.until, earlier.action) == ("BP-D7C2EC", None, None)
    assert prototype_sessions.lookup(db, "BP-D7C2EC") == row_id


def test_the_reference_of_mark_as_failed_outlives_a_regeneration(db: Session) -> None:
    row_id = insert_row(db)
    receipt = actions.fail(
        db, SUPPORT, [target_of(db, row_id)], reason="stopped", request_id=uuid4()
    )
    reference = receipt.changed[0].error_code
    assert reference
    write_elsewhere(db, row_id, "status = 'ready', error_code = NULL")
    assert prototype_sessions.lookup(db, reference) == row_id
    assert listed(db, reference) == [row_id]


def test_the_reference_of_a_deleted_session_leads_to_what_was_done(db: Session) -> None:
    row_id = failed(db, "BP-D7C2EC")
    actions.delete(db, ADMIN, [target_of(db, row_id)], reason="asked for", request_id=uuid4())
    assert row_of(db, row_id) is None
    assert prototype_sessions.lookup(db, "BP-D7C2EC") == row_id
    assert listed(db, "BP-D7C2EC") == []
    assert [each.action for each in past(db, row_id)] == ["delete"]


def test_a_reference_of_two_sessions_opens_neither_and_lists_both(db: Session) -> None:
    before, now = failed(db, "BP-D7C2EC"), failed(db, "BP-000001")
    reset(db, before)
    write_elsewhere(db, now, "error_code = 'BP-D7C2EC'")
    assert prototype_sessions.lookup(db, "BP-D7C2EC") is None
    assert set(listed(db, "BP-D7C2EC")) == {before, now}


def test_references_replaced_by_the_backend_are_unknown(db: Session) -> None:
    row_id = failed(db, "BP-D7C2EC")
    write_elsewhere(db, row_id, "status = 'ready', error_code = NULL")
    assert prototype_sessions.lookup(db, "BP-D7C2EC") is None
    assert past(db, row_id) == ()


@pytest.mark.parametrize("part", ["BP-D7C", "bp-d7c2", "Ref: BP-D7C2E", "BPD7C2E"])
def test_the_beginning_of_a_reference_finds_all_that_start_with_it(db: Session, part: str) -> None:
    now, past = failed(db, "BP-D7C2E1"), failed(db, "BP-D7C2E2")
    failed(db, "BP-D7D2EC")
    insert_row(db, frame_name="About BP-D7C2E")
    reset(db, past)
    page = search.search(db, Filters(q=part))
    assert page.match is Match.REFERENCE_START
    assert {row.id for row in page.rows} == {now, past}


@pytest.mark.parametrize("part", ["BP-D7", "BP-", "xBP-D7C2", "BP-D7C2 please", "BP-D7CG"])
def test_what_is_too_short_or_more_than_a_reference_is_a_name(db: Session, part: str) -> None:
    failed(db, "BP-D7C2EC")
    row_id = insert_row(db, frame_name=f"{part} design")
    page = search.search(db, Filters(q=part))
    assert (page.match, [row.id for row in page.rows]) == (Match.NAME_PREFIX, [row_id])


def test_a_beginning_of_no_reference_is_a_name(db: Session) -> None:
    failed(db, "BP-D7C2EC")
    row_id = insert_row(db, frame_name="BP-200 banner")
    page = search.search(db, Filters(q="BP-200"))
    assert (page.match, [row.id for row in page.rows]) == (Match.NAME_PREFIX, [row_id])


@pytest.mark.parametrize(
    "index",
    [
        "ix_prototype_sessions_reference_start",
        "ix_audit_reference_before_start",
        "ix_audit_reference_after_start",
    ],
)
@pytest.mark.parametrize(
    "statement", [references.row_ids_with(["BP-D7C2EC"]), references.row_ids_with_start("BP-D7C")]
)
def test_references_are_looked_up_by_an_index(
    unused_db: Session, index: str, statement: CompoundSelect[UUID]
) -> None:
    unused_db.execute(text("SET LOCAL enable_seqscan = off"))
    compiled = statement.compile(unused_db.connection(), compile_kwargs={"literal_binds": True})
    plan = unused_db.connection().exec_driver_sql(f"EXPLAIN {compiled}".replace("%", "%%"))
    lines = [line.strip() for line in plan.scalars()]
    at = next(at for at, line in enumerate(lines) if index in line)
    assert any(line.startswith("Index Cond") for line in lines[at : at + 2])
