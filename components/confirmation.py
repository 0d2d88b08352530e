"""Asking before acting: the rows, the reason, one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

import streamlit as st

from components import plain
from components.messages import expected_errors
from store.receipts import Receipt

Act = Callable[[str, UUID], Receipt]

LIST_LIMIT = 100


def ask(
    title: str,
    explanation: str,
    labels: Sequence[str],
    button: str,
    act: Act,
    *,
    needs_reason: bool = False,
) -> None:
    """Open a dialog that lists the rows, takes a reason, and acts once per request.

    `act(reason, request_id)` runs in a transaction of its own and returns the receipt, whose id
    is then in `st.session_state["receipt"]` for `receipt_panel`.
    """
    request_id = uuid4()

    def body() -> None:
        st.markdown(explanation)
        with st.container(height=min(60 + 28 * len(labels), 260), border=True, gap="xxsmall"):
            for label in labels[:LIST_LIMIT]:
                st.markdown(plain.escaped(label))
        with st.form("confirm", border=False):
            reason = st.text_input(
                "Reason (required)" if needs_reason else "Reason (optional)",
                max_chars=500,
                placeholder="What the audit log will say, e.g. ticket 4711",
            )
            pressed = st.form_submit_button(button, type="primary", width="stretch")
        if not pressed:
            return
        if needs_reason and not reason.strip():
            st.warning("Say why: the audit log keeps the reason.", icon=":material/edit_note:")
            return
        with expected_errors():
            receipt = act(reason, request_id)
            st.session_state["receipt"] = receipt.request_id
            st.rerun()

    st.dialog(title)(body)()
