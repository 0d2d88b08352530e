"""The audit: paged, part of the action's transaction, and without credentials."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import actions, editing, reveal, undo
from store.actions.receipts import AuditFilters, Receipt
from store.audit import audit, audit_log, entries
from store.engine import Database
from store.errors import InvalidInput, NotFound, StoreError
from store.principal import Principal
from tests.store.acting import (
    ADMIN,
    NOTHING_RECORDED,
    STUCK_AFTER,
    SUPPORT,
    insert_row,
    recorded,
    row_of,
    target_of,
    write_elsewhere,
)


def reset(
    db: Session,
    *row_ids: UUID,
    by: Principal = SUPPORT,
    reason: str = "",
    scope: str = "",
    batch_id: UUID | None = None,
) -> Receipt:
    """`actions.reset` of rows as they are now."""
    return actions.reset(
        db,
        by,
        [target_of(db, row_id) for row_id in row_ids],
        reason=reason,
        request_id=uuid4(),
        stuck_after=STUCK_AFTER,
        scope=scope,
        batch_id=batch_id,
    )


def test_the_rows_of_an_action_are_paged_in_both_directions(db: Session) -> None:
    done = reset(db, *(insert_row(db) for _ in range(6)))
    reset(db, insert_row(db))
    everything = entries.of_request(db, done.request_id).entries
    assert [entry.id for entry in everything] == sorted((e.id for e in everything), reverse=True)

    pages = [entries.of_request(db, done.request_id, None, 2)]
    while pages[-1].after:
        pages.append(entries.of_request(db, done.request_id, pages[-1].after, 2))
    assert [entry for page in pages for entry in page.entries] == list(everything)
    assert len(pages) == 3
    assert pages[0].before is None
    assert entries.of_request(db, done.request_id, pages[2].before, 2) == pages[1]
    assert entries.of_request(db, done.request_id, pages[1].before, 2) == pages[0]


def test_an_unknown_row_or_action_has_no_entries(db: Session) -> None:
    page = entries.of_request(db, uuid4())
    assert (page.entries, page.after, page.before) == ((), None, None)
    assert entries.for_row(db, uuid4()) == ()
    assert audit.batch(db, uuid4()) == ()


def test_an_unknown_receipt_is_not_found(db: Session) -> None:
    with pytest.raises(NotFound):
        audit.receipt(db, uuid4())


def test_the_history_of_a_row_outlives_it(db: Session) -> None:
    row_id = insert_row(db)
    reset(db, row_id)
    actions.delete(db, ADMIN, [target_of(db, row_id)], reason="r", request_id=uuid4())
    assert [entry.action for entry in entries.for_row(db, row_id)] == ["delete", "reset"]
    assert [entry.action for entry in entries.for_row(db, row_id, limit=1)] == ["delete"]


def test_a_rolled_back_action_leaves_no_trace(database: Database) -> None:
    with database.begin() as db:
        row_id = insert_row(db)
    before = database.read(lambda db: row_of(db, row_id))

    def break_off() -> None:
        with database.begin() as db:
            assert reset(db, row_id).changed
            raise InterruptedError

    with pytest.raises(InterruptedError):
        break_off()
    assert database.read(lambda db: row_of(db, row_id)) == before
    assert database.read(recorded) == NOTHING_RECORDED


def test_an_action_whose_audit_cannot_be_written_changes_nothing(db: Session) -> None:
    row_id = insert_row(db)
    before = row_of(db, row_id)
    db.execute(text("ALTER TABLE dashboard.audit ADD CHECK (version_after IS NULL)"))
    with pytest.raises(InvalidInput) as caught:
        reset(db, row_id)
    assert caught.value.__suppress_context__
    assert row_of(db, row_id) == before
    assert recorded(db) == NOTHING_RECORDED


def test_no_session_id_is_stored_or_raised(db: Session) -> None:
    secrets = [str(uuid4()) for _ in range(5)]
    ids = [insert_row(db, session_id=secret, frame_name=None) for secret in secrets]
    write_elsewhere(db, ids[0], "frame_name = 'of ' || session_id")
    write_elsewhere(db, ids[1], "thumbnail_url = 'https://x.test/' || session_id || '.png'")
    said = []

    reset(db, *ids[:3], reason=f"ticket of {secrets[0]}", scope=f"q={secrets[1]}")
    failed = actions.fail(
        db,
        SUPPORT,
        [target_of(db, row_id) for row_id in ids],
        reason=f"bp_session={secrets[2]}",
        request_id=uuid4(),
    )
    undo.undo(db, SUPPORT, failed.request_id, reason=secrets[3], request_id=uuid4())
    reveal.reveal_session_id(db, SUPPORT, ids[4], reason=secrets[4].upper(), request_id=uuid4())
    seen = target_of(db, ids[3])
    write_elsewhere(db, ids[3], "frame_width = 1")
    with pytest.raises(StoreError) as conflict:
        editing.edit(db, ADMIN, seen, {"frame_width": 2}, reason="", request_id=uuid4())
    said += [str(conflict.value), repr(conflict.value), repr(vars(conflict.value))]
    deleted = actions.delete(
        db, ADMIN, [target_of(db, row_id) for row_id in ids], reason="r", request_id=uuid4()
    )
    insert_row(db, session_id=secrets[0])
    undo.undo(db, ADMIN, deleted.request_id, reason="", request_id=uuid4())

    for table in ("receipts", "audit", "skips"):
        said += db.scalars(text(f"SELECT to_jsonb(t)::text FROM dashboard.{table} AS t")).all()
    entries = [e for each in audit_log.search(db, AuditFilters()).actions for e in each.entries]
    said += [entry.model_dump_json() for entry in entries]
    said += [audit.receipt(db, entry.request_id).model_dump_json() for entry in entries]
    assert len(entries) > 15
    everything = "\n".join(said).lower()
    assert all(secret not in everything for secret in secrets)
    assert all(secret[:8] in everything for secret in secrets)
