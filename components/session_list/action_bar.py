"""Actions on the selected rows. The more an action affects, the more confirmation it requires."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal
from uuid import UUID, uuid4

import streamlit as st

from components.feedback import confirmation
from components.feedback.confirmation import Question
from components.feedback.messages import expected_errors
from components.feedback.receipt_panel import rows_text
from components.formatting import safe_text
from components.session_list.listing import PARAMETERS
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
    return (
        f"{safe_text.frame_name(row.frame_name, 60)}, {row.status or 'no status'}, {row.session_id}"
    )


def show(
    rows: Sequence[SessionSummary],
    way_back: Mapping[str, Sequence[str]] | None = None,
    *,
    recommended: Step | None = None,
) -> None:
    """Buttons for the rows, without those that the person's role does not allow.

    `way_back` leads from a comparison back to the list; by default, it is the page's address.
    `recommended` is the step whose button stands out.
    """
    if len(rows) == 2 and st.button("Compare", key="compare", icon=":material/compare:"):
        st.switch_page("compare.py", query_params=comparison(rows, way_back))
    me = acting.principal()
    if not rows or not me.may(Action.RESET):
        return
    first = recommended is Step.FAIL
    for step in (Step.FAIL, Step.RESET) if first else (Step.RESET, Step.FAIL):
        STEPS[step](rows, "primary" if step is recommended else "secondary")
    if me.may(Action.DELETE) and st.button("Delete", key="delete", icon=DELETE_ICON):
        ask(
            rows,
            Question(
                title="Delete",
                explanation="Undo in the receipt restores them, unless their visitors have "
                "started another session by then.",
                labels=(),
                button="Delete",
                icon=DELETE_ICON,
                loss="The visitors lose their sessions, with design, code and history.",
                needs_reason=True,
            ),
            actions.delete,
        )


def reset_button(rows: Sequence[SessionSummary], kind: Kind) -> None:
    """Reset, at once or after asking."""
    if step_button(Step.RESET, rows, "Reset", key="reset", icon=RESET_ICON, kind=kind):
        reset(rows)


def fail_button(rows: Sequence[SessionSummary], kind: Kind) -> None:
    """Mark as failed, after asking for the reason."""
    if step_button(Step.FAIL, rows, "Mark as failed", key="fail", icon=FAIL_ICON, kind=kind):
        ask(
            rows,
            Question(
                title="Mark as failed",
                explanation="Each gets its own reference, which its visitor sees with a retry "
                "button.",
                labels=(),
                button="Mark as failed",
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
        "It becomes pending: nothing is generated until its visitor starts again."
        if len(rows) == 1
        else "They become pending: nothing is generated until their visitors start again. "
        "Sessions that change before you confirm are skipped and listed."
    )
    loss = loss_of_ready(ready, len(rows))
    ask(
        rows,
        Question("Reset", explanation, labels=(), button="Reset", icon=RESET_ICON, loss=loss),
        actions.reset,
    )


def step_button(
    step: Step, rows: Sequence[SessionSummary], label: str, *, key: str, icon: str, kind: Kind
) -> bool:
    """A button for a lifecycle step; disabled if no row allows it."""
    possible = any(allows(step, row.status) for row in rows)
    return st.button(
        label,
        key=key,
        icon=icon,
        type=kind,
        disabled=not possible,
        help=None if possible else "Not possible from this status",
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


def loss_of_ready(ready: int, count: int) -> str:
    """What visitors of ready sessions lose in a reset, as markdown; empty if none is ready."""
    if not ready:
        return ""
    if count == 1:
        return (
            "**This session is ready.** Its visitor has a finished prototype, and is sent back to "
            "the start. The code stays in the row until they start again, which "
            "replaces it; until then, undo brings the prototype back."
        )
    many = "All of them are" if ready == count else f"{ready} of them {are(ready)}"
    return (
        f"**{many} ready.** Their visitors have finished prototypes, and are sent back to the "
        "start. The code stays in the rows until they start again, which replaces it; "
        "until then, undo brings the prototypes back."
    )


def are(count: int) -> str:
    """`is` or `are`."""
    return "is" if count == 1 else "are"


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
    confirmation.ask(counted, lambda reason, request_id: operation(frozen, reason, request_id))


STEPS: Final = {Step.RESET: reset_button, Step.FAIL: fail_button}
