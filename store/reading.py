"""Queries of a page in one read-only transaction, where a failed one loses only itself."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy.orm import Session

from store.engine import (
    ASIDE_TIMEOUT_MS,
    READ_TIMEOUT_MS,
    STATEMENT_MS,
    Database,
    attempt,
    local,
    retried,
    timeouts,
)
from store.errors import Overloaded, StoreError
from store.pipelined import before_next

T = TypeVar("T")
Query = Callable[[Session], T]


class Reader:
    """Runs queries in one transaction, which the first of them begins.

    A query that fails ends the transaction. What was read before it is kept, and the next query
    begins a new one. Source: docs/decisions/0075-one-transaction-a-page.md.

    The block must hold no `st.*` call: a rerun may stop the script at any of those.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._db: Session | None = None
        self._timeout_ms = 0
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
        """What the page cannot do without. Retries and raises as `Database.read` does."""
        return retried(lambda: self._run(query, max(self._timeout_ms, READ_TIMEOUT_MS)))

    def aside(self, query: Query[T], *, timeout_ms: int | None = None) -> T | None:
        """What the page can do without; None if it is not read in time, as in `attempt`.

        Without `timeout_ms` the limit of the query before applies.
        """
        limit = timeout_ms or self._timeout_ms or ASIDE_TIMEOUT_MS
        return attempt(lambda: self._read_aside(query, limit))

    def later(self, query: Query[T]) -> Callable[[], T]:
        """What one part of the page is about: read now, but an error is raised by the call."""
        try:
            value = self.read(query)
        except StoreError as error:
            refusal = error  # Python forgets `error` after this block

            def fail() -> T:
                raise refusal

            return fail
        return lambda: value

    def _read_aside(self, query: Query[T], timeout_ms: int) -> T:
        if self._is_pool_full:  # do not wait for a connection once per query
            raise Overloaded
        try:
            return retried(lambda: self._run(query, timeout_ms))
        except Overloaded:
            self._is_pool_full = True
            raise

    def _run(self, query: Query[T], timeout_ms: int) -> T:
        try:
            return query(self._session(timeout_ms))
        except BaseException:  # also a rerun that ends the script: its connection goes back
            self._end()
            raise

    def _session(self, timeout_ms: int) -> Session:
        if self._db is None:
            self._db = self._database.open_reading(timeout_ms)
        elif timeout_ms != self._timeout_ms:
            before_next(self._db.connection(), local(timeouts(timeout_ms, timeout_ms)))
            self._db.info[STATEMENT_MS] = timeout_ms
        self._timeout_ms = timeout_ms
        return self._db

    def _end(self) -> None:
        db, self._db = self._db, None
        if db is not None:
            db.close()
