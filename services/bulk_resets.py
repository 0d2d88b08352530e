"""Bulk resets that run in the background: started and steered by people, read by pages."""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

from services import acting, actions, bulk_worker, receipts, resources, shared_reads
from services.action_log import logged
from store.actions.bulk import LARGE
from store.actions.receipts import Receipt, Scope
from store.bulk_resets import control, outcomes, reading, starting, steps
from store.bulk_resets.bulk_records import BulkReset, OutcomePage, Outcomes, Plan, StepTaken
from store.principal import Action
from store.reading import Reader

SIZE: Final = 25
"""Rows on one page."""


class Progress(NamedTuple):
    """A bulk reset, and what became of its rows so far; None if that was not read in time."""

    bulk: BulkReset
    outcomes: Outcomes | None


class BulkState(NamedTuple):
    """What the page shows besides the progress: a page of the rows, the steps, and the receipts
    with whether this person can undo them. None for what was not read in time.
    """

    progress: Progress
    rows: OutcomePage
    steps: tuple[StepTaken, ...] | None
    receipts: tuple[Receipt, ...] | None


@logged(acting.principal, action=Action.BULK_RESET)
def start(scope: Scope, plan: Plan, reason: str, batch_id: UUID) -> Receipt:
    """Start a bulk reset, and take its first turn at once. Repeating this applies it once."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        receipt = starting.start(
            db, me, scope, plan, reason=reason, batch_id=batch_id, most=actions.limits()
        )
    bulk_worker.run_turn(resources.database(), batch_id)
    return receipt


@logged(acting.principal, action=Action.BULK_RESET)
def pause(batch_id: UUID, request_id: UUID) -> Receipt:
    """Take no more turns for now."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return control.pause(db, me, batch_id, request_id=request_id)


@logged(acting.principal, action=Action.BULK_RESET)
def resume(batch_id: UUID, request_id: UUID) -> Receipt:
    """Go on where it was paused."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return control.resume(db, me, batch_id, request_id=request_id)


@logged(acting.principal, action=Action.BULK_RESET)
def stop(batch_id: UUID, request_id: UUID) -> Receipt:
    """End it where it is, for good."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return control.stop(db, me, batch_id, request_id=request_id)


def read(batch_id: UUID, cursor: str | None) -> BulkState:
    """Everything that its page shows. Raises NotFound, InvalidInput, TooSlow."""
    me = acting.principal()
    with Reader(resources.database().primary) as reader:
        bulk = reader.read(partial(reading.get, batch_id=batch_id))
        with reader.batch() as batch:
            rows = batch.later(partial(outcomes.rows, bulk=bulk, cursor=cursor, size=SIZE))
            counts = batch.aside(partial(outcomes.count, bulk=bulk))
            taken = batch.aside(partial(steps.list_steps, bulk=bulk))
            done = batch.aside(partial(receipts.batch, batch_id=batch_id, me=me))
    return BulkState(Progress(bulk, counts()), rows(), taken(), done())


def progress(batch_id: UUID) -> Progress:
    """How far it is, counted once a turn for all who look. Raises NotFound, TooSlow."""
    with Reader(resources.database().primary) as reader:
        bulk = reader.read(partial(reading.get, batch_id=batch_id))
        key = ("outcomes", batch_id, bulk.position)
        counts = shared_reads.aside(reader, key, partial(outcomes.count, bulk=bulk))
        return Progress(bulk, counts)


def is_large(bulk: BulkReset) -> bool:
    """Whether resuming it requires the admin role."""
    return bulk.total > LARGE


def latest() -> tuple[BulkReset, ...]:
    """The latest bulk resets, newest first."""
    return resources.database().primary.read(reading.latest)


def current() -> tuple[BulkReset, ...] | None:
    """Those that are not over, and those of the last day; None if not read in time."""
    return resources.database().primary.try_read(reading.current)
