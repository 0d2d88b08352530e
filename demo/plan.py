"""The plan of the demo rows: who did what when, and the outcome. Pure and deterministic."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID, uuid5

from demo import (
    answers,
    broken_code,
    history,
    odd_designs,
    oddities,
    outage,
    regenerations,
    unlike,
)
from demo.catalog import variant
from demo.designs import DESIGNS
from demo.planned_row import NAMESPACE, PlannedRow, generation_seconds, planned

DAYS: Final = 14
FINISHED_ROWS: Final = 173  # ready, or failed one at a time
SCATTERED_FAILURES: Final = 8
FAILED_AGAIN: Final = 3  # of those, with the code of an earlier generation
REGENERATED: Final = 14
# When each outage began, how long it lasted, how many generations failed during it. In the first,
# large designs took too long; in the second, everything failed.
OUTAGES: Final = (
    (timedelta(hours=9), timedelta(minutes=6), 17),
    (timedelta(days=4, hours=1), timedelta(minutes=4), 14),
)
LARGE: Final = [design for design in DESIGNS if design.key in {"analytics", "kanban"}]
TOO_LONG: Final = (61, 64)
# When the process died, within how many seconds the rows had been updated, how many are left.
CRASHES: Final = (
    (timedelta(hours=2, minutes=10), 4.0, 17),
    (timedelta(days=1, hours=5), 3.0, 9),
)
GENERATING_SECONDS_AGO: Final = (35, 95, 170)
PENDING_AGO: Final = (
    timedelta(seconds=20), timedelta(minutes=4), timedelta(hours=19), timedelta(days=3),
)  # fmt: skip
UNKNOWN_STATUSES: Final = ("archived", "queued", None)
# The share of a day's work by hour in UTC: an office day, with a little at night.
HOURS: Final = (1, 1, 1, 1, 1, 2, 4, 8, 13, 16, 17, 15, 12, 15, 18, 17, 15, 12, 9, 7, 6, 4, 3, 2)
WEEKEND: Final = 0.3
MOST_ROWS: Final = 500


def row_ids() -> list[UUID]:
    """The ids of the demo's rows, the same for every load; some are not used."""
    return [_row_id(number) for number in range(MOST_ROWS)]


def _row_id(number: int) -> UUID:
    return uuid5(NAMESPACE, f"row {number}")


def plan(now: datetime) -> list[PlannedRow]:
    """All rows, in the order of their creation. The same `now` gives the same rows."""
    random = Random("prototype sessions")
    rows = _finished(random, now) + _outages(random, now) + _crashes(random, now)
    rows += _unfinished(random, now)
    rows += _other_answers(random, now)
    rows += history.rows(random, now)
    rows += outage.rows(random, now)
    return [
        replace(
            row,
            id=_row_id(number),
            session_id=str(uuid5(NAMESPACE, f"session {number}")),
        )
        for number, row in enumerate(rows)
    ]


def _moment(random: Random, now: datetime) -> datetime:
    """A moment of the last 14 days, likelier in office hours, at least 4 minutes ago."""
    while True:
        moment = now - timedelta(minutes=4) - timedelta(days=DAYS - 0.01) * random.random()
        share = HOURS[moment.hour] / max(HOURS) * (WEEKEND if moment.weekday() > 4 else 1)
        if random.random() < share:
            return moment


