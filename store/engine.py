"""The handle on the database: pool settings, transactions, and what is retried."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Final, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from store import adapters
from store.errors import InvalidInput, Overloaded, TooSlow
from store.pipelined import PipelinedCursor, begin_with
from store.refusals import is_connection_failure, may_retry_read, raise_expected

T = TypeVar("T")

RETRY_AFTER_SECONDS: Final = 0.2
READ_TIMEOUT_MS: Final = 5_000
ASIDE_TIMEOUT_MS: Final = 2_000
WRITE_TIMEOUT_MS: Final = 10_000
LOCK_TIMEOUT_MS: Final = 3_000
_NOTHING: Final = text("SELECT")
STATEMENT_MS: Final = "statement_ms"
"""In a session's `info`: the statement timeout that its transaction has."""
# Moments are read, and kept as text, in one form whatever the database or the login is set to.
MOMENTS: Final = MappingProxyType({"timezone": "UTC", "datestyle": "ISO"})
BEGIN: Final = "dashboard_begin"
"""The execution option that holds the statements that a transaction of Database begins with."""


def engine_for(url: str, *, connections: int = 10, wait_seconds: float = 5) -> Engine:
    """An engine whose settings are safe directly and behind a transaction-mode pooler.

    At most `connections` at once, half of which stay open; a caller waits for a free one.
    `prepare_threshold=None` and no `options=`: poolers break both. `hide_parameters`: statement
    parameters hold session_ids. Source: docs/decisions/0004-engine-and-pooler.md.
    """
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=(connections + 1) // 2,
        max_overflow=connections // 2,
        pool_timeout=wait_seconds,
        pool_use_lifo=True,
        pool_recycle=300,
        hide_parameters=True,
        connect_args={
            "cursor_factory": PipelinedCursor,
            "prepare_threshold": None,
            "connect_timeout": 3,
            "application_name": "prototype-dashboard",
            "keepalives": 1,
            "keepalives_idle": 15,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 10_000,
        },
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: psycopg.Connection[object], _record: object) -> None:
        adapters.register(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        begin_with(connection, connection.get_execution_options().get(BEGIN, ()))

    return engine


def attempt(ask: Callable[[], T]) -> T | None:
    """The result of a query that a page can do without, or None if it is not there in time.

    None means a timeout, a full connection pool, or invalid input:
    the page says that of its rows. Source: docs/decisions/0049-side-questions.md.
    """
    try:
        return ask()
    except (TooSlow, Overloaded, InvalidInput):
        return None


def retried(run: Callable[[], T]) -> T:
    """Run a read; once more after 0.2 s if the connection broke. Raises the store's errors."""
    try:
        return run()
    except (DBAPIError, PoolTimeout) as error:
        if not may_retry_read(error):
            raise_expected(error)
            raise
    time.sleep(RETRY_AFTER_SECONDS)
    try:
        return run()
    except (DBAPIError, PoolTimeout) as error:
        raise_expected(error)
        raise


class Database:
    """Makes sessions. Store functions take the session as `db` and never commit themselves."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._sessions = sessionmaker(engine, expire_on_commit=False)

    def read(self, work: Callable[[Session], T], *, timeout_ms: int = READ_TIMEOUT_MS) -> T:
        """Run `work` in a read-only transaction; once more after 0.2 s if the connection broke.

        `work` must hold no `st.*` call: a rerun may stop the script at any of those.
        Raises Unavailable when the database cannot be reached, Overloaded when no connection came
        free, TooSlow when `timeout_ms` was not enough for a statement or a lock.
        """
        return retried(lambda: self._read_once(work, timeout_ms))

    def try_read(
        self, work: Callable[[Session], T], *, timeout_ms: int = ASIDE_TIMEOUT_MS
    ) -> T | None:
        """Run `work` as `read` does; None where it is not done in time, as in `attempt`."""
        return attempt(lambda: self.read(work, timeout_ms=timeout_ms))

    def _read_once(self, work: Callable[[Session], T], timeout_ms: int) -> T:
        with self.open_reading(timeout_ms) as db:
            result = work(db)
            db.commit()
            return result

    def open_reading(self, timeout_ms: int) -> Session:
        """A session for one read-only transaction. `read` and `Reading` are the ways to use it."""
        return self._opened("BEGIN READ ONLY", timeout_ms, timeout_ms)

    def _opened(self, begin: str, statement_ms: int, lock_ms: int) -> Session:
        """A session whose transaction begins, with its settings, as its first statement runs."""
        settings = {**MOMENTS, **timeouts(statement_ms, lock_ms)}
        # AUTOCOMMIT keeps the driver from sending a BEGIN of its own, as a message more.
        options = {"isolation_level": "AUTOCOMMIT", BEGIN: (begin, local(settings))}
        bind = self.engine.execution_options(**options)
        return self._sessions(bind=bind, info={STATEMENT_MS: statement_ms})

    @contextmanager
    def begin(self, *, timeout_ms: int = WRITE_TIMEOUT_MS) -> Iterator[Session]:
        """One transaction for one action of a person; never retried.

        Raises TooSlow, and Unavailable: with `outcome_unknown` when the connection broke during
        COMMIT.
        """
        committing = False
        try:
            with self._opened("BEGIN", timeout_ms, LOCK_TIMEOUT_MS) as db:
                self._connect(db)
                yield db
                committing = True
                db.commit()
        except (DBAPIError, PoolTimeout) as error:
            raise_expected(error, outcome_unknown=committing)
            raise

    def _connect(self, db: Session) -> None:
        """Begin; once more over a new connection if a pooled one had been closed meanwhile.

        Nothing was sent but BEGIN and a query, so nothing can be applied twice.
        """
        try:
            db.execute(_NOTHING)
        except DBAPIError as error:
            if not is_connection_failure(error):
                raise
            db.rollback()
            db.execute(_NOTHING)

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def timeouts(statement_ms: int, lock_ms: int) -> dict[str, str]:
    """PostgreSQL's two timeouts, in milliseconds, as settings for `local`."""
    return {"statement_timeout": f"{statement_ms}ms", "lock_timeout": f"{lock_ms}ms"}


def local(settings: Mapping[str, str]) -> str:
    """SQL that changes settings for this transaction only, in a way that a pooler passes on.

    The names and values are this module's own constants.
    """
    calls = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in settings.items())
    return f"SELECT {calls}"
