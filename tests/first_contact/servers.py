"""A server of each version supported in production: PostgreSQL 15, and the embedded 18."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
import pytest

from postgres import embedded
from postgres.embedded import PostgresServer
from settings import ROOT
from tests.conftest import server_directory

# Where scripts/setup looks and unpacks, in its order.
FETCHED: Final = ROOT / ".venv" / "postgresql-15" / "usr" / "lib"
PLACES: Final = (
    Path(os.environ.get("POSTGRESQL_15", "/nonexistent")),
    FETCHED / "postgresql" / "15" / "bin",
    Path("/usr/lib/postgresql/15/bin"),
    Path("/opt/homebrew/opt/postgresql@15/bin"),
)
# Only the test analyzes tables, and no data needs to survive a crash.
SETTINGS: Final = ("autovacuum = off", "fsync = off", "full_page_writes = off")


class PostgreSQL15(PostgresServer):
    """The machine's programs, or those that scripts/test has fetched."""

    locale = ("--locale=C.UTF-8",)  # version 15 has no built-in locale


def programs() -> Path:
    """The folder of PostgreSQL 15's programs."""
    for place in PLACES:
        if (place / "postgres").exists():
            return place
    raise FileNotFoundError("PostgreSQL 15 is missing: scripts/test fetches it")


@contextmanager
def running(version: str) -> Iterator[str]:
    """The address of a fresh server of a version, on a Unix socket, as a superuser."""
    with (
        server_directory(f"dashboard-{version}-") as directory,
        pytest.MonkeyPatch.context() as patch,
    ):
        if version == "18":
            server = embedded.start(directory)
        else:
            libraries = [str(each.parent) for each in FETCHED.glob("*/libpq.so.5")]
            patch.setenv("LD_LIBRARY_PATH", ":".join(libraries))
            server = PostgreSQL15(directory, programs())
            server.start()
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in SETTINGS:
                connection.execute(f"ALTER SYSTEM SET {setting}".encode())
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
        server.stop()
