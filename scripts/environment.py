"""The database of a command; problems are one line each instead of a stack trace."""

from __future__ import annotations

from contextlib import ExitStack
from typing import NamedTuple

from pydantic import SecretStr
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from migrations import runner
from postgres import embedded
from settings import Settings
from store.engine import Database
from store.errors import StoreError
from store.models import HEAD_REVISION
from store.system import system


class DatabaseName(NamedTuple):
    """The printable part of a database URL, without user and password."""

    database: str
    host: str
    port: int | None

    def __str__(self) -> str:
        return f"Database {self.database} on {self.host}"


def database_name(database_url: SecretStr) -> DatabaseName:
    """Host, port and name in the URL. Raises SystemExit if it is not a PostgreSQL URL."""
    try:
        url = make_url(database_url.get_secret_value())
    except (ArgumentError, ValueError):
        url = None
    if url is None or not url.drivername.startswith("postgres"):
        raise SystemExit("DATABASE_URL: expected postgresql://user:password@host:port/database")
    host = url.host or url.query.get("host") or "the local socket"
    return DatabaseName(url.database or "(default)", str(host), url.port)


def migrated_url(settings: Settings, stack: ExitStack) -> str:
    """The URL in DATABASE_URL, else of the embedded server, which is started and migrated first.

    Prints which one it is. The server is stopped as the stack ends.
    """
    if settings.database_url:
        print(database_name(settings.database_url))
        return settings.database_url.get_secret_value()
    print(f"The embedded database in {settings.data_dir}")
    server = embedded.start(settings.data_dir)
    stack.callback(server.stop)
    url = server.get_uri()
    if runner.current(url) != runner.head():
        runner.upgrade(url)
    return url


def require_schema(database: Database) -> None:
    """Raise StoreError, which says what to do, unless the database has the schema of this code."""
    if database.read(system.revision) != HEAD_REVISION:
        raise StoreError("The schema is not up to date. Run scripts/migrate first.")
