"""The frozen records of bulk resets that run in the background."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

from pydantic import BeforeValidator, Field

from store.clean_text import one_line
from store.records import Record

MOST_A_MINUTE: Final = 600
NAME_CHARS: Final = 80

PerMinute = Annotated[int, Field(ge=1, le=MOST_A_MINUTE)]


class State(StrEnum):
    """Where a bulk reset is."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


ENDED: Final = frozenset({State.STOPPED, State.DONE})


class Plan(Record):
    """How a bulk reset should run: its name, and rows a minute; None for all at once."""

    name: Annotated[str, BeforeValidator(one_line), Field(min_length=1, max_length=NAME_CHARS)]
    per_minute: PerMinute | None = None


class BulkReset(Record):
    """One bulk reset. Of `total` rows, `position` have had their turn.

    `problem` says why the last turn failed, blank if it did not; it is tried again at `next_at`.
    """

    batch_id: UUID
    name: str
    actor: str
    role: str
    reason: str
    scope: str
    stuck_after: timedelta
    per_minute: int | None
    total: int
    position: int
    state: State
    problem: str
    started_at: datetime
    next_at: datetime
    ended_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ENDED

    @property
    def remaining(self) -> int:
        """How many rows have not had their turn."""
        return self.total - self.position


STUCK_AGAIN: Final = "stuck again"
DELETED: Final = "deleted"
UNDONE: Final = "undone"


class Outcomes(Record):
    """How many rows were reset and skipped, and what the reset ones are now, most first: a status,
    or `STUCK_AGAIN`, `DELETED`, `UNDONE`.
    """

    reset: int
    skipped: int
    now: tuple[tuple[str, int], ...]


class OutcomeRow(Record):
    """One row of a bulk reset. `skipped` is the reason if it was skipped; `was_reset` and
    `skipped` are both empty while it waits. `now` is its status, `STUCK_AGAIN` or `DELETED`.
    """

    place: int
    row_id: UUID
    label: str
    was_reset: bool
    undone: bool
    skipped: str
    now: str


class OutcomePage(Record):
    """One page of the rows, in the order of their turns. `after`/`before` are cursors."""

    rows: tuple[OutcomeRow, ...]
    after: str | None
    before: str | None


class StepTaken(Record):
    """Who started, paused, resumed, stopped or ended a bulk reset, and when, in words."""

    at: datetime
    actor: str
    role: str
    description: str
