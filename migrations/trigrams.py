"""The index for searches inside names, if PostgreSQL's extension pg_trgm is available.

Not a numbered migration: a server may get the extension later, and the dashboard works without it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from migrations import lock
from migrations.concurrently import IS_INVALID, PATIENCE
from migrations.errors import explained
from store.engine import engine_for
from store.models import JOINED_NAME

INDEX: Final = "ix_prototype_sessions_joined_name"
FORMER: Final = "ix_prototype_sessions_name_trigrams"
"""Its trigrams did not span words."""

NOT_ALLOWED: Final = "42501"

_SCHEMA: Final = text(
    "SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'pg_trgm'"
)
_AVAILABLE: Final = text(
    "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')"
)
# Supabase keeps extensions in a schema of their own.
_PREFERRED: Final = text("SELECT COALESCE(to_regnamespace('extensions')::text, 'public')")


class Outcome(StrEnum):
    """The result, explained to the person who migrates."""

    READY = "Searches inside names use a trigram index."
    NOT_AVAILABLE = (
        "pg_trgm is not available on this server: searches inside names read the table and stop"
        " after 2 s. Everything else is as fast."
    )
    NOT_ALLOWED = (
        "This login may not create the extension pg_trgm, so searches inside names read the table."
        " Ask a superuser or the database's owner to run CREATE EXTENSION pg_trgm, then run"
        " scripts/migrate again."
    )


def ensure(url: str) -> Outcome:
    """Create the extension and the index if they are missing. Raises MigrationFailed.

    The index is built without blocking writers; one that was left half built is rebuilt.
    """
    engine = engine_for(url)
    try:
        with explained(), engine.connect() as guard:
            lock.acquire(guard)
            with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                return _ensure(connection)
    finally:
        engine.dispose()


def _ensure(connection: Connection) -> Outcome:
    schema = connection.scalar(_SCHEMA)
    if schema is None:
        if not connection.scalar(_AVAILABLE):
            return Outcome.NOT_AVAILABLE
        schema = connection.scalar(_PREFERRED)
        try:
            connection.execute(text(f"CREATE EXTENSION pg_trgm SCHEMA {schema}"))
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != NOT_ALLOWED:
                raise
            return Outcome.NOT_ALLOWED
    connection.execute(text(f"SET lock_timeout = '{PATIENCE}'"))
    is_invalid = connection.scalar(IS_INVALID, {"name": f"public.{INDEX}"})
    if is_invalid:
        connection.execute(text(f"DROP INDEX CONCURRENTLY public.{INDEX}"))
    if is_invalid is not False:
        connection.execute(
            text(
                f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {INDEX} ON public.prototype_sessions"
                f" USING gin ({JOINED_NAME} {schema}.gin_trgm_ops)"
            )
        )
        # Otherwise, the planner knows nothing of the expression until autovacuum comes by.
        connection.execute(text("ANALYZE public.prototype_sessions"))
    connection.execute(text(f"DROP INDEX CONCURRENTLY IF EXISTS public.{FORMER}"))
    return Outcome.READY


def drop(url: str) -> None:
    """Drop the index if it exists; the extension may serve others and stays."""
    engine = engine_for(url)
    try:
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for name in (INDEX, FORMER):
                connection.execute(text(f"DROP INDEX CONCURRENTLY IF EXISTS public.{name}"))
    finally:
        engine.dispose()
