"""Cursors of the list of sessions: a sort key, an id, and how the search text matched."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Annotated, Final, NamedTuple
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

from store import paging
from store.errors import InvalidInput
from store.far_timestamps import FarTimestamp
from store.models import NAME_KEY_CHARS
from store.paging import Direction
from store.records import Filters, Match, Sort
from store.sessions.pasted import storable

BY_TIME: Final = frozenset(
    {Sort.UPDATED_DESC, Sort.UPDATED_ASC, Sort.CREATED_DESC, Sort.CREATED_ASC}
)
BY_SCORE: Final = frozenset({Sort.MATCH_ASC, Sort.MATCH_DESC})


class Position(NamedTuple):
    """A row's position in a list: its sort key (None if NULL) and its id."""

    key: datetime | str | float | None
    id: UUID


def _far(written: str) -> str:
    return FarTimestamp.parse(written).text


class SessionCursor(paging.Cursor):
    """A position in the list of sessions. At most one of the keys is set."""

    match: Match
    id: UUID | None = None
    time: AwareDatetime | None = None
    far: Annotated[str, AfterValidator(_far)] | None = None
    text: Annotated[str, Field(max_length=NAME_KEY_CHARS)] | None = None
    number: Annotated[float, Field(ge=0, le=100)] | None = None

    @property
    def position(self) -> Position | None:
        """The place as keyset conditions take it."""
        if self.id is None:
            return None
        far = FarTimestamp.parse(self.far) if self.far is not None else None
        keys = (key for key in (self.time, far, self.text, self.number) if key is not None)
        return Position(next(keys, None), self.id)


def fingerprint(filters: Filters, sort: Sort) -> str:
    """Identifies a list by its sort and its filters."""
    chosen = filters.model_dump_json(exclude={"as_of", "match"}, exclude_defaults=True)
    return hashlib.sha256(f"{sort} {chosen}".encode()).hexdigest()[:16]


def cursor_at(
    direction: Direction, position: Position | None, list_fingerprint: str, match: Match
) -> SessionCursor:
    """The cursor from a position on."""
    key, row_id = position or (None, None)
    return SessionCursor(
        direction=direction,
        of=list_fingerprint,
        match=match,
        id=row_id,
        time=key if isinstance(key, datetime) and not isinstance(key, FarTimestamp) else None,
        far=key.text if isinstance(key, FarTimestamp) else None,
        text=key if isinstance(key, str) else None,
        number=key if isinstance(key, float) else None,
    )


def decode(encoded: str | None, list_fingerprint: str, sort: Sort) -> SessionCursor | None:
    """The cursor of a list in this order. Raises InvalidInput for anything else."""
    cursor = paging.decode(SessionCursor, encoded, list_fingerprint)
    if cursor is not None:
        kinds = {"time", "far"} if sort in BY_TIME else {"text"}
        kinds = {"number"} if sort in BY_SCORE else kinds
        keys = cursor.model_fields_set & {"time", "far", "text", "number"}
        if len(keys) > 1 or not keys <= kinds or not storable(cursor.text or ""):
            raise InvalidInput(paging.BROKEN_CURSOR)
    return cursor
