"""Read the settings for a command: what is wrong with them is a line each, not a stack trace."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import SecretStr
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from settings import Settings


def read_settings() -> Settings:
    """The settings. Raises SystemExit that names each variable with a value that cannot be."""
    return Settings.read()


class DatabaseName(NamedTuple):
    """What may be printed of a database's address: never its user or password."""

    database: str
    host: str
    port: int | None

    def __str__(self) -> str:
        return f"Database {self.database} on {self.host}"


def database_name(database_url: SecretStr) -> DatabaseName:
    """Host, port and name in the address. Raises SystemExit if it is none of PostgreSQL's."""
    try:
        url = make_url(database_url.get_secret_value())
    except (ArgumentError, ValueError):
        url = None
    if url is None or not url.drivername.startswith("postgres"):
        raise SystemExit("DATABASE_URL: expected postgresql://user:password@host:port/database")
    host = url.host or url.query.get("host") or "the local socket"
    return DatabaseName(url.database or "(default)", str(host), url.port)
