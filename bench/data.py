"""The benchmark's own server, with as many rows as requested, kept for the next run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from demo.bulk import copy_rows
from migrations import runner, trigrams
from postgres import embedded

Say = Callable[[str], None]


@contextmanager
def filled_server(directory: Path, rows: int, say: Say) -> Iterator[str]:
    """The address of a database with at least `rows` rows; created if `directory` has none."""
    server = embedded.start(directory)
    try:
        fill(server.get_uri(), rows, say)
        yield server.get_uri()
    finally:
        server.stop()


def neighbor(url: str, name: str, rows: int, say: Say) -> str:
    """The address of another database on the same server, filled too."""
    with psycopg.connect(url, autocommit=True) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if connection.execute(known, [name]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    other = make_url(url).set(database=name).render_as_string(hide_password=False)
    fill(other, rows, say)
    return other


def fill(url: str, rows: int, say: Say) -> None:
    """Migrate, add the missing rows, and VACUUM ANALYZE as autovacuum would eventually."""
    if runner.current(url) != runner.head():
        runner.upgrade(url)
    with psycopg.connect(url) as connection:
        missing = rows - count(connection)
        if missing > 0:
            say(f"Making {missing:,} rows")
            copy_rows(connection, missing, datetime.now(UTC), lambda done, seconds: None)
            connection.commit()
        trigrams.ensure(url)
        if missing <= 0:
            return
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE prototype_sessions")
        connection.execute("CHECKPOINT")


def count(connection: psycopg.Connection[tuple[object, ...]]) -> int:
    """The exact number of rows."""
    row = connection.execute("SELECT count(*) FROM prototype_sessions").fetchone()
    return int(str(row[0])) if row else 0
