"""A bulk reset while it runs: one batch per run of the script, with a way to stop it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.feedback.messages import expected_errors
from components.formatting.numbers import count_text
from components.stuck.bulk_reset import JOB, BulkReset
from components.stuck.bulk_result import RESULT
from services import actions

# What the page showed before stays visible, dimmed, while a script runs; blank it.
PLACES_BELOW: Final = 16


def is_running() -> bool:
    """Whether a bulk reset is under way; if so, run its next batch and show how far it is."""
    job: BulkReset | None = st.session_state.get(JOB)
    if job is None:
        return False
    if job.running:
        advance(job)
        return True
    st.session_state[RESULT] = job.batch_id
    del st.session_state[JOB]
    return False


def advance(job: BulkReset) -> None:
    """Show how far it is, run one batch, and go on with the next run of the script."""
    st.progress(
        min(job.changed / job.expected.value, 1.0),
        text=f"**{job.changed:,}** of {count_text(job.expected)} sessions reset, "
        f"{actions.BATCH_ROWS} per batch",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Stop", key="stop", icon=":material/stop_circle:", on_click=job.stop)
        st.caption("The current batch will finish; each batch has a receipt with undo.")
    for _ in range(PLACES_BELOW):
        st.empty()
    with expected_errors():
        receipt = actions.reset_matching(job.scope, job.batch_id, job.reason, job.request_id)
        job.record(receipt, actions.BATCH_ROWS)
        st.rerun()
    st.button("Try again", key="again", icon=":material/refresh:")
