"""The last few sessions as rows of links: what failed, what came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final

import streamlit as st

from components import pictures, plain, status, tiles
from components.moments import ago, exact, zone_name
from components.pictures import Pictures
from components.session_table import is_stuck
from store.records import SessionSummary

PICTURE_BOX: Final = (56, 44)
CODE_WIDTH: Final = 128


def name_and_below(row: SessionSummary, below: str, moment: str) -> None:
    """The frame's name as the way to its session, and a line of markdown under it."""
    with st.container(gap=None):
        st.page_link(
            "session.py",
            label=plain.escaped(plain.frame_name(row.frame_name, 40)),
            icon="",
            query_params={"id": str(row.id)},
            help=moment,
        )
        with st.container(horizontal=True, gap=None):
            st.space(tiles.LINK_INSET)
            st.markdown(f":small[{below}]")


def failures(
    rows: Sequence[SessionSummary], drawn: Pictures, *, now: datetime, zone: tzinfo
) -> None:
    """The code to copy, the frame to open, when, and whether its import had failed already."""
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if row.error_code:
                st.code(plain.line(row.error_code, 24), language=None, width=CODE_WIDTH)
            else:
                st.markdown(":gray[no code]", width=CODE_WIDTH)
            moment = f"Failed {exact(row.updated_at, zone)} {zone_name(zone)}"
            below = f":gray[{ago(row.updated_at, now)}]{undrawn(drawn, row)}"
            name_and_below(row, below, moment)


def undrawn(drawn: Pictures, row: SessionSummary) -> str:
    """Why there is no picture of a row's design, as markdown that goes on with a line."""
    design = drawn.of(row).design
    return f" :{design.look.colour}[· {plain.escaped(design.reason)}]" if design.reason else ""


def arrivals(
    rows: Sequence[SessionSummary],
    drawn: Pictures,
    *,
    now: datetime,
    zone: tzinfo,
    stuck_after: timedelta,
) -> None:
    """The picture, the frame to open, its status, and when."""
    for row in rows:
        stuck = is_stuck(row, now, stuck_after)
        look = status.STUCK if stuck else status.look(row.status)
        word = "stuck" if stuck else status.label(row.status, 30)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(width=PICTURE_BOX[0] + 8, horizontal_alignment="center"):
                pictures.show(drawn.of(row), box=PICTURE_BOX, key=f"arrival-{row.id}", alt="")
            name_and_below(
                row,
                f":{look.colour}[{look.icon} {word}] :gray[· {ago(row.created_at, now)}]"
                f"{undrawn(drawn, row)}",
                f"Arrived {exact(row.created_at, zone)} {zone_name(zone)}",
            )
