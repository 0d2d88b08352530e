"""Allows one migration at a time."""

from __future__ import annotations

import time
from typing import Final

from sqlalchemy import Connection, text

from migrations.errors import MigrationFailed

# Any fixed number; it identifies the lock that all migrations of this database share.
MIGRATION_LOCK: Final = 7_240_911
LOCK_TRIES: Final = 120


def acquire(guard: Connection) -> None:
    """Take the migration lock by polling; it is held until the guard's transaction ends.

    A migration blocked *inside* pg_advisory_lock() would hold a snapshot, which the other one's
    CREATE INDEX CONCURRENTLY waits for: a deadlock. A statement with bound parameters would hold
    one too, because its portal keeps its snapshot, so the number is in the text.
    Raises MigrationFailed.
    """
    take = text(f"SELECT pg_try_advisory_xact_lock({MIGRATION_LOCK})")
    for _ in range(LOCK_TRIES):
        if guard.scalar(take):
            return
        guard.rollback()
        time.sleep(0.5)
    raise MigrationFailed(
        "Another migration is running. Wait for it to finish, then run scripts/migrate."
    )
