"""The demo's showcase: six sessions that render well, of different devices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import text
from sqlalchemy.orm import Session

from demo.catalog import Design, variant
from demo.designs import DESIGNS
from demo.planned_row import NAMESPACE, PlannedRow
from store.principal import Principal, Role
from store.showcases import items, showcases
from store.showcases.showcase_records import SlideTexts

NAME: Final = "From Figma to running code"
ID: Final = uuid5(NAMESPACE, "showcase")
AGO: Final = timedelta(days=1, hours=3)
_DATE: Final = text("UPDATE dashboard.receipts SET at = :at WHERE request_id = ANY(:requests)")
_DATE_CREATED: Final = text("UPDATE dashboard.showcases SET created_at = :at WHERE id = :id")
_DATE_PICKED: Final = text(
    "UPDATE dashboard.showcase_items SET picked_at = :at WHERE showcase_id = :id"
)


class ShowcaseEntry(NamedTuple):
    """A design to show, by its key, and its caption."""

    key: str
    texts: SlideTexts


SHOWN: Final = (
    ShowcaseEntry(
        "landing", SlideTexts(caption="A landing page, as it was drawn", notes="Scroll down once.")
    ),
    ShowcaseEntry(
        "player", SlideTexts(caption="Music on the phone", notes="Press play: the state is real.")
    ),
    ShowcaseEntry(
        "analytics", SlideTexts(caption="A dashboard with live charts", notes="Show the design: d.")
    ),
    ShowcaseEntry("travel", SlideTexts(caption="Search for a journey", notes="")),
    ShowcaseEntry(
        "pricing", SlideTexts(caption="Plans and prices", notes="Switch monthly and yearly.")
    ),
    ShowcaseEntry(
        "chat", SlideTexts(caption="A conversation that answers", notes="Type something.")
    ),
)


def create(db: Session, rows: Sequence[PlannedRow], now: datetime) -> None:
    """Create it as somebody did the day before."""
    alice = Principal(actor="alice", role=Role.SUPPORT)
    requests = (_request(number) for number in range(1, len(SHOWN) + 2))
    chosen = list(_choose_rows(rows))
    showcases.create(db, alice, NAME, ID)
    used = [ID, next(requests)]
    items.pick(db, alice, ID, [row.id for row in chosen], used[-1])
    for row, shown in zip(chosen, SHOWN, strict=True):
        used.append(next(requests))
        items.describe(db, alice, ID, row.id, shown.texts, used[-1])
    db.execute(_DATE, {"at": now - AGO, "requests": used})
    db.execute(_DATE_CREATED, {"at": now - AGO, "id": ID})
    db.execute(_DATE_PICKED, {"at": now - AGO, "id": ID})


def _request(number: int) -> UUID:
    return uuid5(NAMESPACE, f"showcase {number}")


def _choose_rows(rows: Sequence[PlannedRow]) -> Iterator[PlannedRow]:
    """For each design the first ready session that has its code, whole and unchanged."""
    designs = {design.key: design for design in DESIGNS}
    for shown in SHOWN:
        yield next(row for row in rows if _shows_design(row, designs[shown.key]))


def _shows_design(row: PlannedRow, design: Design) -> bool:
    if row.earlier_codes or row.deeds or row.frame_name not in design.frame_names:
        return False
    nodes, size = row.design_context["nodes"], (row.frame_width, row.frame_height)
    made = (variant(design, accent) for accent in design.accents)
    return any(
        (row.generated_code, row.thumbnail_url) == (each.code, each.thumbnail_url)
        and (nodes, size) == (each.design_context["nodes"], each.size)
        for each in made
    )
