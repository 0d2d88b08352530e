"""What PostgreSQL's errors mean, as psycopg's classes: a `DBAPIError` has one as its `orig`."""

from __future__ import annotations

from typing import Final

import psycopg
from psycopg import errors

NOT_ALLOWED: Final = (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)
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
