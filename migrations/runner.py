"""Run Alembic from Python: upgrade a database, and name its revision and the newest one."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from settings import ROOT
from store.engine import engine_for
from store.models import OWN_SCHEMA


def config_for(url: str) -> Config:
    """Alembic's configuration with the database's address handed over in memory only."""
    config = Config(ROOT / "alembic.ini")
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Upgrade the database to `revision`."""
    command.upgrade(config_for(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Downgrade the database to `revision`."""
    command.downgrade(config_for(url), revision)


def current(url: str) -> str | None:
    """The revision that the database is at; None before the first migration."""
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            options = {"version_table_schema": OWN_SCHEMA}
            return MigrationContext.configure(connection, opts=options).get_current_revision()
    finally:
        engine.dispose()


def head() -> str:
    """The newest revision in the code."""
    revision = ScriptDirectory.from_config(config_for("")).get_current_head()
    if revision is None:
        raise RuntimeError("There is no migration at all.")
    return revision
