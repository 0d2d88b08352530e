"""The dashboard's two logins, created by the SQL of scripts/grants in a test's database."""

from __future__ import annotations

from migrations import grants
from migrations.access import Platform
from store.engine import Database, engine_for


def grant(database: Database, platform: Platform = Platform.POSTGRESQL) -> None:
    """Run the SQL as the owner."""
    with database.engine.begin() as connection:
        grants.apply(connection, platform)


def as_login(database: Database, login: str) -> Database:
    """A handle on the same database as one of the logins. Dispose of it."""
    url = database.engine.url.set(username=login)
    return Database(engine_for(url.render_as_string(hide_password=False)))
