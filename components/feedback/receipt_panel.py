"""The result of the last action: what changed, what was skipped and why, link and undo."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import streamlit as st

from components.feedback import messages, pressing
from components.feedback.messages import expected_errors
from components.formatting import safe_text
from components.formatting.times import exact, viewer_zone
from language import N_, _, capitalized, ngettext, recognized
from services import actions, receipts
from store.actions.receipts import Receipt

LAST: Final = "receipt"
"""The key of the last action's request_id in the session state."""

SKIPS_SHOWN: Final = 100
FEW_SKIPS: Final = 3
NOTHING_CHANGED: Final = N_("nothing was changed")


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
        messages.timed_out("read", _("the receipt of the last action"))
    elif panel(receipt):
        with expected_errors():
            st.session_state[LAST] = actions.undo(receipt.request_id).request_id
            st.rerun()


def panel(receipt: Receipt) -> bool:
    """What one action changed, what it skipped and why, with a link to the receipt.

    Returns whether undo was pressed.
    """
    undo = False
    with st.container(border=True, gap="xsmall"):
        icon = ":green[:material/receipt_long:]" if receipt.changed else ":orange[:material/block:]"
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(
                f"{icon} **{summary(receipt)}** :gray[· {exact(receipt.at, viewer_zone())}]"
            )
            if receipt.undoable:
                undo = pressing.button(
                    _("Undo"), key="undo", target=receipt.request_id, icon=":material/undo:"
                )
            elif receipt.changed:
                st.caption(recognized(receipt.no_undo), width="content")
            st.page_link(
                "audit.py",
                label=_("Receipt"),
                icon=":material/link:",
                query_params={"receipt": str(receipt.request_id)},
            )
            st.button(_("Dismiss"), key="dismiss", type="tertiary", on_click=dismiss)
        skips(receipt)
    return undo


def skips(receipt: Receipt) -> None:
    """What was skipped and why, folded if it is more than a few lines."""
    skipped = receipt.skipped[:SKIPS_SHOWN]
    lines = [
        _(
            ":orange[:material/block:] Skipped {label}: {reason}",
            label=safe_text.escaped(each.label),
            reason=safe_text.escaped(recognized(each.reason), 200),
        )
        for each in skipped
    ]
    if len(lines) > FEW_SKIPS:
        with st.expander(_("{rows} skipped", rows=rows_text(len(receipt.skipped)))):
            st.markdown("  \n".join(lines))
    elif lines:
        st.markdown("  \n".join(lines))


def dismiss() -> None:
    """Remove the receipt from the page; the audit log keeps it."""
    st.session_state.pop(LAST, None)


def summary(receipt: Receipt) -> str:
    """One line: the action, and how many rows it changed and skipped."""
    changed = (
        _("{rows} changed", rows=rows_text(len(receipt.changed)))
        if receipt.changed
        else _(NOTHING_CHANGED)
    )
    done = f"{capitalized(_(receipt.action))}: {changed}"
    skipped = _(", {rows} skipped", rows=rows_text(len(receipt.skipped))) if receipt.skipped else ""
    undone = _(", undone since") if receipt.undone_by else ""
    again = _(". It had already been applied; nothing was done twice") if receipt.repeated else ""
    return f"{done}{skipped}{undone}{again}"


def rows_text(count: int) -> str:
    """`1 session`, `3 sessions`."""
    return ngettext("{count:,} session", "{count:,} sessions", count)
