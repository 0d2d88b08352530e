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


class QueuePosition(NamedTuple):
    """A list as a queue, and where a reviewer is in it: at `row_id`, just after `behind`, or at the
    start."""

    filters: Filters
    sort: Sort
    turn: Turn
    row_id: UUID | None = None
    behind: UUID | None = None


class ReviewRows(NamedTuple):
    """The row on screen and those ahead, and who looks at rows that are left.

    `is_gone`: there is no row of this id.
    """

    current: SessionSummary | None
    ahead: tuple[SessionSummary, ...] = ()
    other_reviewers: Mapping[UUID, str] = {}
    is_gone: bool = False

    @property
    def previewed(self) -> list[SessionSummary]:
        """The row on screen and those ahead, whose code may run already."""
        return [*([self.current] if self.current else []), *self.ahead]


def marked(position: QueuePosition, me: Principal, mark: Sequence[str]) -> Filters:
    """The list's rows with these marks: of this person only, where others do not count."""
    reviewer = me.actor if position.turn is Turn.SECOND else ""
    return position.filters.model_copy(update={"mark": tuple(mark), "reviewer": reviewer})


def rows_at(reader: Reader, position: QueuePosition, me: Principal) -> ReviewRows:
    """The rows at a position, claimed for this person for a while. Raises TooSlow, InvalidInput."""
    shown = None
    if position.row_id:
        try:
            shown = reader.read(partial(prototype_sessions.get_summary, row_id=position.row_id))
        except NotFound:
            return ReviewRows(None, is_gone=True)
    candidates = _candidates(reader, position, me)
    known = [*([shown.id] if shown else []), *(row.id for row in candidates)]
    others = _other_reviewers(me, known)
    free = [row for row in candidates if row.id not in others]
    if shown is None and free:
        shown, *free = free
    rows = ReviewRows(shown, tuple(free[:AHEAD]), others)
    _claim(me, [row.id for row in rows.previewed if row.id not in others])
    return rows


def _candidates(reader: Reader, position: QueuePosition, me: Principal) -> list[SessionSummary]:
    """The next rows, each once: those behind the place in the list, then those from its start."""
    wanted = position.filters if position.turn is Turn.ALL else marked(position, me, (NO_MARK,))
    after = partial(queue.list_after, filters=wanted, sort=position.sort, limit=CANDIDATES)
    left = position.row_id or position.behind
    rows = reader.read(partial(after, row_id=left))
    if left and len(rows) < CANDIDATES:
        rows += reader.read(partial(after, row_id=None))
    once = {row.id: row for row in rows}
    if position.row_id:
        once.pop(position.row_id, None)
    return [*once.values()]


def _other_reviewers(me: Principal, row_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    query = partial(queue.other_reviewers, row_ids=row_ids, reviewer=me.actor)
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
