"""The dialog that confirms an action: what is lost, the rows, a reason, and two buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

import streamlit as st

from components.feedback.messages import expected_errors
from components.formatting import safe_text
from language import N_, _
from store.actions.receipts import Receipt

Act = Callable[[str, UUID], Receipt]

LIST_LIMIT = 100
REASON_MISSING = N_("Enter a reason for the audit log.")


@dataclass(frozen=True)
class Question:
    """The texts of a dialog. `loss` says, as markdown, what the action takes away, and makes its
    button red; `labels` are the rows that it will change.
    """

    title: str
    explanation: str
    labels: Sequence[str]
    button: str
    icon: str = ":material/check:"
    loss: str = ""
    needs_reason: bool = False


def buttons(label: str, icon: str, *, destroys: bool = False) -> bool:
    """The buttons of a dialog's form: confirm, and Cancel, which closes it.

    Enter presses a form's first button, so Cancel comes second. What `destroys` is in red.
    """
    key = "destroy" if destroys else None
    with st.container(horizontal=True, gap="small"):
        with st.container(key=key, width="content"):
            confirmed = st.form_submit_button(label, type="primary", icon=icon)
        canceled = st.form_submit_button(_("Cancel"))
    if canceled:
        st.rerun()
    return confirmed


def reason_field(
    *, required: bool, key: str | None = None, example: str = N_("ticket 1042")
) -> str:
    """The field for the reason that goes into the audit log; `example` is in English."""
    return st.text_input(
        _("Reason (required)") if required else _("Reason (optional)"),
        key=key,
        max_chars=500,
        placeholder=_("For the audit log, e.g. {example}", example=_(example)),
    )


def open_dialog(question: Question, act: Act) -> None:
    """Open a dialog that lists the rows, takes a reason, and acts once per request.

    `act(reason, request_id)` runs in a transaction of its own and returns the receipt, whose id
    is then in `st.session_state["receipt"]` for `receipt_panel`.
    """
    request_id = uuid4()

    def body() -> None:
        reason = form(question)
        if reason is None:
            return
        with expected_errors():
            receipt = act(reason, request_id)
            st.session_state["receipt"] = receipt.request_id
            st.rerun()

    st.dialog(question.title)(body)()


def form(question: Question) -> str | None:
    """The content of the dialog. Returns the reason once confirmed, None until then."""
    if question.loss:
        st.warning(question.loss, icon=":material/warning:")
    if question.explanation:
        st.markdown(question.explanation)
    listed(question.labels)
    with st.form("confirm", border=False):
        reason = reason_field(required=question.needs_reason)
        confirmed = buttons(question.button, question.icon, destroys=bool(question.loss))
    if not confirmed:
        return None
    if question.needs_reason and not reason.strip():
        st.warning(_(REASON_MISSING), icon=":material/edit_note:")
        return None
    return reason


def listed(labels: Sequence[str]) -> None:
    """The rows that an action will change, at most 100, in a box that scrolls."""
    if not labels:
        return
    with st.container(height=min(60 + 28 * len(labels), 260), border=True, gap="xxsmall"):
        for label in labels[:LIST_LIMIT]:
            st.markdown(safe_text.escaped(label))
