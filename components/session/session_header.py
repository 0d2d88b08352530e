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
from components.url_state import address
from language import _
from store.actions.receipts import PastReference
from store.records import SessionSummary

REFERENCES_SHOWN: Final = 3


def back_link(list_params: Mapping[str, Sequence[str]], *, filtered: bool) -> None:
    """The link back to the list that the session was opened from."""
    st.page_link(
        "sessions.py",
        label=_("Back to the filtered list") if filtered else _("All sessions"),
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
            _(
                ":gray[{updated} · session {session_id}]",
                updated=updated_text(row.updated_at, clock),
                session_id=safe_text.escaped(row.session_id),
            )
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
            _(
                ":{color}-badge[{icon} stuck: no update {heard}]",
                color=status.STUCK.color,
                icon=status.STUCK.icon,
                heard=heard,
            ),
        )


def past_references(past: Sequence[PastReference] | None, now: str | None, zone: tzinfo) -> None:
    """Earlier references that a customer may still quote, and until when each was valid."""
    if past is None:
        messages.timed_out("read", _("earlier references"))
        return
    for each in past[:REFERENCES_SHOWN]:
        st.caption(f":material/history: {past_reference_text(each, now, zone)}")
    if len(past) > REFERENCES_SHOWN:
        st.caption(
            _("It had {count} more before; see History.", count=len(past) - REFERENCES_SHOWN)
        )


def past_reference_text(past: PastReference, now: str | None, zone: tzinfo) -> str:
    """`BP-D7C2EC was this session's reference until 23 Nov 2026, 11:57:02; now BP-BBBBBB`."""
    since = _("now **{now}**", now=safe_text.escaped(now, 40)) if now else _("it has none now")
    when = (
        _(
            "until {at} ({action} by {actor})",
            at=exact(past.until, zone),
            action=safe_text.escaped(_(past.action or "")),
            actor=safe_text.escaped(past.actor or "", 80),
        )
        if past.until
        else _("until the backend replaced it, which is not recorded")
    )
    return _(
        "**{reference}** was this session's reference {when}; {since}.",
        reference=safe_text.escaped(past.reference, 40),
        when=when,
        since=since,
    )


def neighbor_buttons(neighbors: tuple[UUID | None, UUID | None] | None) -> None:
    """Buttons to step through the list that the session was opened from, with keys J and K."""
    previous, following = neighbors or (None, None)
    before = _("The session before this one in the list")
    after = _("The session after this one in the list")
    none = _("The list ends here") if neighbors else _("Not read just now: the list takes too long")
    step(_("Previous"), "previous-session", previous, "K", before if previous else none)
    step(_("Next"), "next-session", following, "J", after if following else none)


def step(label: str, key: str, target: UUID | None, shortcut: str, hint: str) -> None:
    """A button to one neighbor, disabled where there is none."""
    st.button(
        label,
        key=key,
        icon=f":material/{'chevron_left' if key == 'previous-session' else 'chevron_right'}:",
        disabled=target is None,
        shortcut=shortcut,
        help=hint,
        on_click=open_row,
        args=(target,),
    )


def open_row(row_id: UUID) -> None:
    """Show another row, in the same list and tab."""
    of_the_other = ("old", "new", "version", "line", "node", "page", "place")
    address.put({**dict.fromkeys(of_the_other, ()), "id": [str(row_id)]}, bound=True)
    st.session_state.pop("receipt", None)


def updated_text(moment: datetime | None, clock: Clock) -> str:
    """The last update as markdown: `updated 4 min ago · 23 Nov 2026, 14:02:11, Europe/Berlin`."""
    if moment is None:
        return _("never updated")
    return _(
        "updated {ago} · {at}",
        ago=ago(moment, clock.now),
        at=safe_text.escaped(with_zone(moment, clock.zone)),
    )
