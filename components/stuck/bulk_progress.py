"""A bulk reset in progress: one batch per script run, with a button to stop."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.feedback.messages import expected_errors
from components.formatting.numbers import count_text
from components.stuck.bulk_reset import JOB, BulkReset
from components.stuck.bulk_result import RESULT
from services import actions

# While a script runs, the previous page stays visible, dimmed. Remove it.
PLACES_BELOW: Final = 16


def is_running() -> bool:
    """Whether a bulk reset is in progress; if so, run its next batch and show the progress."""
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
    """Show the progress, run one batch, and rerun the script."""
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
