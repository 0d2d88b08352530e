"""Keyset paging for all lists: opaque cursors, and one page cut from the rows of a statement.

A statement reads one row more than the page size, after the cursor in its direction.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, Literal, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from store.errors import InvalidInput
from store.records import Record

MAX_CURSOR_CHARS: Final = 2_000
BROKEN_CURSOR: Final = "This link to a page does not fit the list. Start at the first page."

Direction = Literal["after", "before"]
Columns = Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]]
T = TypeVar("T")


class Cursor(Record):
    """Where to continue reading, and in which direction. `of` identifies the list.

    A list's own cursor adds the position; without one, reading begins at the end of the list.
    """

    direction: Direction
    of: str

    @property
    def backwards(self) -> bool:
        """Whether rows are read against the list's order."""
        return self.direction == "before"


C = TypeVar("C", bound=Cursor)


def encode(cursor: Cursor) -> str:
    """The cursor as one URL-safe word."""
    return base64.urlsafe_b64encode(cursor.model_dump_json(exclude_none=True).encode()).decode()


def decode(kind: type[C], encoded: str | None, list_fingerprint: str) -> C | None:
    """The cursor that `encode` made for the same list; None for the first page.

    Raises InvalidInput for anything else.
    """
    if not encoded:
        return None
    if len(encoded) > MAX_CURSOR_CHARS:
        raise InvalidInput(BROKEN_CURSOR)
    try:
        cursor = kind.model_validate_json(base64.b64decode(encoded, altchars=b"-_", validate=True))
    except ValueError as error:  # not base64, not JSON, not a cursor
        raise InvalidInput(BROKEN_CURSOR) from error
    if cursor.of != list_fingerprint:
        raise InvalidInput(BROKEN_CURSOR)
    return cursor


def beyond(columns: Columns, position: Sequence[Any], *, descending: bool) -> ColumnElement[bool]:
    """Whether a row comes after a position, for descending or ascending columns."""
    here, there = tuple_(*columns), tuple_(*position)
    return here < there if descending else here > there


def directed(columns: Columns, *, descending: bool) -> list[ColumnElement[Any]]:
    """The columns to order by."""
    return [column.desc() if descending else column.asc() for column in columns]


class Cut(NamedTuple, Generic[T]):
    """The rows of a page in the list's order, and whether the list goes on at either end."""

    rows: Sequence[T]
    goes_back: bool
    goes_on: bool

    def links(
        self, cursor: Callable[[Direction, T | None], Cursor]
    ) -> tuple[str | None, str | None]:
        """The cursors for `before` and `after`; None at the end of the list.

        `cursor` makes one at a row. Where every row of a page has gone since, the ways out are the
        list's last page and its first: `cursor` is called without a row.
        """
        first, last = (self.rows[0], self.rows[-1]) if self.rows else (None, None)
        return (
            encode(cursor("before", first)) if self.goes_back else None,
            encode(cursor("after", last)) if self.goes_on else None,
        )


def cut(rows: Sequence[T], size: int, *, backwards: bool, placed: bool) -> Cut[T]:
    """A page cut from up to `size` + 1 rows; `placed` if they were read from a position."""
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        return Cut(rows[::-1], goes_back=more, goes_on=placed)
    return Cut(rows, goes_back=placed, goes_on=more)
