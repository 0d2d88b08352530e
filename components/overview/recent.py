"""The latest failures and arrivals on the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.status import Color
from components.formatting.times import ago, with_zone
from components.frontend import component
from components.pictures import Picture, Pictures
from components.pictures.marks import glyph
from components.session_list import opening, row_pictures
from language import N_, _
from services.overview import LAST, Recent
from store.insights.failure_records import Failure
from store.records import SessionSummary

PICTURE_BOX: Final = (56, 44)
ENDED: Final = MappingProxyType({"reset": N_("reset"), "delete": N_("deleted")})

_component = component("recent_sessions", "overview/recent")


class Part(NamedTuple):
    """Words of the line below a name."""

    text: str
    tone: Color = "gray"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A session to open, with a line below its name: beside a picture, or beside a reference to
    copy."""

    row_id: UUID
    name: str
    moment: str
    parts: Sequence[Part]
    picture: Picture | None = None
    reference: str = ""

    def data(self) -> dict[str, object]:
        """What recent.js draws."""
        return {
            "id": str(self.row_id),
            "name": self.name,
            "moment": self.moment,
            "address": f"session?id={self.row_id}",
            "parts": [part._asdict() for part in self.parts if part.text],
            "picture": drawn(self.picture) if self.picture else None,
            "reference": self.reference,
        }


def drawn(picture: Picture) -> dict[str, object]:
    """A small picture; the name beside it describes it."""
    width, height = picture.fit(*PICTURE_BOX)
    return {**picture.layers(""), "width": width, "height": height}


def show(lines: Sequence[Line], *, label: str, key: str, columns: int = 1) -> None:
    """One element for all lines, in columns that are read down. `opening.follow` opens the one that
    is pressed."""
    ids = {str(line.row_id): line.row_id for line in lines}

    def opened() -> None:
        if row_id := ids.get(str(st.session_state[key].get("opened"))):
            opening.remember(row_id)

    data = {"label": label, "columns": columns, "rows": [line.data() for line in lines]}
    _component(key=key, data=data, on_opened_change=opened)


def of_row(row: SessionSummary) -> Failure | None:
    """The failure of a row that is in error now; None if it has no time."""
    if row.updated_at is None:
        return None
    return Failure(
        row_id=row.id,
        label=safe_text.frame_name(row.frame_name, 40),
        error_code=row.error_code,
        at=row.updated_at,
    )


def latest(rows: Sequence[SessionSummary], ended: Sequence[Failure]) -> list[Failure]:
    """Failures of rows in error now and failures that were ended, the latest first."""
    now = [failure for row in rows if (failure := of_row(row))]
    return sorted([*now, *ended], key=lambda failure: failure.at, reverse=True)


def failures(recent: Recent, clock: Clock) -> None:
    """The latest failures, including those that were since reset or deleted."""
    if recent.in_error is None or recent.ended is None:
        messages.timed_out()
        return
    pictures = row_pictures.of_insights(recent.insights, clock.now)
    notes = {row.id: undrawn(pictures, row) for row in recent.in_error}
    if events := latest(recent.in_error, recent.ended):
        lines = [failure(event, notes.get(event.row_id), clock) for event in events[:LAST]]
        show(lines, label=_("Latest failures"), key="recent-failures")
    else:
        st.markdown(
            _(":green[:material/check_circle:] No session is in error, and none was reset.")
        )


def failure(event: Failure, note: Part | None, clock: Clock) -> Line:
    """When it failed, whether that was ended since, and whether the import had failed already."""
    ended = ENDED.get(event.action or "", "")
    since = f" · {_(ended)} {ago(event.ended_at, clock.now)}" if ended else ""
    return Line(
        event.row_id,
        safe_text.frame_name(event.label, 40),
        _("Failed {at}", at=with_zone(event.at, clock.zone)),
        [Part(f"{ago(event.at, clock.now)}{since}"), *([note] if note else [])],
        reference=safe_text.line(event.error_code or "", 24),
    )


def undrawn(pictures: Pictures, row: SessionSummary) -> Part:
    """Why there is no picture of a row's design; empty if there is one."""
    design = pictures.picture_of(row).design
    return Part(f"· {design.reason}" if design.reason else "", design.look.color)


def arrivals(recent: Recent, clock: Clock) -> None:
    """The latest arrivals: picture, link, status and time."""
    if recent.arrivals is None:
        messages.timed_out()
        return
    if not recent.arrivals:
        st.markdown(_(":gray[They appear as soon as somebody imports a frame.]"))
        return
    pictures = row_pictures.of_insights(recent.insights, clock.now)
    lines = [arrival(row, pictures, clock) for row in recent.arrivals]
    show(lines, label=_("Latest arrivals"), key="recent-arrivals")


def arrival(row: SessionSummary, pictures: Pictures, clock: Clock) -> Line:
    """One arrival."""
    stuck = row.is_stuck(clock.stuck_after)
    look = status.STUCK if stuck else status.look(row.status)
    word = (
        _("stuck") if stuck else safe_text.line(status.display_name(row.status), 30) or _("blank")
    )
    return Line(
        row.id,
        safe_text.frame_name(row.frame_name, 40),
        _("Arrived {at}", at=with_zone(row.created_at, clock.zone)),
        [
            Part(word, look.color, glyph(look.icon)),
            Part(f"· {ago(row.created_at, clock.now)}"),
            undrawn(pictures, row),
        ],
        picture=pictures.picture_of(row),
    )
