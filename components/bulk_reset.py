"""Resetting all sessions of a confirmed scope: asked for in words, run in batches, stoppable.

The scope is frozen when the dialog opens; what runs is that scope and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final
from uuid import UUID, uuid4

import streamlit as st

from components import confirmation, messages, plain, receipt_view
from components.amounts import count_text
from components.messages import expected_errors
from components.moments import exact, length, zone_name
from store.principal import Action, Principal
from store.receipts import Receipt
from store.records import Count, Filters

ResetMatching = Callable[[Filters, str, UUID, str, UUID], Receipt]

# What the page showed before stays in sight, dimmed, as long as a script runs; blank it.
PLACES_BELOW: Final = 16

CONSEQUENCE: Final = (
    "They become pending and their users can start again. Sessions that finish before their "
    "turn are left alone."
)


@dataclass
class BulkReset:
    """A bulk reset under way. Holds its scope and sums, no rows.

    It is changed in place right after each batch: a rerun may stop the script at any `st.*` call.
    """

    filters: Filters
    scope: str
    reason: str
    expected: Count
    batch_id: UUID = field(default_factory=uuid4)
    request_id: UUID = field(default_factory=uuid4)
    changed: int = 0
    running: bool = True

    def record(self, receipt: Receipt, full_batch: int) -> None:
        """Add one batch. One that was not full was the last."""
        self.changed += len(receipt.changed)
        self.request_id = uuid4()
        self.running = self.running and len(receipt.changed) >= full_batch

    def stop(self) -> None:
        """Start no further batch."""
        self.running = False


def scope_text(filters: Filters, zone: tzinfo) -> str:
    """A frozen scope in words, as the dialog and the receipt show it."""
    since = length(filters.stuck_after) if filters.stuck_after else "any time"
    words = f"status generating, no update for {since} or longer as of {exact(filters.as_of, zone)}"
    if filters.updated_from or filters.updated_to:
        words += (
            f", last update between {exact(filters.updated_from, zone)} "
            f"and {exact(filters.updated_to, zone)}"
        )
    return f"{words} ({zone_name(zone)})"


def ask(
    filters: Filters,
    scope: str,
    count: Count,
    labels: Sequence[str],
    me: Principal,
    reset: ResetMatching,
) -> None:
    """Open the dialog for a frozen scope. Up to 100 rows are listed by `labels` and done at once;
    above, the count is typed, a reason given, and the reset runs in batches.
    """
    title = f"Reset {count_text(count)} session{'' if count.value == 1 else 's'}"
    words = f"**Scope:** {plain.escaped(scope, 500)}.  \n{CONSEQUENCE}"
    if count.value <= confirmation.LIST_LIMIT:
        batch_id = uuid4()
        confirmation.ask(
            title,
            words,
            labels,
            title,
            lambda reason, request_id: reset(filters, scope, batch_id, reason, request_id),
        )
        return

    def body() -> None:
        st.markdown(words)
        if not me.may(Action.BULK_LARGE):
            st.info(
                f"More than {confirmation.LIST_LIMIT} sessions at once takes the role admin. "
                "Choose a group that stopped together, or select sessions in the table.",
                icon=":material/lock:",
            )
            return
        with st.form("confirm-all", border=False):
            reason = st.text_input(
                "Reason (required)",
                key="bulk-reason",
                max_chars=500,
                placeholder="E.g. crash at 14:02",
            )
            typed = st.text_input(f"Type {count.value} to confirm", key="bulk-typed", max_chars=20)
            pressed = st.form_submit_button(title, type="primary", width="stretch")
        if not pressed:
            return
        if not reason.strip():
            st.warning("Say why: the audit log keeps the reason.", icon=":material/edit_note:")
        elif typed.replace(",", "").strip() != str(count.value):
            st.warning(f"Type {count.value}, the number above.", icon=":material/pin:")
        else:
            st.session_state["bulk"] = BulkReset(filters, scope, reason, count)
            st.rerun()

    st.dialog(title)(body)()


def is_running(reset: ResetMatching, full_batch: int) -> bool:
    """Whether a bulk reset is under way; if so, run its next batch and show how far it is."""
    job: BulkReset | None = st.session_state.get("bulk")
    if job is None:
        return False
    if job.running:
        advance(job, reset, full_batch)
        return True
    st.session_state["batch"] = job.batch_id
    del st.session_state["bulk"]
    return False


def advance(job: BulkReset, reset: ResetMatching, full_batch: int) -> None:
    """Show how far it is, run one batch, and go on with the next run of the script."""
    st.progress(
        min(job.changed / job.expected.value, 1.0),
        text=f"**{job.changed:,}** of {count_text(job.expected)} sessions reset, "
        f"{full_batch} in each batch",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Stop", key="stop", icon=":material/stop_circle:", on_click=job.stop)
        st.caption("The batch under way is finished; each batch has a receipt with undo.")
    for _ in range(PLACES_BELOW):
        st.empty()
    with expected_errors():
        receipt = reset(job.filters, job.scope, job.batch_id, job.reason, job.request_id)
        job.record(receipt, full_batch)
        st.rerun()
    st.button("Try again", key="again", icon=":material/refresh:")


def show_result(
    read: Callable[[UUID], Sequence[Receipt] | None],
    undo: Callable[[UUID], UUID],
    me: Principal,
    *,
    now: datetime,
    zone: tzinfo,
) -> None:
    """What the bulk reset just carried out did, over all its batches, until it is put away."""
    batch_id: UUID | None = st.session_state.get("batch")
    if batch_id is None:
        return
    receipts = read(batch_id)
    if receipts is None:
        messages.not_now("read: what the reset did")
    if receipts and receipt_view.show_batch(receipts, me, now=now, zone=zone, dismiss=put_away):
        with expected_errors(), st.spinner("Undoing, batch by batch"):
            st.session_state["batch"] = undo(batch_id)
            st.rerun()


def put_away() -> None:
    """Put the result away; the audit log keeps it."""
    st.session_state.pop("batch", None)
