"""Settings that an admin chose for everybody, over those of the environment."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic
from typing import Final
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from store.actions import ledger
from store.actions.receipts import Receipt, Skipped
from store.audit.wording import reason_given
from store.engine import Database
from store.principal import Action, Principal
from store.refusals import NOT_ALLOWED, NOT_THERE, explained
from store.sessions.stuck import check_threshold
from store.system.read_only import READ_AGAIN_AFTER
from store.system.system_records import StuckChoice

STUCK_AFTER: Final = "stuck_after_minutes"

_READ: Final = text(
    """
    SELECT (value #>> '{}')::int AS minutes, changed_at, changed_by
    FROM dashboard.settings WHERE name = :name
    """
)
_CHOOSE: Final = text(
    """
    INSERT INTO dashboard.settings (name, value, changed_by)
    VALUES (:name, to_jsonb(CAST(:minutes AS int)), :actor)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by,
        changed_at = clock_timestamp()
    """
)


def stuck_choice(db: Session) -> StuckChoice:
    """The threshold for stuck sessions that an admin chose, if one did and this login may read it.

    Only for reads: what PostgreSQL refuses ends a transaction of several statements.
    """
    try:
        return _read_choice(db)
    except DBAPIError as error:
        if not isinstance(error.orig, (*NOT_ALLOWED, *NOT_THERE)):
            raise
        return StuckChoice(problem="the database login may not read dashboard.settings")


# The latest choice of each database, and its time. Threads that read at once write the same.
_cache: WeakKeyDictionary[Database, tuple[float, StuckChoice]] = WeakKeyDictionary()


def remember(database: Database, choice: StuckChoice) -> None:
    """Store the result of `stuck_choice` for `cached_stuck_choice`."""
    _cache[database] = (monotonic(), choice)


def forget(database: Database) -> None:
    """Have `cached_stuck_choice` read it again, because it was changed."""
    _cache.pop(database, None)


def cached_stuck_choice(database: Database) -> StuckChoice:
    """The result of `stuck_choice`, read again after 10 seconds. Raises Unavailable, TooSlow."""
    read_at, choice = _cache.get(database, (-READ_AGAIN_AFTER, StuckChoice()))
    if monotonic() - read_at >= READ_AGAIN_AFTER:
        choice = database.primary.read(stuck_choice)
        remember(database, choice)
    return choice


def choose_stuck_after(
    db: Session,
    principal: Principal,
    minutes: int | None,
    *,
    default: int,
    reason: str,
    request_id: UUID,
) -> Receipt:
    """Count sessions as stuck after these minutes, for everybody; None: after `default` minutes,
    the environment's setting.

    Raises PermissionDenied, InvalidInput.
    """
    principal.require(Action.CHANGE_SETTING)
    if minutes is not None:
        check_threshold(timedelta(minutes=minutes))
    with explained():
        before = _read_choice(db).minutes
    request = ledger.Request(
        principal=principal,
        action=Action.CHANGE_SETTING,
        reason=reason_given(reason, required=True),
        request_id=request_id,
        scope=f"stuck after: {_describe(before, default)} → {_describe(minutes, default)}",
    )

    def work() -> list[Skipped]:
        parameters = {"name": STUCK_AFTER, "minutes": minutes, "actor": principal.actor}
        db.execute(_CHOOSE, parameters)
        return []

    return ledger.run_once(db, request, work)


def _read_choice(db: Session) -> StuckChoice:
    row = db.execute(_READ, {"name": STUCK_AFTER}).first()
    return StuckChoice.model_validate(dict(row._mapping)) if row else StuckChoice()


def _describe(minutes: int | None, default: int) -> str:
    """`4 min`, `10 min (environment)`."""
    return f"{default} min (environment)" if minutes is None else f"{minutes} min"
