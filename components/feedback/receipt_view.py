"""A page for one receipt, or for all receipts of a bulk action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

import streamlit as st

from components.audit.audit_heading import heading
from components.bulk_resets import bulk_links
from components.feedback import pressing
from components.feedback.receipt_panel import SKIPS_SHOWN, rows_text
from components.formatting import safe_text
from language import N_, _, ngettext, recognized
from services.receipts import why_not_all
from store.actions.receipts import Receipt, Skipped
from store.principal import Action

UNDO_HELP = N_("Restores sessions that have not changed since, and skips the others.")


def show(receipt: Receipt, *, now: datetime, zone: tzinfo) -> bool:
    """Who did what, why, in which scope, and what was skipped. Returns whether to undo it."""
    undo = False
    with st.container(border=True, gap="small"):
        st.markdown(heading(receipt, now, zone))
        if receipt.scope:
            st.markdown(
                _(":gray[Scope:] {scope}", scope=safe_text.escaped(recognized(receipt.scope), 500))
            )
        st.markdown(
            _(
                "**{rows} changed** · {rows_2} skipped",
                rows=rows_text(len(receipt.changed)),
                rows_2=rows_text(len(receipt.skipped)),
            )
        )
        show_skipped(receipt.skipped)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if not receipt.undoable:
                st.caption(recognized(receipt.no_undo))
            else:
                undo = pressing.button(
                    _("Undo"),
                    key="undo",
                    target=receipt.request_id,
                    icon=":material/undo:",
                    type="primary",
                    help=_(UNDO_HELP),
                )
            links(receipt)
    return undo


def show_skipped(skipped: Sequence[Skipped]) -> None:
    """Each skipped session, with a link to it and the reason."""
    for each in skipped[:SKIPS_SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                "session.py",
                label=safe_text.escaped(safe_text.frame_name(each.label, 60)),
                icon=":material/block:",
                query_params={"id": str(each.row_id)},
                help="",
            )
            st.markdown(
                _("skipped: {reason}", reason=safe_text.escaped(recognized(each.reason), 200))
            )
    if len(skipped) > SKIPS_SHOWN:
        st.caption(_("and {count:,} more that were skipped", count=len(skipped) - SKIPS_SHOWN))


def links(receipt: Receipt) -> None:
    """Links to related receipts, and back to the log."""
    related = [
        (_("The action it undid"), "receipt", receipt.undoes),
        (_("Its undo"), "receipt", receipt.undone_by),
        (_("Full bulk action"), "batch", receipt.batch_id),
    ]
    for label, name, result in related:
        if result:
            st.page_link(
                "audit.py",
                label=label,
                icon=":material/link:",
                query_params={name: str(result)},
                help="",
            )
    st.page_link("audit.py", label=_("Full log"), icon=":material/history:", help="")


def show_batch(
    receipts: Sequence[Receipt],
    *,
    now: datetime,
    zone: tzinfo,
    dismiss: Callable[[], None] | None = None,
) -> bool:
    """The totals of one bulk action, and its receipts; `dismiss` hides it.

    Returns whether to undo all of it.
    """
    undo = False
    changed = sum(len(receipt.changed) for receipt in receipts)
    skipped = [each for receipt in receipts for each in receipt.skipped]
    first = receipts[0]
    turns = [each for each in receipts if each.action != Action.BULK_RESET]
    count = len(turns)
    with st.container(border=True, gap="small"):
        st.markdown(heading(first, now, zone))
        if first.scope:
            st.markdown(
                _(":gray[Scope:] {scope}", scope=safe_text.escaped(recognized(first.scope), 500))
            )
        st.markdown(
            ngettext(
                "**{rows} changed** · {rows_2} skipped :gray[· in {count:,} batch]",
                "**{rows} changed** · {rows_2} skipped :gray[· in {count:,} batches]",
                count,
                rows=rows_text(changed),
                rows_2=rows_text(len(skipped)),
            )
        )
        show_skipped(skipped)
        if refusal := why_not_all(receipts):
            st.caption(recognized(refusal))
        else:
            undo = pressing.button(
                _("Undo all"),
                key="undo-all",
                target=first.batch_id,
                icon=":material/undo:",
                help=_(UNDO_HELP),
            )
        if first.batch_id and any(each.action == Action.BULK_RESET for each in receipts):
            bulk_links.link(first.batch_id, _("Its page"))
        with st.container(horizontal=True, gap="small"):
            for number, receipt in enumerate(turns[:SKIPS_SHOWN], start=1):
                undone = _(", undone") if receipt.undone_by else ""
                st.page_link(
                    "audit.py",
                    label=_(
                        "Batch {number}: {count:,}{undone}",
                        number=number,
                        count=len(receipt.changed),
                        undone=undone,
                    ),
                    icon=":material/receipt_long:",
                    query_params={"receipt": str(receipt.request_id)},
                    help="",
                )
            if dismiss:
                st.button(_("Dismiss"), key="dismiss-batch", type="tertiary", on_click=dismiss)
    return undo
