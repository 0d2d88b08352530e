"""A demo row before it is written, and how its times and its reference are drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final, NamedTuple
from uuid import UUID

from demo.catalog import Design, variant
from demo.designs import DESIGNS

NAMESPACE: Final = UUID("6d1f2a52-3c56-4c53-9d3b-9a6f0a3f5c11")


MEDIAN_SECONDS: Final = 23.0


SPREAD: Final = 0.42


class Deed(NamedTuple):
    """A person's action on a row, which had had `status` for the time `idle`. For an answer,
    `reason` is the situation.
    """

    action: str
    at: datetime
    actor: str
    reason: str
    status: str | None = None
    error_code: str | None = None
    idle: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row as it should be in the table."""

    id: UUID
    session_id: str
    design_context: dict[str, Any]
    generated_code: str | None
    thumbnail_url: str | None
    frame_name: str | None
    frame_width: int | None
    frame_height: int | None
    status: str | None
    error_code: str | None
    created_at: datetime | None
    updated_at: datetime | None
    earlier_codes: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()
    stopped_at: datetime | None = None
    """When it stopped in the outage that a bulk reset ended, whether or not that reset it."""

    def after(self, *deeds: Deed) -> PlannedRow:
        """The same row after people's actions, the first deed first."""
        return replace(self, deeds=deeds)


def planned(
    random: Random,
    at: datetime,
    status: str | None,
    seconds: float = 0,
    designs: Sequence[Design] = DESIGNS,
) -> PlannedRow:
    design = random.choice(designs)
    made = variant(design, random.choice(design.accents))
    width, height = made.size
    modified = at - timedelta(minutes=random.uniform(2, 4000))
    return PlannedRow(
        id=NAMESPACE,
        session_id="",
        design_context={**made.design_context, "lastModified": f"{modified:%Y-%m-%dT%H:%M:%SZ}"},
        generated_code=made.code if status == "ready" else None,
        thumbnail_url=made.thumbnail_url,
        frame_name=random.choice(design.frame_names),
        frame_width=width,
        frame_height=height,
        status=status,
        error_code=error_code(random) if status == "error" else None,
        created_at=at,
        updated_at=at + timedelta(seconds=seconds),
    )


def error_code(random: Random) -> str:
    return f"BP-{random.randrange(16**6):06X}"


def generation_seconds(random: Random) -> float:
    return min(95.0, max(8.0, random.lognormvariate(math.log(MEDIAN_SECONDS), SPREAD)))
