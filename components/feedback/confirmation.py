"""Asking before acting: what is lost, the rows, the reason, one button, and Cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

import streamlit as st

from components.feedback.messages import expected_errors
from components.formatting import safe_text
from store.actions.receipts import Receipt

Act = Callable[[str, UUID], Receipt]

LIST_LIMIT = 100
REASON_MISSING = "Enter a reason: the audit log keeps it."


@dataclass(frozen=True)
class Question:
    """What a dialog asks. `loss` is what cannot simply be taken for granted afterwards, in
    markdown; `labels` are the rows that the action will touch.
    """

    title: str
    explanation: str
    labels: Sequence[str]
    button: str
    icon: str = ":material/check:"
    loss: str = ""
    needs_reason: bool = False


def buttons(label: str, icon: str) -> bool:
    """The last line of a dialog's form: the confirming button, and Cancel, which closes it.

    Enter presses a form's first button, so Cancel comes second.
    """
    with st.container(horizontal=True, gap="small"):
        confirmed = st.form_submit_button(label, type="primary", icon=icon)
        cancelled = st.form_submit_button("Cancel")
    if cancelled:
        st.rerun()
    return confirmed


def ask(question: Question, act: Act) -> None:
    """Open a dialog that lists the rows, takes a reason, and acts once per request.

    `act(reason, request_id)` runs in a transaction of its own and returns the receipt, whose id
    is then in `st.session_state["receipt"]` for `receipt_panel`.
    """
    request_id = uuid4()

    def body() -> None:
        reason = answer(question)
        if reason is None:
            return
        with expected_errors():
            receipt = act(reason, request_id)
            st.session_state["receipt"] = receipt.request_id
            st.rerun()

    st.dialog(question.title)(body)()


def answer(question: Question) -> str | None:
    """The dialog's inside: the reason once it is confirmed, None until then."""
    if question.loss:
        st.warning(question.loss, icon=":material/warning:")
    st.markdown(question.explanation)
    labels = question.labels
    with st.container(height=min(60 + 28 * len(labels), 260), border=True, gap="xxsmall"):
        for label in labels[:LIST_LIMIT]:
            st.markdown(safe_text.escaped(label))
    with st.form("confirm", border=False):
        reason = st.text_input(
            "Reason (required)" if question.needs_reason else "Reason (optional)",
            max_chars=500,
            placeholder="What the audit log will say, e.g. ticket 4711",
        )
        confirmed = buttons(question.button, question.icon)
    if not confirmed:
        return None
    if question.needs_reason and not reason.strip():
        st.warning(REASON_MISSING, icon=":material/edit_note:")
        return None
    return reason
