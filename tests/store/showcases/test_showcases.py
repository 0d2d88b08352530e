"""Showcases: created, renamed and deleted."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from store.actions.receipts import AuditFilters
from store.audit import audit_log
from store.errors import InvalidInput, NotFound, PermissionDenied
from store.principal import Principal, Role
from store.showcases import showcases
from tests.store.acting import ADMIN, SUPPORT, insert_row
from tests.store.showcases.showing import created

BOB = Principal(actor="bob", role=Role.SUPPORT)


def names(db: Session) -> list[str]:
    return [showcase.name for showcase in showcases.listed(db)]


def test_they_are_everybodys_by_name_with_their_sizes(db: Session) -> None:
    created(db, SUPPORT, [insert_row(db), insert_row(db)], "fair")
    created(db, BOB, name="Board")
    assert [(each.name, each.items) for each in showcases.listed(db)] == [("Board", 0), ("fair", 2)]


def test_a_name_is_there_once_and_never_blank(db: Session) -> None:
    fair = created(db, SUPPORT)
    with pytest.raises(InvalidInput, match="already"):
        showcases.create(db, BOB, "Fair", uuid4())
    with pytest.raises(InvalidInput, match="Give the showcase a name"):
        showcases.create(db, SUPPORT, " \n", uuid4())
    board = created(db, SUPPORT, name="Board")
    with pytest.raises(InvalidInput, match="already"):
        showcases.rename(db, BOB, board, "Fair", uuid4())
    showcases.rename(db, BOB, fair, "Fair 2026", uuid4())
    assert names(db) == ["Board", "Fair 2026"]


def test_only_who_created_it_and_admins_delete_it(db: Session) -> None:
    first, second = created(db, SUPPORT, [insert_row(db)]), created(db, SUPPORT, name="Board")
    with pytest.raises(PermissionDenied, match="Only an admin"):
        showcases.delete(db, BOB, first, uuid4())
    showcases.delete(db, SUPPORT, first, uuid4())
    showcases.delete(db, ADMIN, second, uuid4())
    assert names(db) == []
    with pytest.raises(NotFound):
        showcases.get(db, first)


def test_no_more_than_a_person_can_read(db: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showcases, "MOST_SHOWCASES", 2)
    created(db, SUPPORT, name="One")
    created(db, SUPPORT, name="Two")
    with pytest.raises(InvalidInput, match="or there are 2 of them"):
        created(db, SUPPORT, name="Three")


def test_each_change_is_in_the_audit_log_without_a_session_id(db: Session) -> None:
    secret = "9c2f5d1e-7a64-4b0d-8a53-3c1f0b7e6d42"
    row_id = insert_row(db, session_id=secret)
    created(db, SUPPORT, [row_id], f"Of {secret}")
    actions = audit_log.search(db, AuditFilters(action=("showcase",))).actions
    assert [action.scope for action in actions] == [
        "Added 1 session to the showcase “Of 9c2f5d1e…”",
        "Created the showcase “Of 9c2f5d1e…”",
    ]
    assert names(db) == ["Of 9c2f5d1e…"]
