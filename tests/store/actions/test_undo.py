"""Undo restores exactly the previous values, unless something else changed them since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import actions, editing, reveal, undo
from store.actions.receipts import Receipt
from store.audit import audit, entries
from store.errors import InvalidInput, NotFound, PermissionDenied
from store.principal import Principal, Role
from tests.store import any_values
from tests.store.acting import (
    ADMIN,
    STUCK_AFTER,
    SUPPORT,
    VIEWER,
    delete_elsewhere,
    insert_row,
    recorded,
    row_of,
    target_of,
    write_elsewhere,
)


def reset(db: Session, *row_ids: UUID, by: Principal = ADMIN) -> Receipt:
    targets = [target_of(db, row_id) for row_id in row_ids]
    return actions.reset(db, by, targets, reason="r", request_id=uuid4(), stuck_after=STUCK_AFTER)


def fail(db: Session, *row_ids: UUID) -> Receipt:
    targets = [target_of(db, row_id) for row_id in row_ids]
    return actions.fail(db, ADMIN, targets, reason="r", request_id=uuid4())


def delete(db: Session, *row_ids: UUID) -> Receipt:
    targets = [target_of(db, row_id) for row_id in row_ids]
    return actions.delete(db, ADMIN, targets, reason="r", request_id=uuid4())


def edit(db: Session, *row_ids: UUID) -> Receipt:
    changes = {
        "frame_name": None,
        "frame_width": 1,
        "generated_code": "other",
        "design_context": {"nodes": {"9:9": None}},
    }
    (row_id,) = row_ids
    return editing.edit(db, ADMIN, target_of(db, row_id), changes, reason="r", request_id=uuid4())


def undo_of(db: Session, receipt: Receipt, *, by: Principal = ADMIN) -> Receipt:
    return undo.undo(db, by, receipt.request_id, reason="", request_id=uuid4())


@pytest.mark.parametrize("action", [reset, fail, delete, edit])
def test_undo_restores_every_value_exactly(db: Session, action: Callable[..., Receipt]) -> None:
    row_id = insert_row(
        db,
        error_code="BP-00AA11",
        frame_name="שלום 👋 \t<b>",
        design_context='{"nodes": {"1:2": {"n": 1.50, "t": "\\u001f\\\\"}}, "z": null}',
        generated_code="line 1\r\nline 2\u2028" + "x" * 20_000,
        idle=timedelta(hours=2, microseconds=123_457),
    )
    before = row_of(db, row_id)
    done = action(db, row_id)
    assert row_of(db, row_id) != before

    receipt = undo_of(db, done)

    assert row_of(db, row_id) == before
    assert [row.row_id for row in receipt.changed] == [row_id]
    assert not receipt.skipped
    assert (receipt.action, receipt.undoes) == ("undo", done.request_id)
    assert audit.receipt(db, done.request_id).undone_by == receipt.request_id
    undone, original = entries.for_row(db, row_id)
    assert (undone.before, undone.after) == (original.after, original.before)
    assert original.undone_by == receipt.request_id
    assert undone.undoes == done.request_id


def test_undo_restores_null_times(db: Session) -> None:
    row_id = insert_row(db, idle=None)
    before = row_of(db, row_id)
    undo_of(db, reset(db, row_id))
    assert row_of(db, row_id) == before


def test_undo_writes_only_the_columns_of_the_action(db: Session) -> None:
    row_id = insert_row(db)
    undo_of(db, reset(db, row_id))
    assert set(entries.for_row(db, row_id)[0].after) == {"status", "updated_at"}


def test_undo_skips_rows_that_were_changed_or_deleted_since(db: Session) -> None:
    kept, changed, gone = (insert_row(db) for _ in range(3))
    done = reset(db, kept, changed, gone)
    write_elsewhere(db, changed, "status = 'generating'")
    delete_elsewhere(db, gone)
    now = row_of(db, changed)

    receipt = undo_of(db, done)

    assert [row.row_id for row in receipt.changed] == [kept]
    reasons = {skip.row_id: skip.reason for skip in receipt.skipped}
    assert reasons == {changed: "changed since", gone: "deleted"}
    assert row_of(db, changed) == now
    assert entries.for_row(db, changed)[0].undone_by is None
    assert entries.for_row(db, kept)[1].undone_by == receipt.request_id


def test_undo_of_a_delete_skips_taken_ids(db: Session) -> None:
    ids = [insert_row(db) for _ in range(3)]
    rows = [row_of(db, row_id) for row_id in ids]
    done = delete(db, *ids)
    assert rows[0]
    assert rows[1]
    insert_row(db, session_id=rows[0]["session_id"])
    other = insert_row(db)
    db.execute(
        text("UPDATE prototype_sessions SET id = :taken WHERE id = :id"),
        {"taken": ids[1], "id": other},
    )

    receipt = undo_of(db, done)

    assert [row.row_id for row in receipt.changed] == [ids[2]]
    assert {skip.row_id: skip.reason for skip in receipt.skipped} == {
        ids[0]: "its visitor has started another session",
        ids[1]: "it exists again",
    }
    assert row_of(db, ids[2]) == rows[2]


def test_an_action_is_undone_once(db: Session) -> None:
    row_id = insert_row(db)
    done = reset(db, row_id)
    undo_of(db, done)
    before = row_of(db, row_id)
    with pytest.raises(InvalidInput, match="already"):
        undo_of(db, done)
    assert row_of(db, row_id) == before
    assert recorded(db)["receipts"] == 2


def test_the_same_undo_sent_twice_is_applied_once(db: Session) -> None:
    done, request_id = reset(db, insert_row(db)), uuid4()
    first = undo.undo(db, ADMIN, done.request_id, reason="", request_id=request_id)
    again = undo.undo(db, ADMIN, done.request_id, reason="", request_id=request_id)
    assert again == first.model_copy(update={"repeated": True})


def test_the_same_undo_by_another_person_names_the_first(db: Session) -> None:
    done, request_id = reset(db, insert_row(db), by=SUPPORT), uuid4()
    undo.undo(db, SUPPORT, done.request_id, reason="", request_id=request_id)
    with pytest.raises(InvalidInput, match="already been undone, by sami"):
        undo.undo(db, ADMIN, done.request_id, reason="", request_id=request_id)


def test_an_undo_cannot_be_undone(db: Session) -> None:
    undone = undo_of(db, reset(db, insert_row(db)))
    with pytest.raises(InvalidInput, match="cannot be undone"):
        undo_of(db, undone)


def test_a_reveal_cannot_be_undone(db: Session) -> None:
    request_id = uuid4()
    reveal.reveal_session_id(db, ADMIN, insert_row(db), reason="r", request_id=request_id)
    with pytest.raises(InvalidInput, match="cannot be undone"):
        undo.undo(db, ADMIN, request_id, reason="", request_id=uuid4())


def test_undo_of_an_unknown_action_is_not_found(db: Session) -> None:
    with pytest.raises(NotFound, match="receipt"):
        undo.undo(db, ADMIN, uuid4(), reason="", request_id=uuid4())


def test_support_undoes_only_its_own_actions(db: Session) -> None:
    row_id = insert_row(db)
    theirs = reset(db, row_id, by=ADMIN)
    with pytest.raises(PermissionDenied):
        undo_of(db, theirs, by=SUPPORT)
    with pytest.raises(PermissionDenied):
        undo_of(db, theirs, by=VIEWER)
    undo_of(db, theirs, by=ADMIN)
    undo_of(db, reset(db, row_id, by=SUPPORT), by=SUPPORT)


def test_undo_of_a_large_bulk_requires_its_role(db: Session) -> None:
    actor = Principal(actor="ada", role=Role.SUPPORT)
    done = reset(db, *(insert_row(db) for _ in range(101)), by=ADMIN)
    with pytest.raises(PermissionDenied):
        undo_of(db, done, by=actor)
    assert len(undo_of(db, done, by=ADMIN).changed) == 101


def test_old_values_are_purged_and_then_undo_says_so(db: Session) -> None:
    row_id = insert_row(db)
    done = reset(db, row_id)
    deleted = delete(db, insert_row(db))
    assert undo.purge(db, timedelta(days=1)) == 0
    aged = [done.request_id, deleted.request_id]
    db.execute(
        text(
            "UPDATE dashboard.receipts SET at = at - interval '2 days' WHERE request_id = ANY(:a)"
        ),
        {"a": aged},
    )
    fresh = reset(db, insert_row(db))
    assert undo.purge(db, timedelta(days=1)) == 2
    for receipt in (done, deleted):
        (skip,) = undo_of(db, receipt).skipped
        assert skip.reason == "its old values are no longer kept"
    assert len(undo_of(db, fresh).changed) == 1


def test_a_whole_bulk_is_undone_receipt_by_receipt(db: Session) -> None:
    batch_id, rows = uuid4(), [insert_row(db) for _ in range(4)]
    before = [row_of(db, row_id) for row_id in rows]
    for pair in (rows[:2], rows[2:]):
        actions.reset(
            db,
            SUPPORT,
            [target_of(db, row_id) for row_id in pair],
            reason="",
            request_id=uuid4(),
            stuck_after=STUCK_AFTER,
            batch_id=batch_id,
        )
    write_elsewhere(db, rows[0], "status = 'ready'")
    first, second = (receipt.request_id for receipt in audit.batch(db, batch_id))
    assert undo.open_requests(db, batch_id) == (second, first)
    undos = uuid4()
    for done in undo.open_requests(db, batch_id):
        undo.undo(db, SUPPORT, done, reason="", request_id=uuid4(), batch_id=undos)
    assert undo.open_requests(db, batch_id) == ()
    assert [row_of(db, row_id) for row_id in rows[1:]] == before[1:]
    assert [len(receipt.changed) for receipt in audit.batch(db, undos)] == [2, 1]
    (skipped,) = audit.batch(db, undos)[1].skipped
    assert (skipped.row_id, skipped.reason) == (rows[0], "changed since")
    assert undo.open_requests(db, undos) == (), "An undo is not undone."


def kept(db: Session, row_id: UUID) -> str:
    """The whole row as PostgreSQL writes it, with NULL and JSON's null distinct."""
    return str(db.scalars(text(f"{AS_TEXT} WHERE id = :id"), {"id": row_id}).one())


