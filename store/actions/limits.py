"""Hourly limits per person for the riskiest actions, counted in the audit log itself.

So the limits hold across processes and restarts, and a refused attempt, which leaves no receipt,
does not count. Why so: docs/decisions/0041-rate-limits.md.
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
    """What one person may do within an hour."""

    reveals: int = Field(default=20, ge=1)
    bulk_actions: int = Field(default=60, ge=1)


DEFAULT: Final = Limits()

# Two forms of one person wait for each other, so that both cannot take the last place.
_TAKE_TURN: Final = (
    "SELECT pg_advisory_xact_lock(hashtextextended('dashboard.limits ' || :actor, 0))"
)

# By the index on `at`: only the last hour is read, however long the log is. The last of the
# places that are taken: when it is an hour old, one is free.
_LAST_PLACE: Final = """
SELECT taken + interval '1 hour' AS again_at,
       taken + interval '1 hour' - statement_timestamp() AS wait
FROM (
    SELECT min(r.at) AS taken FROM dashboard.receipts AS r
    WHERE r.at > statement_timestamp() - interval '1 hour' AND r.actor = :actor
        AND r.action = ANY(:actions) AND r.request_id <> :request_id {condition}
    GROUP BY COALESCE(r.batch_id, r.request_id)
) AS places
ORDER BY taken DESC OFFSET :limit - 1 LIMIT 1
"""

# The batches of one reset of all are one bulk action.
_REVEALS: Final = _LAST_PLACE.format(condition="")
_BULK: Final = _LAST_PLACE.format(
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
    """What is counted: the actions, by which statement, and in words with a place for the limit."""

    actions: tuple[Action, ...]
    statement: str
    words: str


_REVEAL_RULE: Final = _Rule((Action.REVEAL,), _REVEALS, "revealed {limit} session ids")
_BULK_RULE: Final = _Rule(
    (Action.RESET, Action.FAIL, Action.DELETE),
    _BULK,
    "changed several sessions at once {limit} times",
)


def check_reveal(db: Session, request: Request, limits: Limits) -> None:
    """Raise RateLimited if this person has revealed too many. Others wait until the commit."""
    actor = _in_turn(db, request)
    _check(db, request, actor, _REVEAL_RULE, limits.reveals)


def check_bulk(db: Session, request: Request, count: int, limits: Limits) -> None:
    """Raise RateLimited if this action of `count` rows is one bulk action too many."""
    if count <= 1 and request.batch_id is None:
        return
    actor = _in_turn(db, request)
    if request.batch_id is not None:
        of = {"batch_id": request.batch_id, "actor": actor, "request_id": request.request_id}
        if db.scalar(text(_GOES_ON), of):
            return
    _check(db, request, actor, _BULK_RULE, limits.bulk_actions)


def _in_turn(db: Session, request: Request) -> str:
    """The actor as the log has it, once no other transaction counts for them."""
    actor = clean(db, request.principal.actor)
    db.execute(text(_TAKE_TURN), {"actor": actor})
    return actor


def _check(db: Session, request: Request, actor: str, rule: _Rule, limit: int) -> None:
    last_place = db.execute(
        text(rule.statement),
        {
            "actor": actor,
            "actions": [action.value for action in rule.actions],
            "request_id": request.request_id,
            "limit": limit,
        },
    ).one_or_none()
    if last_place is None:
        return
    minutes = max(1, ceil(last_place.wait / timedelta(minutes=1)))
    raise RateLimited(
        f"You have {rule.words.format(limit=limit)} within an hour, the most that one person may. "
        f"Nothing was changed. Try again in {minutes} min, at {last_place.again_at:%H:%M} UTC.",
        last_place.again_at,
    )
