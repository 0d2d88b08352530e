"""One receipt, or those of one bulk action, as a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import Final

import streamlit as st

from components.audit.audit_list import heading
from components.feedback.confirmation import LIST_LIMIT
from components.feedback.receipt_panel import SKIPS_SHOWN, rows_text
from components.formatting import safe_text
from store.actions.receipts import Receipt, Skipped
from store.principal import Action, Principal

UNDOABLE: Final = frozenset({Action.RESET, Action.FAIL, Action.EDIT, Action.DELETE})


def why_no_undo(receipt: Receipt, me: Principal) -> str | None:
    """Why this person cannot undo the receipt now, in words; None if they can."""
    if receipt.undone_by:
        return "It has been undone."
    if receipt.undoes:
        return "An undo cannot be undone. Take the action again instead."
    if receipt.action not in UNDOABLE:
        return f"There is no undo of {receipt.action}."
    if not receipt.changed:
        return "It changed nothing, so there is nothing to undo."
    if not receipt.standing:
        return "Everything that it changed has been changed since, so nothing can be undone."
    if not (me.may(Action.UNDO) and me.may(Action(receipt.action))):
        return f"Your role ({me.role}) may not undo this."
    if receipt.actor != me.actor and not me.may(Action.UNDO_OTHERS):
        return "Somebody else did this. Only an admin can undo it."
    if len(receipt.changed) > LIST_LIMIT and not me.may(Action.BULK_LARGE):
        return f"It changed more than {LIST_LIMIT} sessions. Only an admin can undo it."
    return None


def show(receipt: Receipt, me: Principal, *, now: datetime, zone: tzinfo) -> bool:
    """Who did what, why, in which scope, and what was skipped. Returns whether to undo it."""
    undo = False
    with st.container(border=True, gap="small"):
        st.markdown(heading(receipt, now, zone))
        if receipt.scope:
            st.markdown(f":gray[Scope:] {safe_text.escaped(receipt.scope, 500)}")
        st.markdown(
            f"**{rows_text(len(receipt.changed))} changed**"
            f" · {rows_text(len(receipt.skipped))} skipped"
        )
        show_skipped(receipt.skipped)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if refusal := why_no_undo(receipt, me):
                st.caption(refusal)
            else:
                undo = st.button(
                    "Undo",
                    key="undo",
                    icon=":material/undo:",
                    type="primary",
                    help="Puts back what nothing else has changed since; the rest is skipped.",
                )
            links(receipt)
    return undo


def show_skipped(skipped: Sequence[Skipped]) -> None:
    """Each session that was left alone, with the way to it, and why."""
    for each in skipped[:SKIPS_SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                "session.py",
                label=safe_text.escaped(safe_text.frame_name(each.label, 60)),
                icon=":material/block:",
                query_params={"id": str(each.row_id)},
                help="",
            )
            st.markdown(f"skipped: {safe_text.escaped(each.reason, 200)}")
    if len(skipped) > SKIPS_SHOWN:
        st.caption(f"and {len(skipped) - SKIPS_SHOWN:,} more that were skipped")


def links(receipt: Receipt) -> None:
    """The receipts that belong to this one, and the way back."""
    related = [
        ("What it undid", "receipt", receipt.undoes),
        ("Its undo", "receipt", receipt.undone_by),
        ("The whole bulk action", "batch", receipt.batch_id),
    ]
    for label, name, found in related:
        if found:
            st.page_link(
                "audit.py",
                label=label,
                icon=":material/link:",
                query_params={name: str(found)},
                help="",
            )
    st.page_link("audit.py", label="The whole log", icon=":material/history:", help="")


def why_no_undo_of_all(receipts: Sequence[Receipt], me: Principal) -> str | None:
    """Why this person cannot undo the whole bulk action now, in words; None if they can."""
    refusals = [why_no_undo(receipt, me) for receipt in receipts]
    if None not in refusals:
        return refusals[0]
    changed = sum(len(receipt.changed) for receipt in receipts)
    if changed > LIST_LIMIT and not me.may(Action.BULK_LARGE):
        return f"It changed more than {LIST_LIMIT} sessions. Only an admin can undo it."
    return None


def show_batch(
    receipts: Sequence[Receipt],
    me: Principal,
    *,
    now: datetime,
    zone: tzinfo,
    dismiss: Callable[[], None] | None = None,
) -> bool:
    """The sums of one bulk action, and its receipts; `dismiss` puts it away.

    Returns whether to undo all of it.
    """
    undo = False
    changed = sum(len(receipt.changed) for receipt in receipts)
    skipped = [each for receipt in receipts for each in receipt.skipped]
    first = receipts[0]
    with st.container(border=True, gap="small"):
        st.markdown(heading(first, now, zone))
        if first.scope:
            st.markdown(f":gray[Scope:] {safe_text.escaped(first.scope, 500)}")
        st.markdown(
            f"**{rows_text(changed)} changed** · {rows_text(len(skipped))} skipped "
            f":gray[· in {len(receipts):,} batch{'' if len(receipts) == 1 else 'es'}]"
        )
        show_skipped(skipped)
        if refusal := why_no_undo_of_all(receipts, me):
            st.caption(refusal)
        else:
            undo = st.button(
                "Undo all",
                key="undo-all",
                icon=":material/undo:",
                help="Puts back what nothing else has changed since; the rest is skipped.",
            )
        with st.container(horizontal=True, gap="small"):
            for number, receipt in enumerate(receipts[:SKIPS_SHOWN], start=1):
                undone = ", undone" if receipt.undone_by else ""
                st.page_link(
                    "audit.py",
                    label=f"Batch {number}: {len(receipt.changed):,}{undone}",
                    icon=":material/receipt_long:",
                    query_params={"receipt": str(receipt.request_id)},
                    help="",
                )
            if dismiss:
                st.button("Dismiss", key="dismiss-batch", type="tertiary", on_click=dismiss)
    return undo
