"""Why a migration did not run, explained to the person who started it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from alembic.util import CommandError
from psycopg import errors
from sqlalchemy.exc import DBAPIError

from store.refusals import is_connection_failure

EXPLANATIONS: Final[dict[type[BaseException | None], str]] = {
    errors.LockNotAvailable: (
        "Another transaction kept a lock on the table for too long. The step that waited for it"
        " was undone, those before it stay. Run scripts/migrate again when the table is quieter."
    ),
    errors.QueryCanceled: (
        "A statement reached its time limit and was undone. Run scripts/migrate again: what was"
        " done before it stays, and an index that is half built is rebuilt."
    ),
    errors.InsufficientPrivilege: (
        "The database's user may not do that. Migrate as the owner of prototype_sessions."
    ),
    errors.ReadOnlySqlTransaction: "The database is read-only. Migrate the primary server.",
}


class MigrationFailed(Exception):
    """An expected failure. The message says what to do."""


class Refused(MigrationFailed):
    """The existing table does not fit. `differences` has one line per reason."""

    def __init__(self, differences: list[str]) -> None:
        listing = "\n".join(f"  - {line}" for line in differences)
        super().__init__(
            f"prototype_sessions cannot be adopted. Nothing was changed. Differences:\n{listing}"
        )
        self.differences = differences


@contextmanager
def explained() -> Iterator[None]:
    """Turn expected database errors into MigrationFailed; raise others unchanged."""
    try:
        yield
    except CommandError as error:
        raise MigrationFailed(f"{error}. Is this code older than the database?") from error
    except DBAPIError as error:
        if explanation := EXPLANATIONS.get(type(error.orig)):
            raise MigrationFailed(explanation) from error
        if is_connection_failure(error):
            raise MigrationFailed(f"The database cannot be reached.\n{error.orig}") from error
        raise
