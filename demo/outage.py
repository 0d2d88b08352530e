"""An outage whose sessions were reset together: a bulk reset that is over, and its outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from demo import deeds
from demo.planned_row import Deed, PlannedRow, planned
from store.actions.receipts import Scope
from store.bulk_resets import reading, scope_description, turns
from store.bulk_resets import starting as bulk_starting
from store.bulk_resets.bulk_records import Plan
from store.principal import Principal, Role
from store.records import Filters

WHO: Final = "carol"
REASON: Final = "Worker died at a deployment; back since"
RESET_AGO: Final = timedelta(hours=20)
SILENT: Final = timedelta(minutes=25)
IMPORTED: Final = timedelta(hours=3)
"""Before they stopped: these were no first generations, whose times are measured."""
PER_MINUTE: Final = 50
# What became of the sessions in the order of their turns, and how long after.
BECAME: Final = (
    ("ready", timedelta(minutes=2)),
    ("ready", timedelta(minutes=9)),
    ("pending", timedelta(0)),
    ("ready", timedelta(minutes=31)),
    ("error", timedelta(minutes=4)),
    ("ready", timedelta(hours=1, minutes=12)),
    ("ready", timedelta(hours=14)),
    ("pending", timedelta(0)),
)
FINISHED_FIRST: Final = timedelta(seconds=4)
"""After the start; then its turn skipped one more session, which had finished by itself."""

_DATES: Final = """
UPDATE dashboard.bulk_resets SET started_at = :started, next_at = :ended, ended_at = :ended
WHERE batch_id = :batch_id
"""
_END: Final = """
UPDATE dashboard.receipts SET at = :ended
WHERE batch_id = :batch_id AND action = 'bulk reset' AND request_id <> :batch_id
"""


def rows(random: Random, now: datetime) -> list[PlannedRow]:
    """The sessions as they are now. They stopped within some seconds."""
    started = now - RESET_AGO
    pace = turns.pace(PER_MINUTE)
    made = []
    for number, (status, later) in enumerate(BECAME):
        stopped = started - SILENT + number * timedelta(milliseconds=400)
        at = started + number // pace.rows * pace.pause
        deed = Deed("reset", at, WHO, REASON, status="generating", idle=at - stopped)
        row = planned(random, stopped - IMPORTED - timedelta(minutes=11 * number), status)
        made.append(replace(row, updated_at=at + later, stopped_at=stopped, deeds=(deed,)))
    stopped = started - SILENT + len(BECAME) * timedelta(milliseconds=400)
    finished = planned(random, stopped - IMPORTED, "ready")
    finished = replace(finished, updated_at=started + FINISHED_FIRST, stopped_at=stopped)
    return [*made, finished]


def reset(db: Session, stopped: Sequence[PlannedRow]) -> None:
    """Start the bulk reset on the rows of the outage, take its turns, and backdate all of it."""
    first, *_, finished = stopped
    assert finished.updated_at
    started = finished.updated_at - FINISHED_FIRST
    for row in stopped:
        assert row.stopped_at
        silent = Deed("reset", started, WHO, "", status="generating", idle=started - row.stopped_at)
        deeds.prepare(db, row, silent)
    filters = Filters(
        as_of=started,
        stuck_after=deeds.STUCK_AFTER,
        updated_from=first.stopped_at,
        updated_to=finished.stopped_at,
    )
    words = scope_description.describe(filters, UTC)
    scope = Scope(filters=filters, description=words, row_ids=tuple(row.id for row in stopped))
    plan = Plan(name=f"Outage {started.day} {started:%b}", per_minute=PER_MINUTE)
    batch_id, who = uuid4(), Principal(actor=WHO, role=Role.SUPPORT)
    bulk_starting.start(db, who, scope, plan, reason=REASON, batch_id=batch_id)
    deeds.date(db, batch_id, started)
    taken: list[UUID] = []
    for turn in range(2):
        if turn:
            with db.begin_nested():  # in which the row gets another version
                deeds.finish(db, finished, ())
        db.expire_all()
        taken.append(turns.reset_next(db, reading.get(db, batch_id)).request_id)
    ends = [deed.at for row in stopped for deed in row.deeds]
    for request_id, at in zip(taken, (min(ends), max(ends)), strict=True):
        deeds.date(db, request_id, at)
    ended = {"started": started, "ended": max(ends), "batch_id": batch_id}
    db.execute(text(_DATES), ended)
    db.execute(text(_END), {"ended": max(ends), "batch_id": batch_id})
    for row in stopped:
        if row.deeds:
            deeds.finish(db, row, taken[:1] if row.deeds[0].at == min(ends) else taken[1:])
