"""PostgreSQL's errors by meaning, as psycopg's classes: the `orig` of a `DBAPIError`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from store.errors import (
    Busy,
    InvalidInput,
    Overloaded,
    PermissionDenied,
    ReadOnly,
    TooSlow,
    Unavailable,
)

NOT_ALLOWED: Final = (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)
NOT_THERE: Final = (errors.UndefinedTable, errors.InvalidSchemaName)
TIMEOUT: Final = (errors.QueryCanceled, errors.LockNotAvailable)
BUSY: Final = (errors.LockNotAvailable, errors.DeadlockDetected)
RESTART: Final = (errors.SerializationFailure, errors.DeadlockDetected)
CONSTRAINT: Final = psycopg.IntegrityError
TOO_LARGE: Final = (
    errors.ProgramLimitExceeded,
    errors.StatementTooComplex,
    errors.TooManyColumns,
    errors.TooManyArguments,
)
CONNECTION_LOST: Final = (
    errors.ConnectionException,
    errors.ConnectionDoesNotExist,
    errors.ConnectionFailure,
    errors.SqlclientUnableToEstablishSqlconnection,
    errors.SqlserverRejectedEstablishmentOfSqlconnection,
    errors.TransactionResolutionUnknown,
    errors.ProtocolViolation,
    errors.AdminShutdown,
    errors.CrashShutdown,
    errors.CannotConnectNow,
)


def is_connection_failure(error: Exception) -> bool:
    """Whether the server could not be reached or went away (never a statement timeout)."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if getattr(error.orig, "sqlstate", None) is None:
        return error.connection_invalidated or isinstance(
            error.orig, psycopg.OperationalError | psycopg.InterfaceError
        )
    return isinstance(error.orig, CONNECTION_LOST)


def may_retry_read(error: Exception) -> bool:
    """Whether reading once more can help: a lost connection, or a transaction told to restart."""
    if isinstance(error, PoolTimeout):
        return False
    told_to_restart = isinstance(getattr(error, "orig", None), RESTART)
    return told_to_restart or is_connection_failure(error)


def raise_expected(error: DBAPIError | PoolTimeout, *, outcome_unknown: bool = False) -> None:
    """Raise the store's own error for one that callers are expected to handle, if it is such."""
    if isinstance(error, PoolTimeout):
        raise Overloaded from error
    if is_connection_failure(error):
        raise Unavailable(outcome_unknown=outcome_unknown) from error
    if isinstance(error.orig, TIMEOUT):
        raise TooSlow from error


@contextmanager
def explained() -> Iterator[None]:
    """Raise what the database refuses of a write as typed errors.

    Without the cause: PostgreSQL's details quote whole rows, session_id included.
    """
    try:
        yield
    except DBAPIError as error:
        refusal = error.orig
        if isinstance(refusal, BUSY):
            raise Busy(
                "Someone else is changing these rows right now. Nothing was changed; try again."
            ) from None
        if isinstance(refusal, errors.QueryCanceled):
            raise Busy(
                "This took too long. Nothing was changed; try again with fewer sessions."
            ) from None
        if isinstance(refusal, errors.ReadOnlySqlTransaction):
            raise ReadOnly from None
        if isinstance(refusal, NOT_ALLOWED):
            raise PermissionDenied(
                "The dashboard's database login may not write this. Nothing was changed."
            ) from None
        if isinstance(refusal, TOO_LARGE):
            raise InvalidInput(
                "A value is too large to be kept for undo. Nothing was changed."
            ) from None
        if isinstance(refusal, CONSTRAINT):
            raise InvalidInput("The database refused these values. Nothing was changed.") from None
        raise
