"""What can be done to the selected rows. Friction grows with the blast radius."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol
from uuid import UUID, uuid4

import streamlit as st

from components import confirmation, plain
from components.listing import PARAMETERS
from components.messages import expected_errors
from components.receipt_panel import rows_text
from store.lifecycle import Step, allows
from store.principal import Action, Principal
from store.receipts import Receipt
from store.records import SessionSummary

Operation = Callable[[Sequence[SessionSummary], str, UUID], Receipt]


class Operations(Protocol):
    """The actions on rows, each in a transaction of its own."""

    def acting(self) -> Principal: ...
    def reset(self, rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt: ...
    def fail(self, rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt: ...
    def delete(self, rows: Sequence[SessionSummary], reason: str, request_id: UUID) -> Receipt: ...


def label(row: SessionSummary) -> str:
    """A row in a list of rows: its frame, its status, the start of its session id."""
    return f"{plain.frame_name(row.frame_name, 60)}, {row.status or 'no status'}, {row.session_id}"


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
    if step_button(Step.RESET, rows, "Reset", key="reset", icon=":material/restart_alt:"):
        if len(rows) == 1:
            act_at_once(rows, operations.reset)
        else:
            ask(
                rows,
                "Reset",
                "They become pending and their users can start again. Sessions that finish "
                "before you confirm are skipped and listed.",
                operations.reset,
                needs_reason=False,
            )
    if step_button(Step.FAIL, rows, "Mark as failed", key="fail", icon=":material/report:"):
        ask(
            rows,
            "Mark as failed",
            "Each gets an error code of its own, and its user sees it with a retry button.",
            operations.fail,
        )
    if me.may(Action.DELETE) and st.button("Delete", key="delete", icon=":material/delete:"):
        ask(rows, "Delete", "Deleted for good, unless undone from the receipt.", operations.delete)


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


def ask(
    rows: Sequence[SessionSummary],
    verb: str,
    consequence: str,
    operation: Operation,
    *,
    needs_reason: bool = True,
) -> None:
    """Show exactly the rows that will be touched, then touch exactly these."""
    frozen = tuple(rows)
    confirmation.ask(
        f"{verb}: {rows_text(len(frozen))}",
        consequence,
        [label(row) for row in frozen],
        f"{verb} {rows_text(len(frozen))}",
        lambda reason, request_id: operation(frozen, reason, request_id),
        needs_reason=needs_reason,
    )
