"""Saved views: one's own, and those for everybody."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from store.actions.receipts import AuditFilters
from store.audit import audit_log
from store.errors import InvalidInput, NotFound
from store.principal import Principal, Role
from store.views import views
from tests.store.acting import ADMIN, SUPPORT, insert_row
from tests.store.views.saving import A_VIEW, FOR_ALL, saved

BOB = Principal(actor="bob", role=Role.SUPPORT)


def names(db: Session, who: Principal) -> list[str]:
    return [view.name for view in views.visible(db, who.actor)]


def test_ones_own_views_come_first_and_only_shared_ones_are_everybodys(db: Session) -> None:
    saved(db, SUPPORT)
    saved(db, SUPPORT, A_VIEW.model_copy(update={"name": "a first one"}))
    saved(db, BOB, FOR_ALL)
    assert names(db, SUPPORT) == ["a first one", "Failed on mobile", "Everybody's"]
    assert names(db, BOB) == ["Everybody's"]


def test_a_name_is_ones_own_once_and_never_blank(db: Session) -> None:
    saved(db, SUPPORT)
    saved(db, BOB)
    with pytest.raises(InvalidInput, match="already"):
        views.save(db, SUPPORT, A_VIEW, uuid4())
    with pytest.raises(InvalidInput, match="Give the view a name"):
        views.save(db, SUPPORT, A_VIEW.model_copy(update={"name": " \n"}), uuid4())
    other = saved(db, SUPPORT, A_VIEW.model_copy(update={"name": "Other"}))
    with pytest.raises(InvalidInput, match="already"):
        views.rename(db, SUPPORT, other, A_VIEW.name, uuid4())
    views.rename(db, SUPPORT, other, "Another", uuid4())
    assert names(db, SUPPORT) == ["Another", "Failed on mobile"]


def test_somebody_elses_own_view_is_as_if_it_were_not_there(db: Session) -> None:
    own, shared = saved(db, SUPPORT), saved(db, SUPPORT, FOR_ALL)
    for view_id in (own, shared):
        with pytest.raises(NotFound):
            views.delete(db, BOB, view_id, uuid4())
    with pytest.raises(NotFound):
        views.rename(db, ADMIN, own, "Mine", uuid4())
    views.delete(db, ADMIN, shared, uuid4())
    assert names(db, SUPPORT) == ["Failed on mobile"]


def test_no_more_than_a_person_can_read(db: Session) -> None:
    for number in range(views.MOST):
        saved(db, SUPPORT, A_VIEW.model_copy(update={"name": f"View {number}"}))
    with pytest.raises(InvalidInput, match="or 50 views"):
        views.save(db, SUPPORT, A_VIEW, uuid4())


def test_each_change_is_in_the_audit_log_without_a_session_id(db: Session) -> None:
    secret = "9c2f5d1e-7a64-4b0d-8a53-3c1f0b7e6d42"
    insert_row(db, session_id=secret)
    view = A_VIEW.model_copy(update={"name": f"Of {secret}"})
    views.save(db, SUPPORT, view, uuid4())
    (logged,) = audit_log.search(db, AuditFilters(action=("view",))).actions
    assert logged.scope == "Saved the view “Of 9c2f5d1e…” for oneself"
    assert names(db, SUPPORT) == ["Of 9c2f5d1e…"]
