"""Waiting until connections wait for each other."""

from __future__ import annotations

import time
from typing import Final

from sqlalchemy import text

from store.engine import Database

PATIENCE_SECONDS: Final = 20


def wait_for_blocked(database: Database, count: int = 1) -> None:
    """Wait until `count` connections of this database wait for a lock."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    deadline = time.monotonic() + PATIENCE_SECONDS
    while database.read(lambda db: db.scalars(waiting).one()) < count:
        assert time.monotonic() < deadline, "Nobody waits for a lock."
