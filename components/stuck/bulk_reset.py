"""Resets all sessions of a scope: the confirmation, and the state of the reset.

The scope is frozen when the dialog opens, and exactly that scope is reset.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Final
from uuid import UUID, uuid4

import streamlit as st

from components.feedback import confirmation
from components.feedback.confirmation import Question
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.durations import minutes_text
from components.formatting.numbers import count_text
from components.formatting.times import exact, zone_name
from components.session_list import action_bar
from services import acting, actions, stuck
from services.stuck import LARGE
from store.actions.receipts import Receipt, Scope
from store.counts import Count
from store.principal import Action
from store.records import Filters

ICON: Final = ":material/restart_alt:"
JOB: Final = "bulk"
"""The key of the bulk reset in progress in the session state."""

CONSEQUENCE: Final = (
    "They become pending: nothing is generated until their visitors start again. Sessions that "
    "finish before their turn are skipped and listed."
)


@dataclass
class BulkReset:
    """A bulk reset in progress: its scope and its progress.

    It is updated in place right after each batch, because a rerun may stop the script at any `st.*`
    call.
    """

    scope: Scope
    reason: str
    expected: Count
    batch_id: UUID = field(default_factory=uuid4)
    request_id: UUID = field(default_factory=uuid4)
    changed: int = 0
    running: bool = True

    def record(self, receipt: Receipt, full_batch: int) -> None:
        """Add one batch. A batch that is not full is the last one."""
        self.changed += len(receipt.changed)
        self.request_id = uuid4()
        self.running = self.running and len(receipt.changed) >= full_batch

    def stop(self) -> None:
        """Do not start another batch."""
        self.running = False


def ask_for_all(shown: Filters, clock: Clock) -> None:
    """Freeze the scope that is shown, count it, and ask for confirmation."""
    frozen = stuck.freeze(shown, as_of=clock.now)
    if not frozen.total.value:
        st.toast("None of these is stuck any more.", icon=":material/task_alt:")
        return
    words = scope_text(frozen.filters, clock.zone)
    scope = Scope(filters=frozen.filters, words=words, shown=frozen.ids)
    ask(scope, frozen.total, [action_bar.label(row) for row in frozen.rows])


def scope_text(filters: Filters, zone: tzinfo) -> str:
    """The description of a frozen scope in the dialog and the receipt."""
    since = minutes_text(filters.stuck_after) if filters.stuck_after else "any time"
    words = f"status generating, no update for {since} or longer as of {exact(filters.as_of, zone)}"
    if filters.updated_from or filters.updated_to:
        words += (
            f", last update between {exact(filters.updated_from, zone)} "
            f"and {exact(filters.updated_to, zone)}"
        )
    return f"{words} ({zone_name(zone)})"


def ask(scope: Scope, count: Count, labels: list[str]) -> None:
    """Open the dialog. Up to 100 rows are listed by `labels` and reset at once; for more, the
    count is typed and a reason given, and the reset runs in batches.
    """
    title = f"Reset {count_text(count)} session{'' if count.value == 1 else 's'}"
    words = f"**Scope:** {safe_text.escaped(scope.words, 500)}.  \n{CONSEQUENCE}"
    if count.value <= LARGE:
        batch_id = uuid4()
        confirmation.ask(
            Question(title, words, labels, title, ICON),
            lambda reason, request_id: actions.reset_matching(scope, batch_id, reason, request_id),
        )
    else:
        st.dialog(title)(lambda: ask_for_many(title, words, scope, count))()


def ask_for_many(title: str, words: str, scope: Scope, count: Count) -> None:
    """The dialog for more than 100 rows, which asks for a reason and the count."""
    st.markdown(words)
    if not acting.principal().may(Action.BULK_LARGE):
        st.info(
            f"Resetting more than {LARGE} sessions at once requires the admin role. Choose a group "
            "that stopped together, or select sessions in the table.",
            icon=":material/lock:",
        )
        return
    with st.form("confirm-all", border=False):
        reason = confirmation.reason_field(
            required=True, key="bulk-reason", example="crash at 14:02"
        )
        number = st.text_input(f"Type {count.value} to confirm", key="bulk-typed", max_chars=20)
        pressed = confirmation.buttons(title, ICON)
    if not pressed:
        return
    if not reason.strip():
        st.warning(confirmation.REASON_MISSING, icon=":material/edit_note:")
    elif number.replace(",", "").strip() != str(count.value):
        st.warning(f"Type {count.value}, the number above.", icon=":material/pin:")
    else:
        st.session_state[JOB] = BulkReset(scope, reason, count)
        st.rerun()
