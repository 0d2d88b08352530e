"""Which incidents were told: opened as they are first found, closed when they stay away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from store import refusals
from store.watch import outbox
from store.watch.watch_records import Message, Sighting

AWAY: Final = timedelta(minutes=3)
"""How long an incident stays away until it is over: it may be gone for one look only."""

# One watcher looks at a time, and none repeats what another has just looked at.
_TURN: Final = text(
    "SELECT pg_try_advisory_xact_lock(hashtextextended('dashboard.watch', 0)) AND NOT EXISTS ("
    " SELECT FROM dashboard.watch WHERE name = 'incidents'"
    " AND checked_at > clock_timestamp() - CAST(:every AS interval))"
)

_LOOKED: Final = text(
    """
    INSERT INTO dashboard.watch (name, checked_at, unread)
    VALUES ('incidents', clock_timestamp(), :unread)
    ON CONFLICT (name) DO UPDATE SET checked_at = excluded.checked_at, unread = excluded.unread
    """
)

_OPEN: Final = text("SELECT id, key, kind, facts FROM dashboard.incidents WHERE closed_at IS NULL")

_ADD: Final = text(
    """
    INSERT INTO dashboard.incidents (key, kind, facts) VALUES (:key, :kind, CAST(:facts AS jsonb))
    ON CONFLICT (key) WHERE closed_at IS NULL DO NOTHING RETURNING id
    """
)

_SEEN: Final = text(
    """
    UPDATE dashboard.incidents SET facts = CAST(:facts AS jsonb), missing_since = NULL
    WHERE id = :id
    """
)

_AWAY: Final = text(
    """
    UPDATE dashboard.incidents
    SET missing_since = COALESCE(missing_since, clock_timestamp()),
        closed_at = CASE WHEN missing_since <= clock_timestamp() - CAST(:away AS interval)
                         THEN clock_timestamp() END
    WHERE id = :id RETURNING closed_at
    """
)


def try_lock(db: Session, every: timedelta) -> bool:
    """Whether to look now: nobody else is looking, or has within `every`. Holds until the end of
    the transaction. Raises PermissionDenied.
    """
    with refusals.explained():
        return bool(db.scalar(_TURN, {"every": every}))


def open_keys(db: Session) -> tuple[str, ...]:
    """The keys of the incidents that are open."""
    return tuple(row.key for row in db.execute(_OPEN))


def record(
    db: Session,
    sightings: Sequence[Sighting],
    *,
    unread: Collection[str],
    targets: Sequence[str],
    over: Callable[[Message, datetime], Message],
    away: timedelta = AWAY,
) -> int:
    """Open what is new, close what has stayed away for `away`, and put a message for each target
    into the outbox; returns how many incidents were opened or closed.

    `unread` are the kinds that could not be read: nothing of those is closed. `over` makes the
    last message of an incident, from the one that was last known.
    """
    known = {row.key: row for row in db.execute(_OPEN)}
    by_key = {sighting.key: sighting for sighting in sightings}
    changes = 0
    for key, sighting in by_key.items():
        facts = sighting.message.model_dump_json()
        if key in known:
            db.execute(_SEEN, {"id": known[key].id, "facts": facts})
            continue
        opened = db.scalar(_ADD, {"key": key, "kind": sighting.kind, "facts": facts})
        if opened is not None:
            outbox.put(db, sighting.message, f"incident {opened} opened", targets, opened)
            changes += 1
    for key, row in known.items():
        if key not in by_key and row.kind not in unread:
            closed_at = db.scalar(_AWAY, {"id": row.id, "away": away})
            if closed_at is not None:
                last = over(Message.model_validate(row.facts), closed_at)
                outbox.put(db, last, f"incident {row.id} closed", targets, row.id)
                changes += 1
    db.execute(_LOOKED, {"unread": ", ".join(sorted(unread))})
    return changes
