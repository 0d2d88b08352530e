"""Queries of a page over one connection; a failed query does not affect the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from threading import BoundedSemaphore
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from store import together
from store.engine import Database
from store.errors import Overloaded
from store.refusals import may_retry_read, raise_expected
from store.retrying import RETRY_AFTER_SECONDS, attempt, retried
from store.timeouts import ASIDE_TIMEOUT_MS, READ_TIMEOUT_MS, limited
from store.together import Task

T = TypeVar("T")
Query = Callable[[Session], T]


class Limiter:
    """Limits how many batches run at a time. Others wait their turn, but not long."""

    def __init__(self, at_once: int, wait_seconds: float) -> None:
        self._semaphore = BoundedSemaphore(at_once)
        self._wait_seconds = wait_seconds

    def acquire(self) -> AbstractContextManager[None]:
        """Wait for a turn, which ends with the block. Raises Overloaded."""
        if not self._semaphore.acquire(timeout=self._wait_seconds):
            raise Overloaded
        return self._held()

    @contextmanager
    def _held(self) -> Iterator[None]:
        try:
            yield
        finally:
            self._semaphore.release()


class Reader:
    """Runs queries over one connection, which the first query takes from the pool.

    Each statement is a transaction of its own, so a failed one does not affect the others: see
    docs/decisions/0081-pipelined-reads.md.

    The block must not contain `st.*` calls, because a rerun may stop the script at any of them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._db: Session | None = None
        self._is_pool_full = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, query: Query[T]) -> T:
        """Run a query that the page requires. Retries and raises like `Database.read`."""
        return retried(lambda: self._run(query, READ_TIMEOUT_MS))

    def aside(self, query: Query[T], *, timeout_ms: int = ASIDE_TIMEOUT_MS) -> T | None:
        """Run an optional query; like `attempt`, returns None if it was not in time."""
        return attempt(lambda: self._read_aside(query, timeout_ms))

    @contextmanager
    def batch(self, limiter: Limiter | None = None) -> Iterator[Batch]:
        """Collect queries that do not need each other's results; they run as the block ends.

        Each message to the database contains the next statement of all of them. If the
        `limiter` has no turn for them in time, each fails with Overloaded.
        """
        batch = Batch()
        yield batch
        if not batch.tasks:
            return
        try:
            turn = limiter.acquire() if limiter else nullcontext()
        except Overloaded as error:
            for task in batch.tasks:
                task.error = error
            return
        with turn:
            self._run_batch(batch)

    def _run_batch(self, batch: Batch) -> None:
        self._run_together(batch.tasks)
        if lost := [task for task in batch.tasks if task.error and may_retry_read(task.error)]:
            time.sleep(RETRY_AFTER_SECONDS)
            self._run_together(lost)

    def _read_aside(self, query: Query[T], timeout_ms: int) -> T:
        if self._is_pool_full:  # do not wait for a connection again for each query
            raise Overloaded
        try:
            return retried(lambda: self._run(query, timeout_ms))
        except Overloaded:
            self._is_pool_full = True
            raise

    def _run(self, query: Query[T], timeout_ms: int) -> T:
        try:
            with limited(timeout_ms):
                return query(self._session())
        except BaseException:  # even if a rerun ends the script, the connection is returned
            self._end()
            raise

    def _run_together(self, tasks: list[Task[Any]]) -> None:
        try:
            together.run(tasks, self._session())
        except (DBAPIError, PoolTimeout) as error:  # of the connection: no query has begun
            self._is_pool_full = isinstance(error, PoolTimeout)
            for task in tasks:
                task.error = error
        except BaseException:  # as above: a rerun may end the script here, too
            self._end()
            raise
        if any(task.error for task in tasks):
            self._end()

    def _session(self) -> Session:
        if self._db is None:
            self._db = self._database.open_reading()
        return self._db

    def _end(self) -> None:
        db, self._db = self._db, None
        if db is not None:
            db.close()


class Batch:
    """Queries to run together. Adding one returns a callable for its result, once they have run."""

    def __init__(self) -> None:
        self.tasks: list[Task[Any]] = []

    def later(self, query: Query[T], *, timeout_ms: int = READ_TIMEOUT_MS) -> Callable[[], T]:
        """Add a required query: the callable raises what `Reader.read` would."""

        def run(db: Session) -> T:
            with limited(timeout_ms):
                return query(db)

        task = Task(run)
        self.tasks.append(task)

        def result() -> T:
            if isinstance(task.error, DBAPIError | PoolTimeout):
                raise_expected(task.error)
            return task.result()

        return result

    def aside(
        self, query: Query[T], *, timeout_ms: int = ASIDE_TIMEOUT_MS
    ) -> Callable[[], T | None]:
        """Add an optional query: the callable returns None if it was not read in time."""
        return partial(attempt, self.later(query, timeout_ms=timeout_ms))