@contextmanager
def forgotten(db: Session) -> Iterator[None]:
    """Roll back what happens in the block."""
    with db.begin_nested() as savepoint:
        yield
        savepoint.rollback()


AS_TEXT = "SELECT CAST(p AS text) FROM prototype_sessions AS p"


@given(rows=st.lists(any_values.ROWS, min_size=1, max_size=4, unique_by=lambda r: r["session_id"]))
@trying(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_deleted_value_is_restored(db: Session, rows: list[dict[str, Any]]) -> None:
    with forgotten(db):
        ids = [any_values.insert(db, row) for row in (*rows, *any_values.ODD_ROWS)]
        before = {row_id: kept(db, row_id) for row_id in ids}
        receipt = undo_of(db, delete(db, *ids))
        assert {row.row_id for row in receipt.changed} == set(ids)
        assert {row_id: kept(db, row_id) for row_id in ids} == before
        undo_of(db, fail(db, *ids))
        assert {row_id: kept(db, row_id) for row_id in ids} == before


@given(row=any_values.ROWS)
@trying(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_edited_value_is_restored(db: Session, row: dict[str, Any]) -> None:
    with forgotten(db):
        row_id = any_values.insert(db, row)
        before = kept(db, row_id)
        undo_of(db, edit(db, row_id))
        assert kept(db, row_id) == before


@pytest.mark.parametrize("design", any_values.ODD_DESIGNS)
def test_every_odd_design_survives_an_undone_edit(db: Session, design: str) -> None:
    row_id = insert_row(db, design_context=design)
    before = kept(db, row_id)
    undo_of(db, edit(db, row_id))
    assert kept(db, row_id) == before


def test_a_row_is_restored_even_with_other_columns_of_the_backend(db: Session) -> None:
    db.execute(
        text(
            "ALTER TABLE prototype_sessions"
            " ADD number int GENERATED ALWAYS AS IDENTITY,"
            " ADD twice int GENERATED ALWAYS AS (frame_width * 2) STORED,"
            """ ADD "Odd name" numeric[] DEFAULT '{NaN,1.50}', ADD extra jsonb"""
        )
    )
    row_id = insert_row(db)
    before = kept(db, row_id)
    undo_of(db, delete(db, row_id))
    assert kept(db, row_id) == before
