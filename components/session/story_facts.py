"""The situation of a session, from its row and what people did to it, for its story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from components.design_tree.designs import Design
from components.formatting.clock import Clock
from inspection.answers import Kind
from store.actions.receipts import AuditEntry
from store.counts import GenerationTimes
from store.principal import Action
from store.records import SessionSummary
from store.sessions.lifecycle import Status

OFTEN: Final = 3
"""So many resets within REPEATED_WITHIN, and another one is unlikely to help."""

REPEATED_WITHIN: Final = timedelta(hours=72)
LONGEST_MEASURED: Final = timedelta(hours=1)
LIFE_CYCLE: Final = frozenset({Action.RESET, Action.FAIL, Action.UNDO})
LEAVES_ROW: Final = frozenset({Action.REVEAL, Action.ANSWER})


class Situation(StrEnum):
    """The situation of a session, for its story and for the reply."""

    STUCK = "stuck"
    FAILED = "failed"
    IMPORT_FAILED = "import_failed"
    MARKED_FAILED = "marked_failed"
    RESET = "reset"
    RUNNING = "running"
    READY = "ready"
    OTHER = "other"


class Facts(NamedTuple):
    """What a story is made of. `entries` are what people did, newest first; `design` is None where
    nothing is known of it.
    """

    row: SessionSummary
    entries: Sequence[AuditEntry]
    times: GenerationTimes | None = None
    design: Design | None = None


def situation(facts: Facts, clock: Clock) -> Situation:
    """The situation of the session."""
    row, last = facts.row, last_step(facts.entries)
    if row.is_stuck(clock.stuck_after):
        return Situation.STUCK
    if row.status == Status.ERROR:
        if last and last.action == Action.FAIL and not changed_since(facts.entries):
            return Situation.MARKED_FAILED
        import_failed = facts.design is not None and facts.design.kind == Kind.FIGMA_ERROR
        return Situation.IMPORT_FAILED if import_failed else Situation.FAILED
    if row.status == Status.PENDING and last and last.action == Action.RESET:
        return Situation.RESET
    if row.status == Status.GENERATING:
        return Situation.RUNNING
    return Situation.READY if row.status == Status.READY else Situation.OTHER


def last_step(entries: Sequence[AuditEntry]) -> AuditEntry | None:
    """The last thing somebody did to the status that was not undone."""
    return next((e for e in entries if e.action in LIFE_CYCLE and not e.undone_by), None)


def changed_since(entries: Sequence[AuditEntry]) -> AuditEntry | None:
    """The last change by a person, if the backend has changed the row after it."""
    last = next((e for e in entries if e.action not in LEAVES_ROW), None)
    return last if last and not last.is_unchanged else None


def resets(entries: Sequence[AuditEntry], clock: Clock) -> int:
    """How often it was reset within REPEATED_WITHIN; a reset that was undone is none."""
    return sum(
        e.action == Action.RESET and not e.undone_by and clock.now - e.at <= REPEATED_WITHIN
        for e in entries
    )
