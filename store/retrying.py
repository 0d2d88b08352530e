"""Retries of reads, and optional queries."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from store.errors import InvalidInput, Overloaded, TooSlow
from store.refusals import may_retry_read, raise_expected

T = TypeVar("T")

RETRY_AFTER_SECONDS: Final = 0.2


def attempt(ask: Callable[[], T]) -> T | None:
    """The result of an optional query, or None if it is not available in time.

    None means a timeout, a full connection pool, or invalid input:
    the page says that of its rows. Source: docs/decisions/0049-optional-queries.md.
    """
    try:
        return ask()
    except (TooSlow, Overloaded, InvalidInput):
        return None


def retried(run: Callable[[], T]) -> T:
    """Run a read, and retry it once after 0.2 s if the connection broke.

    Raises the store's errors.
    """
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
