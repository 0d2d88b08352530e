"""The page of one bulk reset: what was confirmed, what became of it, its steps and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.bulk_resets import outcome, steering
from components.feedback import messages, pressing
from components.feedback.receipt_view import UNDO_HELP
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago, exact, zone_name
from components.session_list import pager
from language import _, capitalized, recognized
from services import actions
from services.bulk_resets import BulkState
from services.receipts import why_not_all
from store.bulk_resets.bulk_records import BulkReset, OutcomePage, StepTaken

ID_CHARS: Final = 8
NAME_WIDTH: Final = 260


def show(state: BulkState, clock: Clock, *, first: bool) -> None:
    """Everything; `first` says that this is the first page of the rows."""
    bulk = state.progress.bulk
    with st.container(border=True, gap="small", key="bulk"):
        heading(bulk, clock)
        steering.show(state.progress)
        if bulk.is_over:
            undo(state)
    show_rows(state.rows, first=first)
    show_steps(state.steps, clock)


def heading(bulk: BulkReset, clock: Clock) -> None:
    """The name, where it is, who started it, why, and what was confirmed."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(safe_text.escaped(bulk.name, 80), anchor=False, width="content")
        st.markdown(steering.badge(bulk), width="content")
    reason = f"  \n“{safe_text.escaped(bulk.reason, 500)}”" if bulk.reason else ""
    pace = steering.pace_text(bulk.per_minute)
    st.markdown(
        _(
            "By **{actor}** ({role}), {ago} · {at} {zone} · {pace}{reason}  "
            "\n:gray[Scope: {scope}]",
            actor=safe_text.escaped(bulk.actor, 80),
            role=safe_text.escaped(_(bulk.role), 20),
            ago=ago(bulk.started_at, clock.now),
            at=exact(bulk.started_at, clock.zone),
            zone=safe_text.escaped(zone_name(clock.zone)),
            pace=pace,
            reason=reason,
            scope=safe_text.escaped(recognized(bulk.scope), 500),
        )
    )


def undo(state: BulkState) -> None:
    """The button that undoes all of it, or why there is none, and the way to the audit log."""
    bulk = state.progress.bulk
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if state.receipts is None:
            messages.timed_out("checked", _("what can be undone"))
        elif refusal := why_not_all(state.receipts):
            st.caption(recognized(refusal))
        elif pressing.button(
            _("Undo all"),
            key="undo-all",
            target=bulk.batch_id,
            icon=":material/undo:",
            help=_(UNDO_HELP),
        ):
            with messages.expected_errors(), st.spinner(_("Undoing turn by turn")):
                actions.undo_batch(bulk.batch_id)
                st.rerun()
        st.page_link(
            "audit.py",
            label=_("In the audit log"),
            icon=":material/history:",
            query_params={"batch": str(bulk.batch_id)},
            help="",
        )
        st.page_link("stuck.py", label=_("Stuck"), icon=":material/hourglass_disabled:", help="")


def show_steps(steps: Sequence[StepTaken] | None, clock: Clock) -> None:
    """Who did what with it, oldest first."""
    st.subheader(_("Steps"), anchor=False)
    if steps is None:
        messages.timed_out("read", _("who started, paused and stopped it"))
        return
    for step in steps:
        st.markdown(
            _(
                "**{words}** :gray[by {actor}, {at}]",
                words=safe_text.escaped(capitalized(recognized(step.description)), 200),
                actor=safe_text.escaped(step.actor, 80),
                at=exact(step.at, clock.zone),
            )
        )


def show_rows(page: OutcomePage, *, first: bool) -> None:
    """The sessions in the order of their turns, told apart by their ids, each with its outcome."""
    st.subheader(_("Sessions"), anchor=False)
    if not page.rows:
        st.caption(_("The list of sessions is no longer kept; the audit log still has them."))
        return
    with st.container(border=True, gap="xsmall"):
        for row in page.rows:
            with st.container(horizontal=True, vertical_alignment="center", gap=None):
                name = safe_text.escaped(safe_text.frame_name(row.label, 32))
                with st.container(width=NAME_WIDTH):
                    st.page_link(
                        "session.py",
                        label=f"{name} :gray[{str(row.row_id)[:ID_CHARS]}]",
                        icon=":material/web_asset:",
                        query_params={"id": str(row.row_id)},
                        help="",
                    )
                st.markdown(outcome.of_row(row))
    pager.show(page, first=first)


def unknown() -> None:
    """No bulk reset has the id in the address."""
    messages.empty(
        ":material/restart_alt:",
        _("No bulk reset has this id"),
        _("The link may be incomplete. Older ones are in the audit log."),
    )


def none_yet() -> None:
    """There was none so far."""
    messages.empty(
        ":material/restart_alt:",
        _("No bulk resets yet"),
        _("Stuck sessions that are reset together are listed here."),
    )
