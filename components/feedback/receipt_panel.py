"""The result of the last action: what changed, what was skipped and why, link and undo."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import streamlit as st

from components.feedback import messages
from components.feedback.messages import expected_errors
from components.formatting import safe_text
from components.formatting.times import exact, viewer_zone
from services import actions, receipts
from store.actions.receipts import Receipt

LAST: Final = "receipt"
"""The key of the last action's request_id in the session state."""

SKIPS_SHOWN: Final = 100
NOTHING_CHANGED: Final = "nothing was changed"


def last_id() -> UUID | None:
    """The request_id of the latest action, until its receipt is dismissed."""
    request_id: UUID | None = st.session_state.get(LAST)
    return request_id


def show_last() -> None:
    """Show the receipt of the latest action."""
    if request_id := last_id():
        show(receipts.last(request_id))


def show(receipt: Receipt | None) -> None:
    """Show a receipt that the page has read; None means it was not read in time."""
    if receipt is None:
        messages.not_now("read", "the receipt of the last action")
    elif panel(receipt):
        with expected_errors():
            st.session_state[LAST] = actions.undo(receipt.request_id).request_id
            st.rerun()


def panel(receipt: Receipt) -> bool:
    """What one action changed, what it skipped and why, with a link to the receipt.

    Returns whether undo was pressed.
    """
    undo = False
    with st.container(border=True, gap="small"):
        icon = ":green[:material/receipt_long:]" if receipt.changed else ":orange[:material/block:]"
        st.markdown(f"{icon} **{summary(receipt)}** :gray[· {exact(receipt.at, viewer_zone())}]")
        for skipped in receipt.skipped[:SKIPS_SHOWN]:
            st.markdown(
                f":orange[:material/block:] Skipped {safe_text.escaped(skipped.label)}: "
                f"{safe_text.escaped(skipped.reason, 200)}"
            )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if receipt.undoable:
                undo = st.button("Undo", key="undo", icon=":material/undo:")
            elif receipt.changed:
                st.caption(receipt.no_undo)
            st.page_link(
                "audit.py",
                label="Receipt",
                icon=":material/link:",
                query_params={"receipt": str(receipt.request_id)},
            )
            st.button("Dismiss", key="dismiss", type="tertiary", on_click=dismiss)
    return undo


def dismiss() -> None:
    """Remove the receipt from the page; the audit log keeps it."""
    st.session_state.pop(LAST, None)


def summary(receipt: Receipt) -> str:
    """One line: the action, and how many rows it changed and skipped."""
    changed = f"{rows_text(len(receipt.changed))} changed" if receipt.changed else NOTHING_CHANGED
    done = f"{receipt.action.capitalize()}: {changed}"
    skipped = f", {rows_text(len(receipt.skipped))} skipped" if receipt.skipped else ""
    undone = ", undone since" if receipt.undone_by else ""
    again = ". It had already been applied; nothing was done twice" if receipt.repeated else ""
    return f"{done}{skipped}{undone}{again}"


def rows_text(count: int) -> str:
    """`1 session`, `3 sessions`."""
    return f"{count:,} session{'' if count == 1 else 's'}"
