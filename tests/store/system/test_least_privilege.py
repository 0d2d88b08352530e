"""A login that may only append to the audit log can do everything people do."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from store.actions import actions, editing, undo
from store.actions.receipts import Receipt
from store.errors import PermissionDenied
from tests.store.acting import (
    ADMIN,
    NOTHING_RECORDED,
    STUCK_AFTER,
    insert_row,
    recorded,
    row_of,
    target_of,
)

OWN_TABLES = "dashboard.receipts, dashboard.audit, dashboard.skips, dashboard.undo_snapshots"
EDITABLE = (
    "status, error_code, updated_at, frame_name, frame_width, frame_height, thumbnail_url,"
    " generated_code, design_context"
)
GRANTS = f"""
CREATE ROLE appender;
GRANT USAGE ON SCHEMA public, dashboard TO appender;
GRANT SELECT, INSERT, DELETE, UPDATE ({EDITABLE}) ON prototype_sessions TO appender;
GRANT SELECT, INSERT ON {OWN_TABLES} TO appender;
GRANT SELECT ON dashboard.insights TO appender;
CREATE POLICY appender ON dashboard.receipts TO appender USING (true) WITH CHECK (true);
CREATE POLICY appender ON dashboard.audit TO appender USING (true) WITH CHECK (true);
CREATE POLICY appender ON dashboard.skips TO appender USING (true) WITH CHECK (true);
CREATE POLICY appender ON dashboard.undo_snapshots TO appender USING (true) WITH CHECK (true);
SET LOCAL ROLE appender;
"""


def reset(db: Session) -> Receipt:
    """Reset a stuck row and one that cannot be reset."""
    targets = [target_of(db, insert_row(db)), target_of(db, insert_row(db, status=None))]
    return actions.reset(db, ADMIN, targets, reason="", request_id=uuid4(), stuck_after=STUCK_AFTER)


def test_every_action_works_with_append_only_tables(db: Session) -> None:
    db.execute(text(GRANTS))
    done = reset(db)
    assert (len(done.changed), len(done.skipped)) == (1, 1)
    undo.undo(db, ADMIN, done.request_id, reason="", request_id=uuid4())

    row_id = insert_row(db)
    change = {"frame_name": "New", "design_context": {}}
    editing.edit(db, ADMIN, target_of(db, row_id), change, reason="r", request_id=uuid4())
    actions.fail(db, ADMIN, [target_of(db, row_id)], reason="r", request_id=uuid4())
    before = row_of(db, row_id)
    gone = actions.delete(db, ADMIN, [target_of(db, row_id)], reason="r", request_id=uuid4())
    undo.undo(db, ADMIN, gone.request_id, reason="", request_id=uuid4())
    assert row_of(db, row_id) == before

    for change_history in ("UPDATE dashboard.audit SET label = ''", "DELETE FROM dashboard.skips"):
        with pytest.raises(ProgrammingError, match="permission denied"), db.begin_nested():
            db.execute(text(change_history))


def test_a_login_without_write_access_is_reported(db: Session) -> None:
    row_id = insert_row(db)
    targets = [target_of(db, row_id)]
    db.execute(text(GRANTS))
    db.execute(text("RESET ROLE; REVOKE UPDATE ON prototype_sessions FROM appender"))
    db.execute(text(f"REVOKE UPDATE ({EDITABLE}) ON prototype_sessions FROM appender"))
    db.execute(text("SET LOCAL ROLE appender"))
    with pytest.raises(PermissionDenied, match="login"):
        actions.fail(db, ADMIN, targets, reason="r", request_id=uuid4())
    db.execute(text("RESET ROLE"))
    assert recorded(db) == NOTHING_RECORDED


def test_a_read_only_transaction_is_reported(db: Session) -> None:
    targets = [target_of(db, insert_row(db))]
    db.execute(text("SET TRANSACTION READ ONLY"))
    with pytest.raises(PermissionDenied, match="login"):
        actions.fail(db, ADMIN, targets, reason="r", request_id=uuid4())
