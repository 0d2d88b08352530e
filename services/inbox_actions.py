"""What people do in the inbox: decide, reset one session, and take the last action back."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

from services import acting, actions, resources, threshold
from services.action_log import logged
from services.inbox import Item
from store.actions import actions as store_actions
from store.actions.receipts import Receipt, Target
from store.errors import InvalidInput, NotFound
from store.inbox import states
from store.inbox.inbox_records import Decision
from store.inbox.states import Change
from store.incidents.incident_records import Incident
from store.principal import Action
from store.sessions import prototype_sessions


class Done(NamedTuple):
    """An action that can be taken back: how the item was, the version of its state since, and the
    reset that came with it, if any.
    """

    incident: Incident
    before: Decision
    version: int
    words: str
    reset: UUID | None = None


@logged(acting.principal, action=Action.TRIAGE)
def _decide(change: Change, request_id: UUID) -> Receipt:
    me = acting.principal()  # needs a connection of its own
    with resources.database().begin() as db:
        return states.decide(db, me, change, request_id)


@logged(acting.principal, action=Action.RESET)
def _claim_and_reset(change: Change, row_id: UUID, request_id: UUID) -> Receipt:
    """Both or neither: a session is never reset by somebody who did not get the item."""
    me = acting.principal()  # needs a connection of its own
    stuck_after = threshold.stuck_after()
    with resources.database().begin() as db:
        states.decide(db, me, change, uuid5(request_id, "claim"))
        row = prototype_sessions.get_summary(db, row_id)
        if (row.updated_at or row.created_at) != change.incident.newest:
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


def decide(item: Item, version: int, decision: Decision, words: str) -> Done:
    """Write a decision about an item as it was seen, with this version of its state.

    Raises Taken, PermissionDenied.
    """
    _decide(_change(item.incident, version, decision, words), uuid4())
    return Done(item.incident, before(item), version + 1, words)


def reset(item: Item, version: int, words: str) -> Done:
    """Reset the item's one session, and be the one who is on it.

    Raises Taken, NotFound, PermissionDenied, InvalidInput, RateLimited, Busy.
    """
    if item.incident.subject is None:
        raise NotFound
    mine = Decision(assignee=acting.principal().actor)
    receipt = _claim_and_reset(
        _change(item.incident, version, mine, words), item.incident.subject.row_id, uuid4()
    )
    return Done(item.incident, before(item), version + 1, words, receipt.request_id)


def take_back(done: Done) -> None:
    """Put the item back as it was, and undo the reset where the rules of undo allow it.

    Raises Taken if somebody else has decided since, and what undoing raises.
    """
    words = f"Taken back: {done.words}"
    _decide(_change(done.incident, done.version, done.before, words), uuid4())
    if done.reset:
        actions.undo(done.reset)


def before(item: Item) -> Decision:
    """The decision in force: an item that has come back is open."""
    if item.state is None:
        return Decision()
    if item.is_hidden:
        return Decision.model_validate(item.state.model_dump(include=set(Decision.model_fields)))
    return Decision(assignee=item.assignee)


def _change(incident: Incident, version: int, decision: Decision, words: str) -> Change:
    return Change(incident=incident, version=version, decision=decision, words=words)
