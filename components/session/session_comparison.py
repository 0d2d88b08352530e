"""Compares two sessions: pictures, facts with differences marked, and code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components import pictures
from components.code import code_difference
from components.feedback import messages
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.session import session_missing, session_overview, session_picture
from components.session.session_header import status_badge
from components.system import facts
from components.url_state import address
from language import N_, _
from services.compare import Side
from store.records import SessionSummary

SIDES: Final = ("a", "b")
PLACES: Final = {"a": N_("first"), "b": N_("second")}
PICTURE_BOX: Final = (440, 220)


def not_two(unreadable: Sequence[str]) -> None:
    """Say that the address does not name two sessions."""
    if unreadable:
        which = _(" and the ").join(_(PLACES[side]) for side in unreadable)
        session_missing.missing(
            ":material/link_off:",
            _("The {which} session's id in this address cannot be read", which=which),
            _("Part of the link may be missing. Select two sessions in the list and compare them."),
        )
    else:
        session_missing.missing(
            ":material/compare:",
            _("Two sessions are needed"),
            _("Select two sessions in the list, then press Compare."),
        )


def the_same() -> None:
    """Say that both ids are the same."""
    session_missing.missing(
        ":material/equal:",
        _("Both are the same session"),
        _("Its earlier code, if kept, is on its page under Versions."),
    )


def show_missing(sides: Sequence[str]) -> None:
    """Say that one of them, or both, do not exist."""
    which = (
        _("Neither session exists")
        if len(sides) > 1
        else _("The {places} session is gone", places=_(PLACES[sides[0]]))
    )
    session_missing.missing(
        ":material/search_off:",
        which,
        _(
            "It was deleted, or the link is wrong. Select two sessions in the list "
            "and compare them."
        ),
    )


def swap() -> None:
    """Swap the two sides."""
    a, b = (st.query_params[side] for side in SIDES)
    address.put({"a": [b], "b": [a]}, bound=True)


def label(row: SessionSummary) -> str:
    """A session in a column's heading, as plain text."""
    return f"{safe_text.frame_name(row.frame_name, 60)} · {row.session_id}"


def show(sides: Sequence[Side], clock: Clock) -> None:
    """Both sessions, with links."""
    rows = [side.row for side in sides]
    for name, side, column in zip(SIDES, sides, st.columns(2, gap="medium"), strict=True):
        row = side.row
        with column, st.container(border=True, gap="small", height="stretch"):
            st.page_link(
                "session.py",
                label=f"**{safe_text.escaped(safe_text.frame_name(row.frame_name, 80))}**",
                icon=":material/web_asset:",
                query_params={"id": str(row.id)},
            )
            with st.container(horizontal=True, gap="small"):
                status_badge(row, clock)
            picture = session_picture.picture_of(row, side.findings, clock)
            key = f"compared-picture-{name}"
            pictures.show(picture, box=PICTURE_BOX, key=key, noted=True)
    both = [session_overview.facts(side.row, side.design_bytes, clock) for side in sides]
    facts.table(
        ("", *(safe_text.escaped(label(row), 90) for row in rows)),
        [
            (name if first == second else f"**{name}**", first, second)
            for name, first, second in zip(both[0], *(each.values() for each in both), strict=True)
        ],
        alt=_("Facts of both sessions; those that differ have a bold name"),
    )


def show_code(before: Side, after: Side) -> None:
    """The difference of their codes."""
    st.subheader(_("Code"), anchor=False)
    if before.code or after.code:
        labels = label(before.row), label(after.row)
        code_difference.show(before.code, after.code, labels, key="compared-code")
    else:
        messages.empty(
            ":material/code_off:", _("Neither has code"), _("There is nothing to compare.")
        )
