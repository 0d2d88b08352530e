"""Sign-ins that were ended early, by fingerprint, shared by all processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from store.errors import PermissionDenied
from store.refusals import NOT_ALLOWED, NOT_THERE

_CURRENT: Final = text("SELECT fingerprint FROM dashboard.sign_outs WHERE until > now()")

_ADD: Final = text(
    """
    INSERT INTO dashboard.sign_outs (fingerprint, until) VALUES (:fingerprint, :until)
    ON CONFLICT DO NOTHING
    """
)

_PURGE: Final = text(
    """
    DELETE FROM dashboard.sign_outs WHERE fingerprint IN (
        SELECT fingerprint FROM dashboard.sign_outs WHERE until <= now()
        LIMIT :limit
        FOR UPDATE SKIP LOCKED
    )
    RETURNING fingerprint
    """
)


def current(db: Session) -> frozenset[str]:
    """The fingerprints of all ended sign-ins that would otherwise still be valid.

    Raises PermissionDenied if the table is missing or this login may not read it.
    """
    with _allowed():
        return frozenset(db.scalars(_CURRENT))


def add(db: Session, sign_outs: Mapping[str, datetime]) -> None:
    """Store sign-outs, each until the sign-in would have expired.

    Raises PermissionDenied for a read-only login, or if the table is missing.
    """
    values = [{"fingerprint": key, "until": until} for key, until in sign_outs.items()]
    with _allowed():
        db.execute(_ADD, values)


def purge(db: Session, limit: int = 1_000) -> int:
    """Remove at most `limit` expired sign-outs; returns how many.

    Raises PermissionDenied for a login other than the owner.
    """
    with _allowed():
        return len(db.scalars(_PURGE, {"limit": limit}).all())


@contextmanager
def _allowed() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, (*NOT_THERE, *NOT_ALLOWED)):
            raise
        raise PermissionDenied(
            "The table of sign-outs is missing, or closed to the dashboard's database login."
        ) from error
