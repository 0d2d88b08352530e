"""Run Alembic from Python: upgrade a database, and return its revision and the newest one."""

from __future__ import annotations

from collections.abc import Callable

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from migrations import adoption, trigrams
from migrations.errors import explained
from settings import ROOT
from store.engine import engine_for
from store.own_models import OWN_SCHEMA

OnStep = Callable[[str, str], None]


def config_for(url: str) -> Config:
    """Alembic's configuration, with the database's address passed only in memory."""
    config = Config(ROOT / "alembic.ini")
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = "head", on_step: OnStep | None = None) -> None:
    """Upgrade the database to `revision`, calling `on_step` for each step. Raises MigrationFailed.

    `trigrams.ensure` creates the optional index for searches inside names.
    """
    config = config_for(url)
    config.attributes["on_step"] = on_step
    command.upgrade(config, revision)


def downgrade(url: str, revision: str) -> None:
    """Downgrade the database to `revision`; before the first, none of our indexes is left."""
    if revision == "base":
        trigrams.drop(url)
    command.downgrade(config_for(url), revision)


def current(url: str) -> str | None:
    """The database's revision, None before the first. Raises MigrationFailed."""
    engine = engine_for(url)
    try:
        with explained(), engine.connect() as connection:
            options = {"version_table_schema": OWN_SCHEMA}
            return MigrationContext.configure(connection, opts=options).get_current_revision()
    finally:
        engine.dispose()


def pending(revision: str | None) -> list[tuple[str, str]]:
    """The steps from `revision` to the newest: identifier and subject, in order.

    Raises MigrationFailed for a revision that this code does not know.
    """
    scripts = ScriptDirectory.from_config(config_for(""))
    with explained():
        steps = list(scripts.iterate_revisions("head", revision or "base"))
    return [(step.revision, step.doc) for step in reversed(steps)]


def differences(url: str) -> list[str]:
    """How an existing table does not fit; [] if it fits or is missing. Raises MigrationFailed."""
    engine = engine_for(url)
    try:
        with explained(), engine.connect() as connection:
            return adoption.differences(connection) if adoption.table_exists(connection) else []
    finally:
        engine.dispose()


def head() -> str:
    """The newest revision in the code."""
    revision = ScriptDirectory.from_config(config_for("")).get_current_head()
    if revision is None:
        raise RuntimeError("There are no migrations.")
    return revision
