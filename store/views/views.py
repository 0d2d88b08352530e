"""Saves lists under names, for oneself or for everybody, with a receipt for each change."""

from __future__ import annotations

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
_MINE: Final = "id = :id AND (owner = :actor OR shared)"

_RENAME: Final = text(
    f"""
    UPDATE dashboard.views AS v SET name = :name
    WHERE {_MINE} AND NOT EXISTS (
        SELECT FROM dashboard.views AS other
        WHERE other.owner = v.owner AND other.name = :name AND other.id <> v.id)
    RETURNING id
    """
)

_DELETE: Final = text(f"DELETE FROM dashboard.views WHERE {_MINE} RETURNING id")
_ONE: Final = text(f"SELECT name, owner, shared FROM dashboard.views WHERE {_MINE}")


def visible(db: Session, actor: str) -> tuple[View, ...]:
    """The person's own views by name, then those that others share."""
    rows = db.execute(_VISIBLE, {"actor": actor, "most": MOST}).mappings()
    return tuple(View.model_validate(dict(row)) for row in rows)


def save(db: Session, principal: Principal, view: NewView, request_id: UUID) -> Receipt:
    """Save a view. Raises InvalidInput if its name is blank or taken, and PermissionDenied."""
    principal.require(Action.SHARE_VIEW if view.shared else Action.SAVE_VIEW)
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
    request = ledger.described(
        principal, Action.SAVE_VIEW, f"Saved the view “{name}” {who}", request_id
    )
    return ledger.run_once(db, request, work)


def rename(
    db: Session, principal: Principal, view_id: UUID, name: str, request_id: UUID
) -> Receipt:
    """Give a view another name. Raises NotFound, InvalidInput, PermissionDenied."""
    name = _name(db, name)
    given, before = _changeable(db, principal, view_id)

    def work() -> list[Skipped]:
        if db.scalar(_RENAME, {**given, "name": name}) is None:
            raise InvalidInput("There is a view of this name already. Choose another name.")
        return []

    request = ledger.described(
        principal, Action.SAVE_VIEW, f"Renamed the view “{before}” to “{name}”", request_id
    )
    return ledger.run_once(db, request, work)


def delete(db: Session, principal: Principal, view_id: UUID, request_id: UUID) -> Receipt:
    """Delete a view. Raises NotFound, PermissionDenied."""
    given, name = _changeable(db, principal, view_id)

    def work() -> list[Skipped]:
        db.execute(_DELETE, given)
        return []

    request = ledger.described(
        principal, Action.SAVE_VIEW, f"Deleted the view “{name}”", request_id
    )
    return ledger.run_once(db, request, work)


def _changeable(db: Session, principal: Principal, view_id: UUID) -> tuple[dict[str, object], str]:
    """What names the view in SQL, and its name, if the person may change it."""
    principal.require(Action.SAVE_VIEW)
    given = {"id": view_id, "actor": principal.actor}
    view = db.execute(_ONE, given).one_or_none()
    if view is None or (view.owner != principal.actor and principal.role is not Role.ADMIN):
        raise NotFound(what="view")
    if view.shared:
        principal.require(Action.SHARE_VIEW)
    return given, view.name


def _name(db: Session, given: str) -> str:
    """A name on one line, with every session_id masked."""
    name = clean(db, one_line(given))
    if not name:
        raise InvalidInput("Give the view a name.")
    return name
