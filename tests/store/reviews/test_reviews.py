"""Marks on versions: kept by person, current or of an older version, and in the audit log."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions.receipts import AuditFilters
from store.audit import audit_log, entries
from store.errors import NotFound, PermissionDenied
from store.insights import insight_summaries
from store.principal import Action, Principal, Role
from store.reviews import reviews
from store.reviews.review_records import Area, Marks, Opinion
from tests.store.acting import VIEWER, write_elsewhere
from tests.store.reviews.reviewing import (
    ALICE,
    BOB,
    GOOD,
    NEEDS_WORK,
    WRONG,
    inspected,
    marked,
    version_of,
)

PLACE = Area(x=16, y=24, width=120, height=40, words="Get started")


def test_both_of_two_people_are_kept_and_the_latest_of_one(db: Session) -> None:
    row_id = inspected(db)
    marked(db, row_id, GOOD)
    marked(db, row_id, WRONG, reasons=("layout", "text"), note="Cut off", place=PLACE)
    marked(db, row_id, GOOD, by=BOB)
    bobs, alices = reviews.list_for_row(db, row_id)
    assert (bobs.reviewer, bobs.mark, bobs.is_current) == ("bob", "good", True)
    assert (alices.mark, alices.reasons, alices.note) == ("wrong", ("layout", "text"), "Cut off")
    assert alices.place == PLACE
    assert reviews.marks(db, [row_id, uuid4()]) == {row_id: Marks(now=("wrong", "good"))}
    assert insight_summaries.summaries(db, [row_id])[row_id].marks.disagree


def test_a_mark_stays_with_its_version(db: Session) -> None:
    row_id = inspected(db)
    marked(db, row_id, WRONG)
    write_elsewhere(db, row_id, "status = 'ready', updated_at = now()")
    (same,) = reviews.list_for_row(db, row_id)
    assert same.is_current
    write_elsewhere(db, row_id, "generated_code = 'y'")
    inspected(db, row_id)
    (older,) = reviews.list_for_row(db, row_id)
    assert not older.is_current
    assert reviews.marks(db, [row_id]) == {row_id: Marks(older=("wrong",))}
    marked(db, row_id, GOOD)
    assert insight_summaries.summaries(db, [row_id])[row_id].marks == Marks(
        now=("good",), older=("wrong",)
    )
    write_elsewhere(db, row_id, "generated_code = 'x'")
    inspected(db, row_id)
    assert [each.mark for each in reviews.list_for_row(db, row_id) if each.is_current] == ["wrong"]


def test_taking_back_restores_what_was_said_before(db: Session) -> None:
    row_id = inspected(db)
    version = version_of(db, row_id)
    marked(db, row_id, NEEDS_WORK, note="Nearly")
    before = reviews.get_own(db, version, "alice")
    marked(db, row_id, WRONG)
    reviews.take_back(db, ALICE, version, before, uuid4())
    assert reviews.get_own(db, version, "alice") == Opinion(mark=NEEDS_WORK.mark, note="Nearly")
    marked(db, row_id, GOOD, by=BOB)
    reviews.take_back(db, ALICE, version, None, uuid4())
    assert [each.reviewer for each in reviews.list_for_row(db, row_id)] == ["bob"]


def test_a_repeated_request_is_applied_once(db: Session) -> None:
    row_id = inspected(db)
    request_id = uuid4()
    reviews.put(db, ALICE, version_of(db, row_id), GOOD, request_id)
    marked(db, row_id, WRONG)
    again = reviews.put(db, ALICE, version_of(db, row_id), GOOD, request_id)
    assert again.repeated
    assert [each.mark for each in reviews.list_for_row(db, row_id)] == ["wrong"]


def test_each_mark_is_in_the_audit_log_of_its_session(db: Session) -> None:
    row_id = inspected(db, frame_name="Cart")
    marked(db, row_id, GOOD)
    marked(db, row_id, WRONG, reasons=("text",))
    last, first = entries.for_row(db, row_id)
    assert (first.before, first.after) == ({}, {"mark": "good"})
    assert (last.before, last.after) == ({"mark": "good"}, {"mark": "wrong: text"})
    assert (last.action, last.label, last.actor) == ("review", "Cart", "alice")
    logged = audit_log.search(db, AuditFilters(action=("review",))).actions
    assert [each.scope for each in logged] == ["wrong: text", "good"]


def test_no_session_id_is_kept_in_a_note(db: Session) -> None:
    secret = "9c2f5d1e-7a64-4b0d-8a53-3c1f0b7e6d42"
    row_id = inspected(db, session_id=secret)
    place = PLACE.model_copy(update={"words": secret})
    marked(db, row_id, WRONG, note=f"see {secret}", place=place)
    kept = db.execute(text("SELECT note, place::text FROM dashboard.reviews")).one()
    assert kept.note == "see 9c2f5d1e…"
    assert secret not in kept.place


def test_a_deleted_row_cannot_be_marked(db: Session) -> None:
    row_id = inspected(db)
    version = version_of(db, row_id)
    db.execute(text("DELETE FROM prototype_sessions"))
    with pytest.raises(NotFound):
        reviews.put(db, ALICE, version, GOOD, uuid4())


def test_viewers_mark_only_where_a_setting_says_so(db: Session) -> None:
    version = version_of(db, inspected(db))
    with pytest.raises(PermissionDenied, match="requires the support role"):
        reviews.put(db, VIEWER, version, GOOD, uuid4())
    granted = Principal(actor="vera", role=Role.VIEWER, granted=frozenset({Action.REVIEW}))
    reviews.put(db, granted, version, GOOD, uuid4())
    assert not granted.may(Action.RESET)
    assert not granted.for_reading().may(Action.REVIEW)
    assert reviews.get_own(db, version, "vera") == GOOD
