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

from components.feedback import confirmation, messages, receipt_view
from components.feedback.confirmation import Question
from components.feedback.messages import expected_errors
from components.feedback.receipt_panel import rows_text
from components.formatting import safe_text
from components.formatting.numbers import count_text
from components.formatting.times import exact, length, zone_name
from store.actions.receipts import Receipt, Scope
from store.counts import Count
from store.principal import Action, Principal
from store.records import Filters

ResetMatching = Callable[[Scope, UUID, str, UUID], Receipt]

# What the page showed before stays in sight, dimmed, as long as a script runs; blank it.
PLACES_BELOW: Final = 16
ICON: Final = ":material/restart_alt:"

CONSEQUENCE: Final = (
    "They become pending: nothing is generated until their visitors start again. Sessions that "
    "finish before their turn are left alone, and listed."
)


@dataclass
class BulkReset:
    """A bulk reset under way. Holds its scope and sums.

    It is changed in place right after each batch: a rerun may stop the script at any `st.*` call.
    """

    scope: Scope
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
    scope: Scope, count: Count, labels: Sequence[str], me: Principal, reset: ResetMatching
) -> None:
    """Open the dialog for a frozen scope. Up to 100 rows are listed by `labels` and done at once;
    above, the count is typed, a reason given, and the reset runs in batches.
    """
    title = f"Reset {count_text(count)} session{'' if count.value == 1 else 's'}"
    words = f"**Scope:** {safe_text.escaped(scope.words, 500)}.  \n{CONSEQUENCE}"
    if count.value <= confirmation.LIST_LIMIT:
        batch_id = uuid4()
        confirmation.ask(
            Question(title, words, labels, title, ICON),
            lambda reason, request_id: reset(scope, batch_id, reason, request_id),
        )
    else:
        st.dialog(title)(lambda: typed(title, words, scope, count, me))()


def typed(title: str, words: str, scope: Scope, count: Count, me: Principal) -> None:
    """The dialog for more than 100 rows: a reason, and the count typed."""
    st.markdown(words)
    if not me.may(Action.BULK_LARGE):
        st.info(
            f"Resetting more than {confirmation.LIST_LIMIT} sessions at once requires the admin "
            "role. Choose a group that stopped together, or select sessions in the table.",
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
        number = st.text_input(f"Type {count.value} to confirm", key="bulk-typed", max_chars=20)
        pressed = confirmation.buttons(title, ICON)
    if not pressed:
        return
    if not reason.strip():
        st.warning("Say why: the audit log keeps the reason.", icon=":material/edit_note:")
    elif number.replace(",", "").strip() != str(count.value):
        st.warning(f"Type {count.value}, the number above.", icon=":material/pin:")
    else:
        st.session_state["bulk"] = BulkReset(scope, reason, count)
        st.rerun()


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
        receipt = reset(job.scope, job.batch_id, job.reason, job.request_id)
        job.record(receipt, full_batch)
        st.rerun()
    st.button("Try again", key="again", icon=":material/refresh:")


def show_result(
    read: Callable[[UUID], Sequence[Receipt] | None],
    undo: Callable[[UUID], UUID],
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
        messages.not_now("read", "what the reset did")
    if receipts and receipt_view.show_batch(receipts, now=now, zone=zone, dismiss=put_away):
        with expected_errors(), st.spinner("Undoing, batch by batch"):
            st.session_state["batch"] = undo(batch_id)
            st.rerun()


def put_away() -> None:
    """Put the result away; the audit log keeps it."""
    st.session_state["seen_batch"] = st.session_state.pop("batch", None)


def show_interrupted(receipts: Sequence[Receipt] | None, zone: tzinfo) -> None:
    """Say that a bulk reset was stopped or cut off, how far it came, and where the rest is."""
    if receipts is None:
        messages.not_now("looked up", "whether a bulk reset of yours was cut off")
        return
    if not receipts or receipts[0].batch_id == st.session_state.get("seen_batch"):
        return
    last, batch_id = receipts[-1], receipts[0].batch_id
    changed = sum(len(receipt.changed) for receipt in receipts)
    with st.container(border=True, gap="small"):
        st.markdown(
            f":orange[:material/pause_circle:] **Your bulk reset ended before it was through**, "
            f"at {exact(last.at, zone)} ({zone_name(zone)}): {rows_text(changed)} changed in "
            f"{len(receipts):,} batch{'' if len(receipts) == 1 else 'es'}. Those it did not reach "
            "are below; reset them again when you want to go on."
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
                on_click=see,
                args=(batch_id,),
            )


def see(batch_id: UUID | None) -> None:
    """Say no more of this bulk reset."""
    st.session_state["seen_batch"] = batch_id
