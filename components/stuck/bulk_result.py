"""Shows what a bulk reset did: the one just finished, or one that was interrupted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final
from uuid import UUID

import streamlit as st

from components.feedback import messages, receipt_view
from components.feedback.messages import expected_errors
from components.feedback.receipt_panel import rows_text
from components.formatting.clock import Clock
from components.formatting.times import exact, zone_name
from components.stuck.bulk_reset import JOB
from services import actions, receipts
from store.actions.receipts import Receipt

RESULT: Final = "batch"
"""The key of the shown bulk reset's batch_id in the session state."""
DISMISSED: Final = "seen_batch"


def show(clock: Clock) -> None:
    """Show the result of the latest bulk reset, for all its batches, until it is dismissed."""
    batch_id: UUID | None = st.session_state.get(RESULT)
    if batch_id is None:
        return
    batches = receipts.last_batch(batch_id)
    if batches is None:
        messages.not_now("read", "the result of the reset")
    if batches and receipt_view.show_batch(
        batches, now=clock.now, zone=clock.zone, dismiss=dismiss_result
    ):
        with expected_errors(), st.spinner("Undoing batch by batch"):
            st.session_state[RESULT] = actions.undo_batch(batch_id)
            st.rerun()


def dismiss_result() -> None:
    """Hide the result; the audit log keeps it."""
    dismiss(st.session_state.pop(RESULT, None))


def may_be_interrupted() -> bool:
    """Whether to look for an interrupted bulk reset: not while one runs or shows its result."""
    return JOB not in st.session_state and RESULT not in st.session_state


def show_interrupted(batches: Sequence[Receipt] | None, zone: tzinfo) -> None:
    """Say that a bulk reset was stopped or interrupted, how far it got, and how to continue."""
    if batches is None:
        messages.not_now("checked", "whether a bulk reset of yours was cut off")
        return
    if not batches or batches[0].batch_id == st.session_state.get(DISMISSED):
        return
    last, batch_id = batches[-1], batches[0].batch_id
    changed = sum(len(batch.changed) for batch in batches)
    with st.container(border=True, gap="small"):
        st.markdown(
            f":orange[:material/pause_circle:] **Your bulk reset did not finish.** It ended at "
            f"{exact(last.at, zone)} ({zone_name(zone)}): {rows_text(changed)} changed in "
            f"{len(batches):,} batch{'' if len(batches) == 1 else 'es'}. The sessions it did not "
            "reach are listed below; reset them again to continue."
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.page_link(
                "audit.py",
                label="What it changed",
                icon=":material/receipt_long:",
                query_params={"batch": str(batch_id)},
                help="",
            )
            st.button(
                "Dismiss",
                key="dismiss-interrupted",
                type="tertiary",
                on_click=dismiss,
                args=(batch_id,),
            )


def dismiss(batch_id: UUID | None) -> None:
    """Do not show this bulk reset again."""
    st.session_state[DISMISSED] = batch_id
