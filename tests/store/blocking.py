"""Waiting until connections wait for each other."""

from __future__ import annotations

from sqlalchemy import text

from store.engine import Database
from tests.waiting import until


def wait_for_blocked(database: Database, count: int = 1) -> None:
    """Wait until `count` connections of this database wait for a lock."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    until(lambda: database.read(lambda db: db.scalars(waiting).one()) >= count)
