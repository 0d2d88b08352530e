"""Runs an action on several rows: checks role, reason and limits, and writes the receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, NotRequired, TypedDict
from uuid import UUID

from sqlalchemy.orm import Session

from store.actions import bulk, ledger, limits, skips
from store.actions.receipts import Receipt, Skipped, Target
from store.audit.wording import reason_given
from store.principal import Action, Principal
from store.sessions.lifecycle import TRANSITIONS, Step

LIFE_CYCLE_COLUMNS: Final = ("status", "error_code", "updated_at")


class ActionOptions(TypedDict):
    """Options of every action: reason, request_id, scope in words, batch_id.

    `limits` are the hourly limits of one person.
    """

    reason: str
    request_id: UUID
    scope: NotRequired[str]
    batch_id: NotRequired[UUID | None]
    limits: NotRequired[limits.Limits]


class Kind(NamedTuple):
    """An action, the statement that carries it out, and its lifecycle step, if any."""

    action: Action
    change: str
    step: Step | None
    needs_reason: bool


def act(
    db: Session,
    principal: Principal,
    kind: Kind,
    targets: Sequence[Target],
    parameters: Callable[[], dict[str, object]],
    options: ActionOptions,
) -> Receipt:
    """Act on selected rows. `parameters` is called once the action is known to be allowed."""

    def work(request: ledger.Request) -> list[Skipped]:
        unique = bulk.selected(targets)
        check_size(db, request, len(unique), options)
        return change(db, request, kind, unique, parameters())

    return run_once(db, principal, kind, work, options)


def run_once(
    db: Session,
    principal: Principal,
    kind: Kind,
    work: Callable[[ledger.Request], list[Skipped]],
    options: ActionOptions,
) -> Receipt:
    """Run `work` once per request_id: check the role and the reason, write the receipt."""
    principal.require(kind.action)
    request = ledger.Request(
        principal=principal,
        action=kind.action,
        reason=reason_given(options["reason"], required=kind.needs_reason),
        request_id=options["request_id"],
        scope=options.get("scope", ""),
        batch_id=options.get("batch_id"),
    )
    return ledger.run_once(db, request, lambda: work(request))


def check_size(db: Session, request: ledger.Request, count: int, options: ActionOptions) -> None:
    """Check the hourly limit first, which waits for the same person's other transactions."""
    limits.check_bulk(db, request, count, options.get("limits", limits.DEFAULT))
    bulk.check_size(db, request, count)


def change(
    db: Session,
    request: ledger.Request,
    kind: Kind,
    targets: Sequence[Target],
    parameters: Mapping[str, object],
) -> list[Skipped]:
    """Lock the targets, change those that the action accepts, explain the rest."""
    seen = skips.lock(db, targets)
    everything = {
        **parameters,
        **(_transition(kind.step) if kind.step else {}),
        "ids": [target.id for target in targets],
        "versions": [target.version for target in targets],
    }
    columns = LIFE_CYCLE_COLUMNS if kind.step else None
    changed = ledger.apply(db, request.request_id, kind.change, everything, columns)
    return skips.explain(db, targets, seen, changed, kind.step)


def _transition(step: Step) -> dict[str, object]:
    sources, status = TRANSITIONS[step]
    return {"from_statuses": sorted(sources), "to_status": status.value}
