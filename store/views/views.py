"""Saves lists under names, for oneself or for everybody, with a receipt for each change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import ledger
from store.actions.receipts import Receipt, Skipped
from store.audit.wording import clean
from store.clean_text import one_line
from store.errors import InvalidInput, NotFound
from store.principal import Action, Principal, Role
from store.views.view_records import NewView, View

MOST: Final = 50
"""How many views one person may have, and how many of each kind are shown."""

_VISIBLE: Final = text(
    """
    SELECT id, name, query, owner, shared FROM dashboard.views WHERE owner = :actor OR shared
    ORDER BY owner <> :actor, lower(name), id LIMIT 2 * :most
    """
)

_SAVE: Final = text(
    """
    INSERT INTO dashboard.views (name, query, shared, owner)
    SELECT :name, :query, :shared, :actor
    WHERE (SELECT count(*) FROM dashboard.views WHERE owner = :actor) < :most
    ON CONFLICT DO NOTHING RETURNING id
    """
)

# Somebody else's own view is to the person as if it were not there.
_MINE: Final = "id = :id AND (owner = :actor OR (shared AND :is_admin))"

_RENAME: Final = text(
    f"""
    UPDATE dashboard.views AS v SET name = :name
    WHERE {_MINE} AND NOT EXISTS (
        SELECT FROM dashboard.views AS other
        WHERE other.owner = v.owner AND other.name = :name AND other.id <> v.id)
    RETURNING id
    """
)

_DELETE: Final = text(f"DELETE FROM dashboard.views WHERE {_MINE} RETURNING name")
_NAME: Final = text(f"SELECT name FROM dashboard.views WHERE {_MINE}")


def visible(db: Session, actor: str) -> tuple[View, ...]:
    """The person's own views by name, then those that others share."""
    rows = db.execute(_VISIBLE, {"actor": actor, "most": MOST}).mappings()
    return tuple(View.model_validate(dict(row)) for row in rows)


def save(db: Session, principal: Principal, view: NewView, request_id: UUID) -> Receipt:
    """Save a view. Raises InvalidInput if its name is blank or taken, and PermissionDenied."""
    principal.require(Action.SAVE_VIEW)
    name = _name(db, view.name)
    values = {**view.model_dump(), "name": name, "actor": principal.actor, "most": MOST}

    def work() -> list[Skipped]:
        if db.scalar(_SAVE, values) is None:
            raise InvalidInput(
                f"You have a view of this name already, or {MOST} views. Choose another name, or"
                " delete a view."
            )
        return []

    who = "for everybody" if view.shared else "for oneself"
    return _once(db, principal, f"Saved the view “{name}” {who}", request_id, work)


def rename(
    db: Session, principal: Principal, view_id: UUID, name: str, request_id: UUID
) -> Receipt:
    """Give a view another name. Raises NotFound, InvalidInput, PermissionDenied."""
    name = _name(db, name)
    given = _given(principal, view_id)
    before = _name_of(db, given)

    def work() -> list[Skipped]:
        if db.scalar(_RENAME, {**given, "name": name}) is None:
            raise InvalidInput("There is a view of this name already. Choose another name.")
        return []

    return _once(db, principal, f"Renamed the view “{before}” to “{name}”", request_id, work)


def delete(db: Session, principal: Principal, view_id: UUID, request_id: UUID) -> Receipt:
    """Delete a view. Raises NotFound, PermissionDenied."""
    given = _given(principal, view_id)
    name = _name_of(db, given)

    def work() -> list[Skipped]:
        db.execute(_DELETE, given)
        return []

    return _once(db, principal, f"Deleted the view “{name}”", request_id, work)


def _once(
    db: Session,
    principal: Principal,
    words: str,
    request_id: UUID,
    work: Callable[[], list[Skipped]],
) -> Receipt:
    request = ledger.Request(
        principal=principal,
        action=Action.SAVE_VIEW,
        reason="",
        request_id=request_id,
        scope=words,
    )
    return ledger.once(db, request, work)


def _given(principal: Principal, view_id: UUID) -> dict[str, object]:
    principal.require(Action.SAVE_VIEW)
    is_admin = principal.role is Role.ADMIN
    return {"id": view_id, "actor": principal.actor, "is_admin": is_admin}


def _name_of(db: Session, given: dict[str, object]) -> str:
    name: str | None = db.scalar(_NAME, given)
    if name is None:
        raise NotFound(what="view")
    return name


def _name(db: Session, given: str) -> str:
    """A name on one line, with every session_id masked."""
    name = clean(db, one_line(given))
    if not name:
        raise InvalidInput("Give the view a name.")
    return name
