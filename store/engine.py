"""The database handle: pool settings, transactions, and where reads go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, Protocol, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from store import adapters
from store.pipelined import NOTHING, OneTimePreamble, PipelinedCursor, Preamble, run_before
from store.refusals import is_connection_failure, raise_expected
from store.retrying import attempt, retried
from store.system.system_records import ReplicaState
from store.timeouts import (
    ASIDE_TIMEOUT_MS,
    LOCK_TIMEOUT_MS,
    MOMENTS,
    READ_TIMEOUT_MS,
    WRITE_TIMEOUT_MS,
    ReadSettings,
    limited,
    local,
    timeouts,
)

T = TypeVar("T")

_NOTHING: Final = text("SELECT")
READING: Final = "reading"
"""In the `info` of a session whose every statement is a read-only transaction of its own."""
BEFORE: Final = "dashboard_before"
"""The execution option that makes what runs before the statements of a connection."""


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
        make = connection.get_execution_options().get(BEFORE)
        run_before(connection, make() if make else NOTHING)

    return engine


class ReadReplica(Protocol):
    """Where reads may go instead: `store.replica.Replica`."""

    engine: Engine

    def is_usable(self) -> bool:
        """Whether a read may go there now; no question is asked."""

    def state(self) -> ReplicaState:
        """What is found now, for people."""

    def changed(self) -> None:
        """Something was written: reads go to the primary until the replica has it."""

    def close(self) -> None:
        """Close every connection."""


class Database:
    """Makes sessions. Store functions take the session as `db` and never commit themselves.

    With a `replica`, reads go there while it is usable; those of `primary` never do.
    """

    def __init__(self, engine: Engine, replica: ReadReplica | None = None) -> None:
        self.engine = engine
        self.replica = replica
        self.primary: Database = self
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        self._reading: dict[Engine, Engine] = {}
        if replica:
            self.primary = Database(engine)
            self.primary.replica = replica

    def read(self, work: Callable[[Session], T], *, timeout_ms: int = READ_TIMEOUT_MS) -> T:
        """Run `work` with a session that only reads; once more after 0.2 s if its connection broke.

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
        with limited(timeout_ms), self.open_reading() as db:
            return work(db)

    def open_reading(self) -> Session:
        """A session for reads within `limited`. `read` and `Reader` are the ways to use it.

        Each statement is a read-only transaction: they need no BEGIN and no COMMIT, and one that
        fails spoils no other. PostgreSQL's default isolation gives each its own snapshot anyway.
        """
        replica = None if self.primary is self else self.replica
        engine = replica.engine if replica and replica.is_usable() else self.engine
        return self._opened(ReadSettings, {READING: True}, engine)

    def _opened(
        self,
        before: Callable[[], Preamble],
        info: dict[str, bool] | None = None,
        engine: Engine | None = None,
    ) -> Session:
        """A session with what runs before its statements, in their messages."""
        to = engine or self.engine
        bind = self._reading.get(to) if before is ReadSettings else None
        if bind is None:
            # AUTOCOMMIT keeps the driver from sending a BEGIN of its own, as a message more.
            bind = to.execution_options(**{"isolation_level": "AUTOCOMMIT", BEFORE: before})
        if before is ReadSettings:
            self._reading[to] = bind  # making one takes as long as a short statement
        return self._sessions(bind=bind, info=info)

    @contextmanager
    def begin(self, *, timeout_ms: int = WRITE_TIMEOUT_MS) -> Iterator[Session]:
        """One transaction for one action of a person; never retried.

        Raises TooSlow, and Unavailable: with `outcome_unknown` when the connection broke during
        COMMIT.
        """
        settings = local({**MOMENTS, **timeouts(timeout_ms, LOCK_TIMEOUT_MS)})
        committing = False
        try:
            with self._opened(lambda: OneTimePreamble("BEGIN", settings)) as db:
                self._connect(db)
                yield db
                committing = True
                db.commit()
        except (DBAPIError, PoolTimeout) as error:
            raise_expected(error, outcome_unknown=committing)
            raise
        finally:
            if self.replica:
                self.replica.changed()

    def _connect(self, db: Session) -> None:
        """Begin, and retry over a new connection if a pooled one had been closed.

        Only BEGIN and a query were sent, so nothing can be applied twice.
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
        if self.replica:
            self.replica.close()
