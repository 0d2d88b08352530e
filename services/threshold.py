"""After how long a generating session counts as stuck: the only place that decides it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, NamedTuple
from uuid import UUID

from services import acting, resources
from services.action_log import logged
from store.actions.receipts import Receipt
from store.counts import GenerationTimes
from store.principal import Action
from store.system import stored_settings
from store.system.system_records import StuckChoice

ENOUGH: Final = 100
"""A suggestion needs this many measured generations."""
TIMES_P99: Final = 2
LEAST_MINUTES: Final = 2


class Threshold(NamedTuple):
    """The threshold in force, that of the environment, and what an admin chose."""

    after: timedelta
    default: timedelta
    choice: StuckChoice


def current() -> Threshold:
    """The threshold, at most a few seconds old. Raises Unavailable, TooSlow."""
    default = resources.settings().stuck_after
    choice = stored_settings.cached_stuck_choice(resources.database())
    chosen = default if choice.minutes is None else timedelta(minutes=choice.minutes)
    return Threshold(chosen, default, choice)


def stuck_after() -> timedelta:
    """The threshold in force. Raises Unavailable, TooSlow."""
    return current().after


def suggestion(times: GenerationTimes | None) -> timedelta | None:
    """Twice what 99 in 100 generations take, in whole minutes; None if too few were measured.

    The backend tries a second time by itself, so a generation may take twice as long.
    """
    if times is None or times.p99 is None or times.samples < ENOUGH:
        return None
    minutes = -(-TIMES_P99 * times.p99 // timedelta(minutes=1))
    return timedelta(minutes=max(minutes, LEAST_MINUTES))


@logged(acting.principal, action=Action.CHANGE_SETTING)
def choose(minutes: int | None, reason: str, request_id: UUID) -> Receipt:
    """Set the threshold for everybody, or, with None, go back to the environment's."""
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        receipt = stored_settings.choose_stuck_after(
            db,
            me,
            minutes,
            default=resources.settings().stuck_after_minutes,
            reason=reason,
            request_id=request_id,
        )
    stored_settings.forget(resources.database())
    return receipt
