"""One process at a time inspects a row: a lock that ends with the transaction."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

_KEY: Final = "hashtextextended('dashboard.inspection ' || :row_id, 0)"
_TRY: Final = text(f"SELECT pg_try_advisory_xact_lock({_KEY})")
_WAIT: Final = text(f"SELECT pg_advisory_xact_lock({_KEY})")


def claim(db: Session, row_id: UUID, *, wait: bool = False) -> bool:
    """Whether nobody else inspects the row until this transaction ends.

    With `wait` it is always true, or TooSlow is raised where the other one takes long.
    """
    parameters = {"row_id": str(row_id)}
    if wait:
        db.execute(_WAIT, parameters)
        return True
    return bool(db.scalar(_TRY, parameters))
