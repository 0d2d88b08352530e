"""The full session_id: only for a reason, and recorded."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import reveal
from store.audit import audit, entries
from store.errors import InvalidInput, NotFound
from tests.store.acting import NOTHING_RECORDED, SUPPORT, insert_row, recorded, row_of


def test_reveal_returns_the_value_and_records_no_value(db: Session) -> None:
    secret, request_id = str(uuid4()), uuid4()
    row_id = insert_row(db, session_id=secret, frame_name=None)
    before = row_of(db, row_id)
    result = reveal.reveal_session_id(
        db, SUPPORT, row_id, reason="look up its tokens", request_id=request_id
    )
    assert result == secret
    assert row_of(db, row_id) == before
    (entry,) = entries.for_row(db, row_id)
    assert (entry.action, entry.actor, entry.reason) == ("reveal", "sami", "look up its tokens")
    assert (entry.before, entry.after) == ({}, {})
    assert entry.label == f"{secret[:8]}…"
    assert secret not in entry.model_dump_json()
    assert secret not in audit.receipt(db, request_id).model_dump_json()


def test_each_reveal_needs_a_reason(db: Session) -> None:
    with pytest.raises(InvalidInput, match="reason"):
        reveal.reveal_session_id(db, SUPPORT, insert_row(db), reason=" ", request_id=uuid4())
    assert recorded(db) == NOTHING_RECORDED


def test_one_request_reveals_one_row_only(db: Session) -> None:
    first, second, request_id = insert_row(db), insert_row(db), uuid4()
    value = reveal.reveal_session_id(db, SUPPORT, first, reason="r", request_id=request_id)
    again = reveal.reveal_session_id(db, SUPPORT, first, reason="r", request_id=request_id)
    assert value == again
    with pytest.raises(InvalidInput, match="another session"):
        reveal.reveal_session_id(db, SUPPORT, second, reason="r", request_id=request_id)
    assert recorded(db)["audit"] == 1


def test_an_old_request_expires(db: Session) -> None:
    row_id, request_id = insert_row(db), uuid4()
    reveal.reveal_session_id(db, SUPPORT, row_id, reason="r", request_id=request_id)
    db.execute(text("UPDATE dashboard.receipts SET at = at - interval '11 minutes'"))
    with pytest.raises(InvalidInput, match="ask again"):
        reveal.reveal_session_id(db, SUPPORT, row_id, reason="r", request_id=request_id)


def test_a_row_that_is_gone_reveals_nothing(db: Session) -> None:
    with pytest.raises(NotFound):
        reveal.reveal_session_id(db, SUPPORT, uuid4(), reason="r", request_id=uuid4())
    assert recorded(db) == NOTHING_RECORDED