def _finished(random: Random, now: datetime) -> list[PlannedRow]:
    moments = sorted(_moment(random, now) for _ in range(FINISHED_ROWS))
    rows = [planned(random, at, "ready", generation_seconds(random)) for at in moments]
    places = list(range(FINISHED_ROWS))
    random.shuffle(places)

    def take(count: int) -> list[int]:
        taken = places[:count]
        del places[:count]
        return taken

    for number, place in enumerate(take(SCATTERED_FAILURES)):
        failed = planned(random, moments[place], "error", random.uniform(9, 70))
        if number < FAILED_AGAIN:
            code, at = failed.error_code, failed.updated_at
            failed = replace(rows[place], status="error", error_code=code, updated_at=at)
        rows[place] = failed
    for number, place in enumerate(take(REGENERATED)):
        before = moments[place] - timedelta(days=random.uniform(1.5, 9))
        rows[place] = replace(
            rows[place],
            created_at=max(before, now - timedelta(days=DAYS - 0.05)),
            earlier_codes=regenerations.earlier(rows[place].generated_code or "", 1 + number % 2),
        )
    for place, broken in zip(take(len(broken_code.BROKEN)), broken_code.BROKEN, strict=True):
        rows[place] = replace(rows[place], generated_code=broken(rows[place].generated_code or ""))
    for place, name in zip(take(len(oddities.NAMES)), oddities.NAMES, strict=True):
        rows[place] = replace(rows[place], frame_name=name)
    for place, size in zip(take(len(oddities.SIZES)), oddities.SIZES, strict=True):
        rows[place] = replace(rows[place], frame_width=size[0], frame_height=size[1])
    lost = oddities.lost_thumbnails(now)
    for place, address in zip(take(len(lost)), lost, strict=True):
        rows[place] = replace(rows[place], thumbnail_url=address)
    enormous, *odd = take(3)
    rows[enormous] = _enormous(rows[enormous])
    for place, change in zip(odd, (odd_designs.without_boxes, odd_designs.deep), strict=True):
        rows[place] = replace(rows[place], design_context=change(rows[place].design_context))
    without_update, without_times, without_code, without_nodes = take(4)
    rows[without_update] = replace(rows[without_update], updated_at=None)
    rows[without_times] = replace(rows[without_times], created_at=None, updated_at=None)
    rows[without_code] = replace(rows[without_code], generated_code=None)
    rows[without_nodes] = replace(rows[without_nodes], design_context={"nodes": {}})
    for place, spoil in zip(take(len(unlike.UNLIKE)), unlike.UNLIKE, strict=True):
        rows[place] = replace(rows[place], generated_code=spoil(rows[place].generated_code or ""))
    return rows


def _enormous(row: PlannedRow) -> PlannedRow:
    context = odd_designs.enormous(row.design_context)
    code = odd_designs.repeated(row.generated_code or "", context)
    return replace(row, design_context=context, generated_code=code)


def _outages(random: Random, now: datetime) -> list[PlannedRow]:
    large, everything = (
        [now - ago + lasted * random.random() for _ in range(count)]
        for ago, lasted, count in OUTAGES
    )
    rows = [planned(random, at, "error", random.uniform(*TOO_LONG), LARGE) for at in large]
    return rows + [planned(random, at, "error", random.uniform(4, 31)) for at in everything]


def _crashes(random: Random, now: datetime) -> list[PlannedRow]:
    before = [
        planned(random, now - ago + timedelta(seconds=within * random.random()), "ready")
        for ago, within, count in CRASHES
        for _ in range(count)
    ]
    rows = [replace(row, status="generating", generated_code=None) for row in before]
    for place in random.sample(range(len(rows)), 4):
        first = now - timedelta(days=random.uniform(2, 8))
        earlier = before[place].generated_code
        rows[place] = replace(rows[place], created_at=first, generated_code=earlier)
    return rows


def _unfinished(random: Random, now: datetime) -> list[PlannedRow]:
    rows = [
        planned(random, now - timedelta(seconds=seconds), "generating")
        for seconds in GENERATING_SECONDS_AGO
    ]
    rows += [planned(random, now - ago, "pending") for ago in PENDING_AGO]
    rows += [planned(random, _moment(random, now), status, 30) for status in UNKNOWN_STATUSES]
    return rows


def _other_answers(random: Random, now: datetime) -> list[PlannedRow]:
    """Rows whose design is not a nodes response for one frame: failed imports first."""
    rows = [
        replace(planned(random, _moment(random, now), "error", 2), design_context=answer)
        for answer in (*answers.FAILED, answers.IMAGES)
    ]
    just_now = now - timedelta(minutes=40)
    rows[0] = replace(rows[0], created_at=just_now, updated_at=just_now + timedelta(seconds=2))
    rows = [replace(row, thumbnail_url=None) for row in rows]
    made = [variant(design, design.accents[0]) for design in DESIGNS[:3]]
    width, height = made[0].size
    return rows + [
        replace(
            planned(random, _moment(random, now), "ready", 20),
            design_context=context,
            generated_code=made[0].code,
            frame_name=name,
            frame_width=width,
            frame_height=height,
            thumbnail_url=None,
        )
        for name, context in answers.drawn([each.design_context for each in made])
    ]
