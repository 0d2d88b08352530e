"""The header of a session: link back, name, status, and neighbors in the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final
from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.feedback import messages
from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.times import ago, exact, silence, with_zone
from components.page_frame import page_title
from store.actions.receipts import PastReference
from store.records import SessionSummary

REFERENCES_SHOWN: Final = 3


def back_link(list_params: Mapping[str, Sequence[str]], *, filtered: bool) -> None:
    """The link back to the list that the session was opened from."""
    st.page_link(
        "sessions.py",
        label="Back to the filtered list" if filtered else "All sessions",
        icon=":material/arrow_back:",
        query_params={name: list(values) for name, values in list_params.items()},
    )


def name(row: SessionSummary) -> None:
    """The frame's name, in the page and as the tab's title."""
    name = safe_text.frame_name(row.frame_name)
    page_title.show(name)
    st.title(safe_text.escaped(name), anchor=False)


def facts(row: SessionSummary, clock: Clock) -> DeltaGenerator:
    """The status with the age of the last update, and the references.

    Returns the container for other badges beside the status.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        status_badge(row, clock)
        place = st.container(horizontal=True, gap="small", width="content")
        if row.error_code:
            st.code(safe_text.line(row.error_code, 40), language=None, width="content")
        st.markdown(
            f":gray[{updated_text(row.updated_at, clock)} · "
            f"session {safe_text.escaped(row.session_id)}]"
        )
    return place


def status_badge(row: SessionSummary, clock: Clock) -> None:
    """The status with its icon; a stuck row also says how long it has had no update."""
    # Not st.badge, which escapes brackets again and so undoes our escapes.
    look = status.look(row.status)
    word = status.label(row.status)
    st.markdown(f":{look.color}-badge[{look.icon} {word}]")
    if row.is_stuck(clock.stuck_after):
        heard = silence(row.updated_at or row.created_at, clock.now)
        st.markdown(
            f":{status.STUCK.color}-badge[{status.STUCK.icon} stuck: no update {heard}]",
        )


def past_references(past: Sequence[PastReference] | None, now: str | None, zone: tzinfo) -> None:
    """Earlier references that a customer may still quote, and until when each was valid."""
    if past is None:
        messages.not_now("read", "earlier references")
        return
    for each in past[:REFERENCES_SHOWN]:
        st.caption(f":material/history: {past_reference_text(each, now, zone)}")
    if len(past) > REFERENCES_SHOWN:
        st.caption(f"It had {len(past) - REFERENCES_SHOWN} more before; see History.")


def past_reference_text(past: PastReference, now: str | None, zone: tzinfo) -> str:
    """`BP-D7C2EC was this session's reference until 23 Nov 2026, 11:57:02; now BP-BBBBBB`."""
    since = f"now **{safe_text.escaped(now, 40)}**" if now else "it has none now"
    when = (
        f"until {exact(past.until, zone)} ({safe_text.escaped(past.action or '')} by "
        f"{safe_text.escaped(past.actor or '', 80)})"
        if past.until
        else "until the backend replaced it, which is not recorded"
    )
    return (
        f"**{safe_text.escaped(past.reference, 40)}** was this session's reference {when}; {since}."
    )


def neighbor_buttons(neighbors: tuple[UUID | None, UUID | None] | None) -> None:
    """Buttons to step through the list that the session was opened from, with keys J and K."""
    previous, following = neighbors or (None, None)
    before, after = (f"The session {place} this one in the list" for place in ("before", "after"))
    none = "The list ends here" if neighbors else "Not read just now: the list takes too long"
    step("Previous", "previous-session", previous, "K", before if previous else none)
    step("Next", "next-session", following, "J", after if following else none)


def step(label: str, key: str, target: UUID | None, shortcut: str, hint: str) -> None:
    """A button to one neighbor, disabled where there is none."""
    st.button(
        label,
        key=key,
        icon=f":material/{'chevron_left' if label == 'Previous' else 'chevron_right'}:",
        disabled=target is None,
        shortcut=shortcut,
        help=hint,
        on_click=open_row,
        args=(target,),
    )


def open_row(row_id: UUID) -> None:
    """Show another row, in the same list and tab."""
    st.query_params["id"] = str(row_id)
    for version in (
        "old",
        "new",
        "version",
        "line",
        "node",
        "page",
    ):  # of the other session
        st.query_params.pop(version, None)
    st.session_state.pop("receipt", None)


def updated_text(moment: datetime | None, clock: Clock) -> str:
    """The last update as markdown: `updated 4 min ago · 23 Nov 2026, 14:02:11, Europe/Berlin`."""
    if moment is None:
        return "never updated"
    return f"updated {ago(moment, clock.now)} · {safe_text.escaped(with_zone(moment, clock.zone))}"
