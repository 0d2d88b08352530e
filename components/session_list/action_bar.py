"""Actions on the selected rows. The more an action affects, the more confirmation it requires."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal
from uuid import UUID, uuid4

import streamlit as st

from components.feedback import confirmation, pressing
from components.feedback.confirmation import Question
from components.feedback.messages import expected_errors
from components.feedback.receipt_panel import rows_text
from components.formatting import safe_text, status
from components.session_list.listing import PARAMETERS
from components.session_list.ready_loss import loss_of_ready
from components.showcases import picking
from components.url_state import address
from language import _
from services import acting, actions
from store.actions.receipts import Receipt
from store.principal import Action
from store.records import SessionSummary
from store.sessions.lifecycle import Status, Step, allows

RESET_ICON: Final = ":material/restart_alt:"
FAIL_ICON: Final = ":material/report:"
DELETE_ICON: Final = ":material/delete:"

Kind = Literal["primary", "secondary"]
Operation = Callable[[Sequence[SessionSummary], str, UUID], Receipt]


def label(row: SessionSummary) -> str:
    """A row in a list of rows: frame, status, and start of the session id."""
    name = safe_text.frame_name(row.frame_name, 60)
    status_name = status.translated(row.status or _("no status"))
    return f"{name}, {status_name}, {row.session_id}"


def show(
    rows: Sequence[SessionSummary],
    way_back: Mapping[str, Sequence[str]] | None = None,
    *,
    recommended: Step | None = None,
    then: Callable[[], None] = lambda: None,
) -> None:
    """Buttons for the rows, without those that the person's role does not allow.

    `way_back` leads from a comparison back to the list; by default, it is the page's address.
    `recommended` is the step whose button stands out; `then` is called when the rows were added to
    a showcase.
    """
    ids = [row.id for row in rows]
    if len(rows) == 2 and pressing.button(
        _("Compare"), key="compare", target=ids, icon=":material/compare:"
    ):
        address.go("compare.py", comparison(rows, way_back))
    me = acting.principal()
    picking.button(rows, me, then)
    if not rows or not me.may(Action.RESET):
        return
    first = recommended is Step.FAIL
    for step in (Step.FAIL, Step.RESET) if first else (Step.RESET, Step.FAIL):
        STEPS[step](rows, "primary" if step is recommended else "secondary")
    if me.may(Action.DELETE) and pressing.button(
        _("Delete"), key="delete", target=ids, icon=DELETE_ICON
    ):
        ask(
            rows,
            Question(
                title=_("Delete"),
                explanation=_(
                    "Undo in the receipt restores them, unless their visitors have started "
                    "another session by then."
                ),
                labels=(),
                button=_("Delete"),
                icon=DELETE_ICON,
                loss=_("The visitors lose their sessions, with design, code and history."),
                needs_reason=True,
            ),
            actions.delete,
        )


def reset_button(rows: Sequence[SessionSummary], kind: Kind) -> None:
    """Reset, at once or after asking."""
    if step_button(Step.RESET, rows, _("Reset"), key="reset", icon=RESET_ICON, kind=kind):
        reset(rows)


def fail_button(rows: Sequence[SessionSummary], kind: Kind) -> None:
    """Mark as failed, after asking for the reason."""
    if step_button(Step.FAIL, rows, _("Mark as failed"), key="fail", icon=FAIL_ICON, kind=kind):
        ask(
            rows,
            Question(
                title=_("Mark as failed"),
                explanation=_(
                    "Each gets its own reference, which its visitor sees with a retry button."
                ),
                labels=(),
                button=_("Mark as failed"),
                icon=FAIL_ICON,
                needs_reason=True,
            ),
            actions.fail,
        )


def reset(rows: Sequence[SessionSummary]) -> None:
    """Reset one row at once unless it is ready; ask before a reset that takes a prototype away."""
    ready = sum(row.status == Status.READY for row in rows)
    if len(rows) == 1 and not ready:
        reset_at_once(rows)
        return
    explanation = (
        _("It becomes pending: nothing is generated until its visitor starts again.")
        if len(rows) == 1
        else _(
            "They become pending: nothing is generated until their visitors start "
            "again. Sessions that change before you confirm are skipped and listed."
        )
    )
    loss = loss_of_ready(ready, len(rows))
    ask(
        rows,
        Question(_("Reset"), explanation, labels=(), button=_("Reset"), icon=RESET_ICON, loss=loss),
        actions.reset,
    )


def step_button(
    step: Step, rows: Sequence[SessionSummary], label: str, *, key: str, icon: str, kind: Kind
) -> bool:
    """A button for a lifecycle step; disabled if no row allows it."""
    possible = any(allows(step, row.status) for row in rows)
    return pressing.button(
        label,
        key=key,
        target=[row.id for row in rows],
        icon=icon,
        type=kind,
        disabled=not possible,
        help=None if possible else _("Not possible from this status"),
    )


def comparison(
    rows: Sequence[SessionSummary], way_back: Mapping[str, Sequence[str]] | None
) -> dict[str, list[str]]:
    """The address that compares two rows, the older one first, with the list to go back to."""
    ids = (row.id for row in sorted(rows, key=lambda row: (row.updated_at is None, row.updated_at)))
    here = {name: st.query_params.get_all(name) for name in PARAMETERS}
    listed = here if way_back is None else way_back
    return {
        **{name: list(values) for name, values in listed.items()},
        **{name: [str(row_id)] for name, row_id in zip("ab", ids, strict=True)},
    }


def reset_at_once(rows: Sequence[SessionSummary]) -> None:
    """One click is enough for one row; the receipt offers undo."""
    with expected_errors():
        st.session_state["receipt"] = actions.reset(rows, "", uuid4()).request_id
        st.rerun()


def ask(rows: Sequence[SessionSummary], question: Question, operation: Operation) -> None:
    """List the rows that will change, then change exactly these.

    Adds the number of rows to the question's title and button.
    """
    frozen = tuple(rows)
    counted = replace(
        question,
        title=f"{question.title}: {rows_text(len(frozen))}",
        button=f"{question.button} {rows_text(len(frozen))}",
        labels=[label(row) for row in frozen],
    )
    confirmation.open_dialog(
        counted, lambda reason, request_id: operation(frozen, reason, request_id)
    )


STEPS: Final = {Step.RESET: reset_button, Step.FAIL: fail_button}
