"""Answering a visitor is recorded once, and changes nothing in the session."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from store.actions import actions, answering, undo
from store.actions.receipts import Answer
from store.actions.undo_rules import why_not
from store.audit import entries
from store.errors import InvalidInput, NotFound
from tests.store import acting


def test_an_answer_is_recorded_with_person_and_time_and_changes_nothing(db: Session) -> None:
    row_id, request_id = acting.insert_row(db), uuid4()
    before = acting.row_of(db, row_id)
    receipt = answering.answer(
        db, acting.SUPPORT, row_id, about="reset, Deutsch", request_id=request_id
    )
    assert acting.row_of(db, row_id) == before
    (entry,) = entries.for_row(db, row_id)
    assert (entry.action, entry.actor, entry.scope) == ("answer", "sami", "reset, Deutsch")
    assert (entry.before, entry.after, entry.at) == ({}, {}, receipt.at)
    assert entry.is_unchanged
    acting.write_elsewhere(db, row_id, "status = 'ready'")
    (entry,) = entries.for_row(db, row_id)
    assert not entry.is_unchanged, "the session has changed since the answer"


def test_an_answer_is_recorded_once_for_a_request(db: Session) -> None:
    row_id, request_id = acting.insert_row(db), uuid4()
    for repeated in (False, True):
        receipt = answering.answer(db, acting.SUPPORT, row_id, about="x", request_id=request_id)
        assert receipt.repeated is repeated
    assert acting.recorded(db) == {**acting.NOTHING_RECORDED, "receipts": 1, "audit": 1}


def test_an_answer_cannot_be_undone(db: Session) -> None:
    receipt = answering.answer(
        db, acting.SUPPORT, acting.insert_row(db), about="x", request_id=uuid4()
    )
    assert why_not(db, receipt, acting.SUPPORT) == "This action (answer) cannot be undone."
    with pytest.raises(InvalidInput):
        undo.undo(db, acting.SUPPORT, receipt.request_id, reason="", request_id=uuid4())


def test_a_deleted_session_cannot_be_answered(db: Session) -> None:
    with pytest.raises(NotFound):
        answering.answer(db, acting.SUPPORT, uuid4(), about="x", request_id=uuid4())
    assert acting.recorded(db) == acting.NOTHING_RECORDED


def test_who_answered_after_an_action(db: Session) -> None:
    first, second, before = acting.insert_row(db), acting.insert_row(db), acting.insert_row(db)
    answering.answer(db, acting.SUPPORT, before, about="x", request_id=uuid4())
    ids, done = [first, second, before], uuid4()
    targets = [acting.target_of(db, row_id) for row_id in ids]
    actions.reset(
        db, acting.SUPPORT, targets, reason="", request_id=done, stuck_after=acting.STUCK_AFTER
    )
    assert answering.answered_since(db, done, ids) == {}
    receipt = answering.answer(db, acting.ADMIN, first, about="x", request_id=uuid4())
    answered = answering.answered_since(db, done, ids)
    assert answered == {first: Answer(actor="ada", at=receipt.at)}
