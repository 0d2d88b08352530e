"""Creates, renames and deletes showcases, with a receipt for each change."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import ledger
from store.actions.receipts import Receipt, Skipped
from store.audit.wording import clean
from store.clean_text import one_line
from store.errors import InvalidInput, NotFound, PermissionDenied
from store.principal import Action, Principal, Role
from store.showcases.showcase_records import FIRSTS, MOST_SHOWCASES, NAME_CHARS, Showcase

# What is not inspected counts as unchanged here: hashing it is left to the showcase's own page.
_LISTED: Final = f"""
    SELECT s.id, s.name, s.created_by, s.created_at, count(item.row_id) AS items,
           COALESCE((array_agg(p.id ORDER BY item.place, item.row_id)
               FILTER (WHERE p.id IS NOT NULL))[1:{FIRSTS}], '{{}}') AS firsts,
           count(item.row_id) FILTER (WHERE p.id IS NULL OR i.design_md5 <> item.design_md5
               OR (i.row_id IS NOT NULL AND COALESCE(i.code_md5, md5('')) <> item.code_md5)
           ) AS changed
    FROM dashboard.showcases AS s
    LEFT JOIN dashboard.showcase_items AS item ON item.showcase_id = s.id
    LEFT JOIN public.prototype_sessions AS p ON p.id = item.row_id
    LEFT JOIN dashboard.insights AS i ON i.row_id = p.id AND i.row_version = p.xmin::text
"""
_ALL: Final = text(f"{_LISTED} GROUP BY s.id ORDER BY lower(s.name), s.id LIMIT :most")
_ONE: Final = text(f"{_LISTED} WHERE s.id = :id GROUP BY s.id")

_CREATE: Final = text(
    """
    INSERT INTO dashboard.showcases (id, name, created_by) SELECT :id, :name, :actor
    WHERE (SELECT count(*) FROM dashboard.showcases) < :most
    ON CONFLICT DO NOTHING RETURNING id
    """
)
_RENAME: Final = text(
    """
    UPDATE dashboard.showcases SET name = :name WHERE id = :id AND NOT EXISTS (
        SELECT FROM dashboard.showcases AS other WHERE other.name = :name AND other.id <> :id)
    RETURNING id
    """
)
_EMPTY: Final = text("DELETE FROM dashboard.showcase_items WHERE showcase_id = :id")
_DELETE: Final = text("DELETE FROM dashboard.showcases WHERE id = :id")


def listed(db: Session) -> tuple[Showcase, ...]:
    """All showcases by name."""
    rows = db.execute(_ALL, {"most": MOST_SHOWCASES}).mappings()
    return tuple(Showcase.model_validate(dict(row)) for row in rows)


def get(db: Session, showcase_id: UUID) -> Showcase:
    """One showcase. Raises NotFound."""
    row = db.execute(_ONE, {"id": showcase_id}).mappings().one_or_none()
    if row is None:
        raise NotFound(what="showcase")
    return Showcase.model_validate(dict(row))


def create(db: Session, principal: Principal, name: str, request_id: UUID) -> Receipt:
    """Create an empty showcase, whose id is the request's.

    Raises InvalidInput if the name is blank or taken, and PermissionDenied.
    """
    principal.require(Action.SHOWCASE)
    name = _name(db, name)
    values = {"id": request_id, "name": name, "actor": principal.actor, "most": MOST_SHOWCASES}

    def work() -> list[Skipped]:
        if db.scalar(_CREATE, values) is None:
            raise InvalidInput(
                f"There is a showcase of this name already, or there are {MOST_SHOWCASES} of them."
                " Choose another name, or delete a showcase."
            )
        return []

    return ledger.run_once(
        db, request(principal, f"Created the showcase “{name}”", request_id), work
    )


def rename(
    db: Session, principal: Principal, showcase_id: UUID, name: str, request_id: UUID
) -> Receipt:
    """Give a showcase another name. Raises NotFound, InvalidInput, PermissionDenied."""
    principal.require(Action.SHOWCASE)
    name, before = _name(db, name), get(db, showcase_id)

    def work() -> list[Skipped]:
        if db.scalar(_RENAME, {"id": showcase_id, "name": name}) is None:
            raise InvalidInput("There is a showcase of this name already. Choose another name.")
        return []

    words = f"Renamed the showcase “{before.name}” to “{name}”"
    return ledger.run_once(db, request(principal, words, request_id), work)


def delete(db: Session, principal: Principal, showcase_id: UUID, request_id: UUID) -> Receipt:
    """Delete a showcase; its sessions stay. Raises NotFound, PermissionDenied."""
    principal.require(Action.SHOWCASE)
    showcase = get(db, showcase_id)
    if not may_delete(showcase, principal):
        raise PermissionDenied("Somebody else created this showcase. Only an admin can delete it.")

    def work() -> list[Skipped]:
        db.execute(_EMPTY, {"id": showcase_id})
        db.execute(_DELETE, {"id": showcase_id})
        return []

    words = f"Deleted the showcase “{showcase.name}” with {sessions_text(showcase.items)}"
    return ledger.run_once(db, request(principal, words, request_id), work)


def may_delete(showcase: Showcase, principal: Principal) -> bool:
    """Whether this person may delete it."""
    is_own = showcase.created_by == principal.actor
    return principal.may(Action.SHOWCASE) and (is_own or principal.role is Role.ADMIN)


def sessions_text(count: int) -> str:
    """`1 session`, `2 sessions`."""
    return f"{count} session{'' if count == 1 else 's'}"


def request(principal: Principal, description: str, request_id: UUID) -> ledger.Request:
    """A change of a showcase, as the audit log has it."""
    return ledger.described(principal, Action.SHOWCASE, description, request_id)


def _name(db: Session, given: str) -> str:
    """A name on one line, with every session_id masked."""
    name = clean(db, one_line(given))
    if not name or len(name) > NAME_CHARS:
        raise InvalidInput(f"Give the showcase a name of at most {NAME_CHARS} characters.")
    return name
