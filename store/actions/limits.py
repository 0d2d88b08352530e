"""Hourly limits per person for the riskiest actions, counted in the audit log itself.

The limits therefore hold across processes and restarts, and a refused attempt, which leaves no
receipt, does not count. See docs/decisions/0041-rate-limits.md.
"""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import Final, NamedTuple

from pydantic import Field
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions.ledger import Request
from store.audit.wording import clean
from store.errors import RateLimited
from store.principal import Action
from store.records import Record


class Limits(Record):
    """The hourly limits of one person."""

    reveals: int = Field(default=20, ge=1)
    bulk_actions: int = Field(default=60, ge=1)


DEFAULT: Final = Limits()

# Two requests of one person wait for each other, so that they cannot both use the last slot.
_TAKE_TURN: Final = (
    "SELECT pg_advisory_xact_lock(hashtextextended('dashboard.limits ' || :actor, 0))"
)

# Uses the index on `at`, so only the last hour is read. The result is the oldest use that still
# counts: when it is an hour old, a slot is free.
_LAST_SLOT: Final = """
SELECT taken + interval '1 hour' AS again_at,
       taken + interval '1 hour' - statement_timestamp() AS wait
FROM (
    SELECT min(r.at) AS taken FROM dashboard.receipts AS r
    WHERE r.at > statement_timestamp() - interval '1 hour' AND r.actor = :actor
        AND r.action = ANY(:actions) AND r.request_id <> :request_id {condition}
    GROUP BY COALESCE(r.batch_id, r.request_id)
) AS slots
ORDER BY taken DESC OFFSET :limit - 1 LIMIT 1
"""

# All batches of a bulk reset count as one bulk action.
_REVEALS: Final = _LAST_SLOT.format(condition="")
_BULK: Final = _LAST_SLOT.format(
    condition="""
        AND (r.batch_id IS NOT NULL OR EXISTS (
            SELECT FROM dashboard.audit AS a WHERE a.request_id = r.request_id OFFSET 1))"""
)
_GOES_ON: Final = """
SELECT EXISTS (SELECT FROM dashboard.receipts AS r
WHERE r.batch_id = :batch_id AND r.actor = :actor AND r.request_id <> :request_id
    AND r.at > statement_timestamp() - interval '1 hour')
"""


class _Rule(NamedTuple):
    """What is counted: the actions, the statement, and a description with `{limit}`."""

    actions: tuple[Action, ...]
    statement: str
    description: str


_REVEAL_RULE: Final = _Rule((Action.REVEAL,), _REVEALS, "revealed {limit} session ids")
_BULK_RULE: Final = _Rule(
    (Action.RESET, Action.BULK_RESET, Action.FAIL, Action.DELETE),
    _BULK,
    "changed several sessions at once {limit} times",
)


def check_reveal(db: Session, request: Request, limits: Limits) -> None:
    """Raise RateLimited if this person has revealed too many ids.

    Blocks others until the commit.
    """
    actor = _lock_actor(db, request)
    _check(db, request, actor, _REVEAL_RULE, limits.reveals)


def check_bulk(db: Session, request: Request, count: int, limits: Limits) -> None:
    """Raise RateLimited if an action on `count` rows would exceed the limit of bulk actions."""
    if count <= 1 and request.batch_id is None:
        return
    actor = _lock_actor(db, request)
    if request.batch_id is not None:
        of = {"batch_id": request.batch_id, "actor": actor, "request_id": request.request_id}
        if db.scalar(text(_GOES_ON), of):
            return
    _check(db, request, actor, _BULK_RULE, limits.bulk_actions)


def _lock_actor(db: Session, request: Request) -> str:
    """The actor as logged, after locking their counts against other transactions."""
    actor = clean(db, request.principal.actor)
    db.execute(text(_TAKE_TURN), {"actor": actor})
    return actor


def _check(db: Session, request: Request, actor: str, rule: _Rule, limit: int) -> None:
    last_slot = db.execute(
        text(rule.statement),
        {
            "actor": actor,
            "actions": [action.value for action in rule.actions],
            "request_id": request.request_id,
            "limit": limit,
        },
    ).one_or_none()
    if last_slot is None:
        return
    description = rule.description.format(limit=limit)
    minutes = max(1, ceil(last_slot.wait / timedelta(minutes=1)))
    raise RateLimited(
        f"You have {description} within an hour, the limit for one person. "
        f"Nothing was changed. Try again in {minutes} min, at {last_slot.again_at:%H:%M} UTC.",
        last_slot.again_at,
    )
