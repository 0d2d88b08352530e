"""Writes of the dashboard's own tables, which a read-only login may not do."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from store import refusals
from store.errors import PermissionDenied


def write(
    db: Session, statement: Executable, values: dict[str, Any], subject: str
) -> CursorResult[Any]:
    """Run a write of `subject`, such as `insights`. Raises PermissionDenied for a read-only login.

    Uses a savepoint, so that the caller's transaction can continue after a refusal.
    """
    try:
        with db.begin_nested():
            result = db.execute(statement, values)
    except DBAPIError as error:
        if not isinstance(error.orig, refusals.NOT_ALLOWED):
            raise
        raise PermissionDenied(f"This database login may not keep {subject}.") from error
    assert isinstance(result, CursorResult)
    return result
