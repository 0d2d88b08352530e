"""What people do in the inbox: decide, reset one session, and take the last action back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeVar
from uuid import UUID, uuid4, uuid5

from services import acting, actions, resources, threshold
from services.action_log import logged
from services.inbox import Item
from store.actions import actions as store_actions
from store.actions.receipts import Receipt, Target
from store.errors import DecisionConflict, InvalidInput, NotFound
from store.inbox import states
from store.inbox.inbox_records import Decision, PreviousDecision, State, Step
from store.inbox.states import Change
from store.incidents.incident_records import Incident
from store.principal import Action
from store.sessions import prototype_sessions

T = TypeVar("T")
SAME_PRESS: Final = timedelta(minutes=1)


@logged(acting.principal, action=Action.TRIAGE)
def _decide(change: Change, request_id: UUID) -> Receipt:
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return states.decide(db, me, change, request_id)


@logged(acting.principal, action=Action.RESET)
def _claim_and_reset(change: Change, incident: Incident, request_id: UUID) -> Receipt:
    """Both or neither: a session is never reset by somebody who did not get the item."""
    me = acting.principal()  # needs a connection of its own
    stuck_after = threshold.stuck_after()
    if incident.subject is None:
        raise NotFound
    row_id = incident.subject.row_id
    with resources.database().begin() as db:
        states.decide(db, me, change, uuid5(request_id, "claim"))
        row = prototype_sessions.get_summary(db, row_id)
        if (row.updated_at or row.created_at) != incident.newest:
            raise InvalidInput(
                "This session has been updated since you saw it. Nothing was done; it is shown as"
                " it is now."
            )
        return store_actions.reset(
            db,
            me,
            [Target(id=row_id, version=row.version)],
            reason="",
            request_id=request_id,
            stuck_after=stuck_after,
            limits=actions.limits(),
        )


def decide(item: Item, version: int, decision: Decision, description: str) -> Step | None:
    """Write a decision about an item as it was seen, with this version of its state, or as the
    same person's last decision left it; None if that was the same one, pressed twice.

    Raises DecisionConflict, PermissionDenied.
    """

    def act(item: Item, version: int) -> Step | None:
        if item.state and is_in_force(item.state, item.incident, decision):
            return None
        change = _change(item, version, decision, description)
        _decide(change, uuid4())
        return _step(change)

    return _also_after_own(act, item, version)


def reset(item: Item, version: int, description: str) -> Step:
    """Reset the item's one session, and be the one who is on it; otherwise as `decide`.

    Raises DecisionConflict, NotFound, PermissionDenied, InvalidInput, RateLimited, Busy.
    """

    def act(item: Item, version: int) -> Step:
        request_id = uuid4()
        mine = Decision(assignee=acting.principal().actor)
        change = _change(item, version, mine, description, reset=request_id)
        _claim_and_reset(change, item.incident, request_id)
        return _step(change)

    return _also_after_own(act, item, version)


def is_in_force(state: State, incident: Incident, decision: Decision) -> bool:
    """Whether a decision says what was decided already. The end of a snooze is counted anew with
    each press.
    """
    return (
        state.fingerprint == incident.fingerprint
        and (state.disposition, state.assignee) == (decision.disposition, decision.assignee)
        and _is_same_end(state.until, decision.until)
    )


def _is_same_end(one: datetime | None, other: datetime | None) -> bool:
    return one == other or bool(one and other and abs(one - other) < SAME_PRESS)


def _also_after_own(act: Callable[[Item, int], T], item: Item, version: int) -> T:
    """A person may press faster than the page shows what they pressed before."""
    try:
        return act(item, version)
    except DecisionConflict as taken:  # nothing was changed
        if taken.actor != acting.principal().actor:
            raise
    state = resources.database().primary.read(states.everything).get(item.incident.key)
    seen = item._replace(state=state)
    return act(seen, seen.version)


def last_steps() -> tuple[Step, ...]:
    """What the person at the dashboard did lately and can take back, the last at the end; nothing
    where it is not read in time.
    """
    query = partial(states.last_steps, actor=acting.principal().actor)
    return resources.database().primary.try_read(query) or ()


def take_back(step: Step) -> None:
    """Put the item back as it was, and undo the reset where the rules of undo allow it.

    Raises DecisionConflict if somebody else has decided since, and what undoing raises.
    """
    before = Decision.model_validate(step.before.model_dump(exclude={"reset"}))
    change = Change(
        key=step.key,
        fingerprint=step.fingerprint,
        version=step.version,
        decision=before,
        description=f"Taken back: {step.description}",
    )
    _decide(change, uuid4())
    if step.before.reset:
        actions.undo(step.before.reset)


def previous_decision(item: Item, reset: UUID | None = None) -> PreviousDecision:
    """The decision in force: an item that has come back is open."""
    if item.state is None:
        return PreviousDecision(reset=reset)
    if item.is_hidden:
        decision = item.state.model_dump(include=set(Decision.model_fields))
        return PreviousDecision.model_validate({**decision, "reset": reset})
    return PreviousDecision(assignee=item.assignee, reset=reset)


def _change(
    item: Item, version: int, decision: Decision, description: str, *, reset: UUID | None = None
) -> Change:
    return Change(
        key=item.incident.key,
        fingerprint=item.incident.fingerprint,
        version=version,
        decision=decision,
        description=description,
        before=previous_decision(item, reset),
    )


def _step(change: Change) -> Step:
    assert change.before
    return Step(
        key=change.key,
        fingerprint=change.fingerprint,
        version=change.version + 1,
        description=change.description,
        before=change.before,
    )
