"""The latest failures of a span, each with its reference and the way to its session."""

from __future__ import annotations

import streamlit as st

from components.feedback import messages
from components.formatting.clock import Clock
from components.overview import recent
from components.url_state.query_string import moment_text
from services.errors import LATEST, Latest, Span


def show(latest: Latest, span: Span, clock: Clock) -> None:
    """The latest failures in two columns, read down."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader("Latest failures", anchor=False, width="content")
        st.space("stretch")
        st.page_link(
            "sessions.py",
            label="All sessions in error in this span",
            icon=":material/arrow_forward:",
            query_params={
                "status": "error",
                "from": moment_text(span.since),
                "to": moment_text(span.until),
            },
            help="",
        )
    if latest.in_error is None or latest.ended is None:
        messages.not_now()
        return
    events = recent.latest(latest.in_error, latest.ended)[:LATEST]
    if not events:
        st.markdown(":green[:material/check_circle:] Nothing failed in this span.")
        return
    half = (len(events) + 1) // 2
    for column, shown in zip(
        st.columns(2, gap="medium"), (events[:half], events[half:]), strict=True
    ):
        with column:
            recent.failure_rows(shown, {}, clock)
    st.caption(
        "To find a session by its reference, paste the reference, or the whole message, into the "
        "search box above."
    )
