"""Two sessions beside each other: their pictures, and their facts with what differs marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final

import streamlit as st

from components import pictures
from components.formatting import safe_text
from components.pictures import Pictures
from components.session import session_missing, session_overview
from components.session.session_header import status_badge
from components.system import facts
from store.records import SessionSummary

SIDES: Final = ("a", "b")
PLACES: Final = {"a": "first", "b": "second"}
PICTURE_BOX: Final = (440, 220)


def not_two(unreadable: Sequence[str]) -> None:
    """The address does not name two sessions."""
    if unreadable:
        which = " and the ".join(PLACES[side] for side in unreadable)
        session_missing.missing(
            ":material/link_off:",
            f"The {which} session's id in this address cannot be read",
            "Part of the link may be missing. Select two sessions in the list and compare them.",
        )
    else:
        session_missing.missing(
            ":material/compare:",
            "Two sessions are needed",
            "Select two sessions in the list, then press Compare.",
        )


def the_same() -> None:
    """Both ids are one."""
    session_missing.missing(
        ":material/equal:",
        "Both are the same session",
        "Its earlier codes, where they are kept, stand on its page under Versions.",
    )


def gone(sides: Sequence[str]) -> None:
    """One of them, or both, are not there."""
    which = (
        "Neither session exists" if len(sides) > 1 else f"The {PLACES[sides[0]]} session is gone"
    )
    session_missing.missing(
        ":material/search_off:",
        which,
        "It was deleted, or the link is wrong. Select two sessions in the list and compare them.",
    )


def swap() -> None:
    """Change places."""
    a, b = (st.query_params[side] for side in SIDES)
    st.query_params.update({"a": b, "b": a})


def label(row: SessionSummary) -> str:
    """A session in a column's heading, as plain text."""
    return f"{safe_text.frame_name(row.frame_name, 60)} · {row.session_id}"


def show(
    rows: Sequence[SessionSummary],
    drawn: Pictures,
    design_bytes: Sequence[int | None],
    *,
    now: datetime,
    zone: tzinfo,
    stuck_after: timedelta,
) -> None:
    """The two, with a way to each."""
    for side, row, column in zip(SIDES, rows, st.columns(2, gap="medium"), strict=True):
        with column, st.container(border=True, gap="small", height="stretch"):
            st.page_link(
                "session.py",
                label=f"**{safe_text.escaped(safe_text.frame_name(row.frame_name, 80))}**",
                icon=":material/web_asset:",
                query_params={"id": str(row.id)},
            )
            with st.container(horizontal=True, gap="small"):
                status_badge(row, now=now, stuck_after=stuck_after)
            key = f"compared-picture-{side}"
            pictures.show(drawn.of(row), box=PICTURE_BOX, key=key, noted=True)
    both = [
        session_overview.facts(row, size, now=now, zone=zone, stuck_after=stuck_after)
        for row, size in zip(rows, design_bytes, strict=True)
    ]
    facts.table(
        ("", *(safe_text.escaped(label(row), 90) for row in rows)),
        [
            (name if first == second else f"**{name}**", first, second)
            for name, first, second in zip(both[0], *(each.values() for each in both), strict=True)
        ],
        alt="Facts of both sessions; those that differ have a bold name",
    )
