"""The latest failures of a span, each with its reference and the way to its session."""

from __future__ import annotations

import streamlit as st

from components.errors import reference_lookup
from components.feedback import messages
from components.formatting.clock import Clock
from components.overview import recent
from components.url_state.query_string import moment_text
from language import _
from services.errors import LATEST, Latest, Span


def show(latest: Latest, span: Span, reference: str, clock: Clock) -> None:
    """What was looked up by its reference, and the latest failures in two columns, read down."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(_("Latest failures"), anchor=False, width="content")
        st.space("stretch")
        reference_lookup.box(reference)
        st.page_link(
            "sessions.py",
            label=_("All sessions in error in this span"),
            icon=":material/arrow_forward:",
            query_params={
                "status": "error",
                "from": moment_text(span.since),
                "to": moment_text(span.until),
            },
            help="",
        )
    reference_lookup.show(reference, clock)
    if latest.in_error is None or latest.ended is None:
        messages.timed_out()
        return
    events = recent.latest(latest.in_error, latest.ended)[:LATEST]
    if not events:
        st.markdown(_(":green[:material/check_circle:] Nothing failed in this span."))
        return
    lines = [recent.failure(event, None, clock) for event in events]
    recent.show(lines, label=_("Latest failures"), key="latest-failures", columns=2)
