"""The latest failures and arrivals on the overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final
from uuid import UUID

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.times import ago, with_zone
from components.overview import tiles
from components.pictures import Pictures
from components.pictures import show as show_picture
from components.session_list import row_pictures
from services.overview import LAST, Recent
from store.insights.failure_records import Failure
from store.records import SessionSummary

PICTURE_BOX: Final = (56, 44)
CODE_WIDTH: Final = 128
ENDED: Final = MappingProxyType({"reset": "reset", "delete": "deleted"})


def name_and_below(row_id: UUID, name: str, below: str, moment: str) -> None:
    """The frame name as a link to its session, with a line of markdown below."""
    with st.container(gap=None):
        st.page_link(
            "session.py",
            label=safe_text.escaped(safe_text.frame_name(name, 40)),
            icon="",
            query_params={"id": str(row_id)},
            help=moment,
        )
        with tiles.inset():
            st.markdown(f":small[{below}]")


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
        messages.not_now()
        return
    pictures = row_pictures.of_insights(recent.insights, clock.now)
    notes = {row.id: undrawn(pictures, row) for row in recent.in_error}
    if events := latest(recent.in_error, recent.ended):
        failure_rows(events[:LAST], notes, clock)
    else:
        st.markdown(":green[:material/check_circle:] No session is in error, and none was reset.")


def failure_rows(events: Sequence[Failure], notes: Mapping[UUID, str], clock: Clock) -> None:
    """The reference to copy, the frame to open, when it failed, whether that was ended since, and
    whether the import had failed already.
    """
    for event in events:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if event.error_code:
                st.code(safe_text.line(event.error_code, 24), language=None, width=CODE_WIDTH)
            else:
                st.markdown(":gray[no reference]", width=CODE_WIDTH)
            ended = ENDED.get(event.action or "", "")
            since = f" · {ended} {ago(event.ended_at, clock.now)}" if ended else ""
            name_and_below(
                event.row_id,
                event.label,
                f":gray[{ago(event.at, clock.now)}{since}]{notes.get(event.row_id, '')}",
                f"Failed {with_zone(event.at, clock.zone)}",
            )


def undrawn(pictures: Pictures, row: SessionSummary) -> str:
    """Why there is no picture of a row's design, as markdown to append to a line."""
    design = pictures.of(row).design
    return f" :{design.look.color}[· {safe_text.escaped(design.reason)}]" if design.reason else ""


def arrivals(recent: Recent, clock: Clock) -> None:
    """The latest arrivals: picture, link, status and time."""
    if recent.arrivals is None:
        messages.not_now()
        return
    if not recent.arrivals:
        st.markdown(":gray[They appear as soon as somebody imports a frame.]")
    pictures = row_pictures.of_insights(recent.insights, clock.now)
    for row in recent.arrivals:
        arrival(row, pictures, clock)


def arrival(row: SessionSummary, pictures: Pictures, clock: Clock) -> None:
    """One arrival."""
    stuck = row.is_stuck(clock.stuck_after)
    look = status.STUCK if stuck else status.look(row.status)
    word = "stuck" if stuck else status.label(row.status, 30)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width=PICTURE_BOX[0] + 8, horizontal_alignment="center"):
            show_picture(pictures.of(row), box=PICTURE_BOX, key=f"arrival-{row.id}", alt="")
        name_and_below(
            row.id,
            row.frame_name or "",
            f":{look.color}[{look.icon} {word}] :gray[· {ago(row.created_at, clock.now)}]"
            f"{undrawn(pictures, row)}",
            f"Arrived {with_zone(row.created_at, clock.zone)}",
        )
