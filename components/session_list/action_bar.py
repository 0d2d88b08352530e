"""What can be done to the selected rows. Friction grows with the blast radius."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol
from uuid import UUID, uuid4

import streamlit as st

from components.feedback import confirmation
from components.feedback.confirmation import Question
from components.feedback.messages import expected_errors
from components.feedback.receipt_panel import rows_text
from components.formatting import safe_text
from components.session_list.listing import PARAMETERS
from store.actions.receipts import Receipt
from store.principal import Action, Principal
from store.records import SessionSummary
from store.sessions.lifecycle import Status, Step, allows

RESET_ICON: Final = ":material/restart_alt:"
FAIL_ICON: Final = ":material/report:"
DELETE_ICON: Final = ":material/delete:"

Operation = Callable[[Sequence[SessionSummary], str, UUID], Receipt]


class Operations(Protocol):
    """The actions on rows, each in a transaction of its own."""

    def acting(self) -> Principal: ...
    def reset(self, rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt: ...
    def fail(self, rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt: ...
    def delete(self, rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt: ...


def label(row: SessionSummary) -> str:
    """A row in a list of rows: its frame, its status, the start of its session id."""
    return (
        f"{safe_text.frame_name(row.frame_name, 60)}, {row.status or 'no status'}, {row.session_id}"
    )


def show(
    rows: Sequence[SessionSummary],
    operations: Operations,
    list_params: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Buttons for the rows; those that the person's role does not allow are left out.

    `list_params` is the way back from a comparison, where it is not the page's own address.
    """
    if len(rows) == 2 and st.button("Compare", key="compare", icon=":material/compare:"):
        st.switch_page("compare.py", query_params=comparison(rows, list_params))
    me = operations.acting()
    if not rows or not me.may(Action.RESET):
        return
    if step_button(Step.RESET, rows, "Reset", key="reset", icon=RESET_ICON):
        reset(rows, operations)
    if step_button(Step.FAIL, rows, "Mark as failed", key="fail", icon=FAIL_ICON):
        ask(
            rows,
            Question(
                title="Mark as failed",
                explanation="Each gets an error code of its own, and its visitor sees it with a "
                "retry button.",
                labels=(),
                button="Mark as failed",
                icon=FAIL_ICON,
                needs_reason=True,
            ),
            operations.fail,
        )
    if me.may(Action.DELETE) and st.button("Delete", key="delete", icon=DELETE_ICON):
        ask(
            rows,
            Question(
                title="Delete",
                explanation="Undo in the receipt brings them back, unless their visitors have "
                "started another session by then.",
                labels=(),
                button="Delete",
                icon=DELETE_ICON,
                loss="The visitor loses the session: design, code and history of its row are gone.",
                needs_reason=True,
            ),
            operations.delete,
        )


def reset(rows: Sequence[SessionSummary], operations: Operations) -> None:
    """One row that is not ready is reset at once; a prototype that somebody has is asked for."""
    ready = sum(row.status == Status.READY for row in rows)
    if len(rows) == 1 and not ready:
        act_at_once(rows, operations.reset)
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
        operations.reset,
    )


def step_button(
    step: Step, rows: Sequence[SessionSummary], label: str, *, key: str, icon: str
) -> bool:
    """A button for a step of the life cycle; disabled where it is open to none of the rows."""
    possible = any(allows(step, row.status) for row in rows)
    return st.button(
        label,
        key=key,
        icon=icon,
        disabled=not possible,
        help=None if possible else "Not possible from this status",
    )


def comparison(
    rows: Sequence[SessionSummary], list_params: Mapping[str, Sequence[str]] | None
) -> dict[str, list[str]]:
    """The address of two rows' comparison: the older one first, and the list to come back to."""
    ids = (row.id for row in sorted(rows, key=lambda row: (row.updated_at is None, row.updated_at)))
    here = {name: st.query_params.get_all(name) for name in PARAMETERS}
    listed = here if list_params is None else list_params
    return {
        **{name: list(values) for name, values in listed.items()},
        **{name: [str(row_id)] for name, row_id in zip("ab", ids, strict=True)},
    }


def act_at_once(rows: Sequence[SessionSummary], operation: Operation) -> None:
    """One row takes one click; undo stands in the receipt."""
    with expected_errors():
        st.session_state["receipt"] = operation(rows, "", uuid4()).request_id
        st.rerun()


def loss_of_ready(ready: int, count: int) -> str:
    """What the visitors of ready sessions lose by a reset, as markdown; nothing where none is."""
    if not ready:
        return ""
    if count == 1:
        return (
            "**This session is ready.** Its visitor has a finished prototype, and is sent back to "
            "the start instead of it. The code stays in the row until they start again, which "
            "replaces it; until then, undo brings the prototype back."
        )
    many = "All of them are" if ready == count else f"{ready} of them {are(ready)}"
    return (
        f"**{many} ready.** Their visitors have finished prototypes, and are sent back to the "
        "start instead. The code stays in the rows until they start again, which replaces it; "
        "until then, undo brings the prototypes back."
    )


def are(count: int) -> str:
    """`is` or `are`."""
    return "is" if count == 1 else "are"


def ask(rows: Sequence[SessionSummary], question: Question, operation: Operation) -> None:
    """Show exactly the rows that will be touched, then touch exactly these.

    The question's title and button get the number of rows.
    """
    frozen = tuple(rows)
    counted = replace(
        question,
        title=f"{question.title}: {rows_text(len(frozen))}",
        button=f"{question.button} {rows_text(len(frozen))}",
        labels=[label(row) for row in frozen],
    )
    confirmation.ask(counted, lambda reason, request_id: operation(frozen, reason, request_id))
