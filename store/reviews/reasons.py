"""The team's own reasons, beside those that every team has."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import ledger
from store.actions.receipts import Receipt, Skipped
from store.audit.wording import clean
from store.errors import InvalidInput
from store.principal import Action, Principal
from store.reviews.review_records import REASON_CHARS, REASONS

MOST: Final = 20

_ALL: Final = text("SELECT name FROM dashboard.review_reasons ORDER BY added_at, name LIMIT :most")
_ADD: Final = text(
    """
    INSERT INTO dashboard.review_reasons (name, added_by) SELECT :name, :actor
    WHERE (SELECT count(*) FROM dashboard.review_reasons) < :most
    ON CONFLICT DO NOTHING RETURNING name
    """
)
_REMOVE: Final = text("DELETE FROM dashboard.review_reasons WHERE name = :name RETURNING name")


def everything(db: Session) -> tuple[str, ...]:
    """All reasons, those that every team has first."""
    return (*REASONS, *db.scalars(_ALL, {"most": MOST}))


def add(db: Session, principal: Principal, name: str, request_id: UUID) -> Receipt:
    """Add a reason. Raises InvalidInput if it is blank, too long or there already; and
    PermissionDenied."""
    principal.require(Action.ADD_REASON)
    name = clean(db, name).lower()
    if not 0 < len(name) <= REASON_CHARS:
        raise InvalidInput(f"A reason has 1 to {REASON_CHARS} characters.")

    def work() -> list[Skipped]:
        parameters = {"name": name, "actor": principal.actor, "most": MOST}
        if name in REASONS or db.scalar(_ADD, parameters) is None:
            raise InvalidInput(f"There is this reason already, or there are {MOST} of your own.")
        return []

    request = ledger.described(
        principal, Action.ADD_REASON, f"Added the reason “{name}”", request_id
    )
    return ledger.run_once(db, request, work)


def remove(db: Session, principal: Principal, name: str, request_id: UUID) -> Receipt:
    """Offer one of the team's own reasons no longer; reviews that have it keep it.

    Raises InvalidInput if it is not one of them, and PermissionDenied.
    """
    principal.require(Action.ADD_REASON)

    def work() -> list[Skipped]:
        if db.scalar(_REMOVE, {"name": name}) is None:
            raise InvalidInput("This reason is not one of the team's own.")
        return []

    request = ledger.described(
        principal, Action.ADD_REASON, f"Removed the reason “{name}”", request_id
    )
    return ledger.run_once(db, request, work)
