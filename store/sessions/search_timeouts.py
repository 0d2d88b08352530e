"""Limits how long a search may take, and raises SearchTooSlow beyond that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from psycopg import errors
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from store.engine import READING
from store.errors import SearchTooSlow
from store.records import Filters, Match
from store.timeouts import at_most

SUBSTRING_TIMEOUT_MS: Final = 2_000


# A shorter timeout is kept; 0 means none.
_LOWER_TIMEOUT: Final = text(
    """
    SELECT before, set_config('statement_timeout', CASE
        WHEN before = '0' OR CAST(before AS interval) > CAST(longest AS interval) THEN longest
        ELSE before END, true)
    FROM current_setting('statement_timeout') AS before, CAST(:value AS text) AS longest
    """
)


_SET_TIMEOUT: Final = text("SELECT set_config('statement_timeout', :value, true)")


@contextmanager
def bounded(db: Session, filters: Filters) -> Iterator[None]:
    """Limit substring searches to 2 s, or to the transaction's shorter timeout.

    Raises SearchTooSlow if there is a search text to change.
    """
    if not filters.q:
        yield
        return
    if filters.match is not Match.NAME_SUBSTRING:
        with timeouts_explained():
            yield
        return
    if db.info.get(READING):
        with at_most(SUBSTRING_TIMEOUT_MS), timeouts_explained():
            yield
        return
    before = db.execute(_LOWER_TIMEOUT, {"value": f"{SUBSTRING_TIMEOUT_MS}ms"}).scalar_one()
    with timeouts_explained():
        yield
    db.execute(_SET_TIMEOUT, {"value": before})


@contextmanager
def timeouts_explained() -> Iterator[None]:
    """Turn a statement timeout into SearchTooSlow, after which the transaction is over."""
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, errors.QueryCanceled):
            raise
        raise SearchTooSlow(
            "This search takes too long. Type the beginning of the frame's name, paste the"
            " reference (BP-…) or the id, or narrow the filters."
        ) from error
