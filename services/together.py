"""Read what a page draws first in one transaction, so that nothing slow takes the page down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol, TypeVar

from services import resources
from store.engine import ASIDE_TIMEOUT_MS, Database
from store.errors import InvalidInput, Overloaded, PermissionDenied, TooSlow

T = TypeVar("T")
Result = TypeVar("Result")
Db = Any
"""What the store's functions take first; only the store knows more about it."""
Query = Callable[[Db], T]

TIMEOUT_MS: Final = ASIDE_TIMEOUT_MS


class Reader(Protocol):
    """Runs queries for a page, all in one transaction or each in its own."""

    def read(self, query: Query[T]) -> T:
        """What the page cannot do without. Raises StoreError."""
        ...

    def aside(self, query: Query[T]) -> T | None:
        """What the page can do without; None if it was not read in time."""
        ...

    def later(self, query: Query[T]) -> Callable[[], T]:
        """What one part of the page is about; the call raises StoreError there."""
        ...


class InOneTransaction:
    """Every query in the same transaction. Any of them may end it: read apart then."""

    def __init__(self, db: Db) -> None:
        self._db = db

    def read(self, query: Query[T]) -> T:
        return query(self._db)

    def aside(self, query: Query[T]) -> T | None:
        return query(self._db)

    def later(self, query: Query[T]) -> Callable[[], T]:
        value = query(self._db)
        return lambda: value


class Apart:
    """Every query in a transaction of its own: only the one that fails is missing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, query: Query[T]) -> T:
        return self._database.read(query)

    def aside(self, query: Query[T]) -> T | None:
        return self._database.try_read(query)

    def later(self, query: Query[T]) -> Callable[[], T]:
        return lambda: self._database.read(query)


def together(page: Callable[[Reader], Result]) -> Result:
    """What `page` reads, in one transaction; query by query where one of them fails.

    Raises what the queries of `Reader.read` raise, and Unavailable. docs/decisions/0145.
    """
    database = resources.database()
    try:
        return database.read(lambda db: page(InOneTransaction(db)), timeout_ms=TIMEOUT_MS)
    except (TooSlow, Overloaded, InvalidInput, PermissionDenied):
        return page(Apart(database))
