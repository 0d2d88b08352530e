"""Whose turn it is in a review: the row on screen and the next ones, without those of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

from services import resources
from store.errors import NotFound, PermissionDenied
from store.principal import Action, Principal
from store.reading import Reader
from store.records import Filters, SessionSummary, Sort
from store.retrying import attempt
from store.reviews import queue
from store.reviews.review_records import NO_MARK
from store.sessions import prototype_sessions

CANDIDATES: Final = 8
AHEAD: Final = 2


class Turn(StrEnum):
    """Which rows of a list it is the turn of: those that nobody marked, those that this person did
    not mark, or all."""

    UNMARKED = "unmarked"
    SECOND = "second"
    ALL = "all"


class Asked(NamedTuple):
    """A list as a queue, and the place in it: a row to show, or one that is left behind."""

    filters: Filters
    sort: Sort
    turn: Turn
    row_id: UUID | None = None
    behind: UUID | None = None


class Place(NamedTuple):
    """The row on screen and those ahead, and who looks at rows that are left.

    `is_gone`: there is no row of this id.
    """

    shown: SessionSummary | None
    ahead: tuple[SessionSummary, ...] = ()
    others: Mapping[UUID, str] = {}
    is_gone: bool = False

    @property
    def rows(self) -> list[SessionSummary]:
        """All rows that are read in full, the one on screen first."""
        return [*([self.shown] if self.shown else []), *self.ahead]


def marked(asked: Asked, me: Principal, mark: Sequence[str]) -> Filters:
    """The list's rows with these marks: of this person only, where others do not count."""
    reviewer = me.actor if asked.turn is Turn.SECOND else ""
    return asked.filters.model_copy(update={"mark": tuple(mark), "reviewer": reviewer})


def place(reader: Reader, asked: Asked, me: Principal) -> Place:
    """Find the rows, and keep them from others for a while. Raises TooSlow, InvalidInput."""
    shown = None
    if asked.row_id:
        try:
            shown = reader.read(partial(prototype_sessions.get_summary, row_id=asked.row_id))
        except NotFound:
            return Place(None, is_gone=True)
    candidates = _candidates(reader, asked, me)
    known = [*([shown.id] if shown else []), *(row.id for row in candidates)]
    others = _others(me, known)
    free = [row for row in candidates if row.id not in others]
    if shown is None and free:
        shown, *free = free
    place = Place(shown, tuple(free[:AHEAD]), others)
    _claim(me, [row.id for row in place.rows if row.id not in others])
    return place


def _candidates(reader: Reader, asked: Asked, me: Principal) -> list[SessionSummary]:
    """The next rows, each once: those behind the place in the list, then those from its start."""
    wanted = asked.filters if asked.turn is Turn.ALL else marked(asked, me, (NO_MARK,))
    after = partial(queue.after, filters=wanted, sort=asked.sort, limit=CANDIDATES)
    left = asked.row_id or asked.behind
    rows = reader.read(partial(after, row_id=left))
    if left and len(rows) < CANDIDATES:
        rows += reader.read(partial(after, row_id=None))
    once = {row.id: row for row in rows}
    if asked.row_id:
        once.pop(asked.row_id, None)
    return [*once.values()]


def _others(me: Principal, row_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    query = partial(queue.others, row_ids=row_ids, reviewer=me.actor)
    return resources.database().primary.try_read(query) or {}


def _claim(me: Principal, row_ids: Sequence[UUID]) -> None:
    """Keep these rows from others, if this person marks rows at all."""
    if not row_ids or not me.may(Action.REVIEW):
        return

    def claim() -> None:
        with resources.database().begin() as db:
            queue.claim(db, row_ids, me.actor)

    with suppress(PermissionDenied):
        attempt(claim)
