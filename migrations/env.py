"""Alembic's environment: timeouts, one migration at a time, only our own objects."""

from __future__ import annotations

from typing import Any, Final

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection, text

from migrations import adoption, lock, trigrams
from migrations.closing import close_schema
from migrations.errors import MigrationFailed, explained
from settings import Settings
from store.engine import engine_for
from store.metadata import METADATA
from store.own_models import OWN_SCHEMA

LOCK_TIMEOUT: Final = "5s"
STATEMENT_TIMEOUT: Final = "30min"


def include_name(name: str | None, type_: str, parent_names: Any) -> bool:
    """Include our schema and the adopted table; the rest of the database is not ours."""
    if type_ == "schema":
        return name in (None, OWN_SCHEMA)
    if type_ == "table":
        return name == "prototype_sessions" or parent_names["schema_name"] == OWN_SCHEMA
    return name not in {trigrams.INDEX, trigrams.FORMER}


def finish_step(ctx: MigrationContext, step: MigrationInfo, *_: Any, **__: Any) -> None:
    """In the step's own transaction: close what it created, and report the step."""
    assert ctx.connection is not None
    close_schema(ctx.connection)
    on_step = context.config.attributes.get("on_step")
    if on_step is not None:
        for revision in step.up_revision_ids:
            on_step(revision, context.script.get_revision(revision).doc)


def run(connection: Connection) -> None:
    """Upgrade or compare over one connection, with a transaction for each migration."""
    # Session settings on purpose: a migration runs on a direct connection of its own.
    connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'"))
    # Before anything is created, so that a refusal leaves no trace.
    adoption.check(connection)
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {OWN_SCHEMA}"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        version_table="alembic_version",
        version_table_schema=OWN_SCHEMA,
        include_schemas=True,
        include_name=include_name,
        compare_server_default=True,
        transaction_per_migration=True,
        on_version_apply=finish_step,
    )
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    """Connect to `url` from the config's attributes, or else to DATABASE_URL."""
    configured = Settings().database_url
    url = context.config.attributes.get("url") or (configured and configured.get_secret_value())
    if not url:
        raise MigrationFailed("Set DATABASE_URL to the database that is to be migrated.")
    engine = engine_for(url)
    try:
        with explained(), engine.connect() as guard, engine.connect() as connection:
            lock.acquire(guard)
            run(connection)
    finally:
        engine.dispose()


main()
