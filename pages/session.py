"""One session: what it is, what was made of it, what was done to it, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

import operations
import resources
from components import (
    action_bar,
    code_view,
    design_view,
    edit_draft,
    edit_form,
    filter_bar,
    receipt_panel,
    session_header,
    session_history,
    session_missing,
    session_overview,
    session_reveal,
)
from components.listing import PARAMETERS, parse, to_params
from components.moments import viewer_zone
from components.query_string import Reader
from design import facts, reading
from store import audit, prototype_sessions, search
from store.errors import InvalidInput, NotFound, SearchTooSlow
from store.principal import Action
from store.receipts import AuditEntry, Receipt
from store.records import SessionSummary

TABS = ("Overview", "Code", "Design", "History", "Edit")


@st.cache_data(max_entries=64, show_spinner=False)
def design_facts(row_id: UUID, version: str) -> facts.DesignFacts:
    """The facts of one version's design, counted once."""
    return facts.facts(reading.parse(design_text(row_id)))


def design_text(row_id: UUID) -> str:
    """The design as JSON text."""
    return resources.database().read(lambda db: prototype_sessions.get_design_text(db, row_id))


def code_text(row_id: UUID) -> str | None:
    """The generated code."""
    return resources.database().read(lambda db: prototype_sessions.get_code(db, row_id))


def read_receipt(request_id: UUID) -> Receipt:
    """What one action did."""
    return resources.database().read(lambda db: audit.receipt(db, request_id))


def columns_now(row_id: UUID) -> edit_draft.Seen:
    """The columns that the person may edit, at a version that is not newer than they are."""
    # The version is read first: a write in between then shows as a conflict, never is missed.
    row = summary(row_id)
    if not operations.acting().may(Action.EDIT_CONTENT):
        return edit_draft.seen(row)
    return edit_draft.seen(row, code_text(row_id), design_text(row_id))


def summary(row_id: UUID) -> SessionSummary:
    """The row without its large columns."""
    return resources.database().read(lambda db: prototype_sessions.get_summary(db, row_id))


def history(row_id: UUID) -> tuple[AuditEntry, ...]:
    """What was done to the row, newest first."""
    return resources.database().read(lambda db: audit.for_row(db, row_id))


def show_history(entries: Sequence[AuditEntry]) -> None:
    """What was done to the row; also after it is gone."""
    session_history.show(
        entries,
        operations.acting(),
        now=now,
        zone=zone,
        read_receipt=read_receipt,
        undo=operations.undo,
    )


def show_tab(name: str, row: SessionSummary) -> None:
    """The open tab; the others read nothing."""
    if name == "Overview":
        session_overview.show(row, now=now, zone=zone, stuck_after=settings.stuck_after)
    elif name == "Code":
        with st.skeleton(height=300):
            code = code_text(row.id)
        code_view.show(code, row.frame_name, lambda: code_text(row.id) or "")
    elif name == "Design":
        with st.skeleton(height=300):
            found = design_facts(row.id, row.version)
        design_view.show(found, row.design_bytes, row.frame_name, lambda: design_text(row.id))
    elif name == "History":
        show_history(history(row.id))
    else:
        edit_form.show(row, operations.acting(), lambda: columns_now(row.id), operations.edit)


# read state
settings = resources.settings()
zone, now = viewer_zone(), filter_bar.now()
query = {name: st.query_params.get_all(name) for name in ("id", *PARAMETERS)}
listing = parse(query)
row_id = Reader(query).one("id", session_missing.row_id)

if row_id is None:
    session_missing.unreadable_id() if any(query["id"]) else session_missing.no_id()
    filter_bar.drop_parameter("id")
    st.stop()

# call the store, render
try:
    row = summary(row_id)
except NotFound:
    receipt_panel.show_last(read_receipt, operations.undo)
    entries = history(row_id)
    session_missing.unknown_id(was_known=bool(entries))
    if entries:
        show_history(entries)
    st.stop()

with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    session_header.back_link(to_params(listing), filtered=listing.is_filtered)
    st.space("stretch")
    neighbours = st.container(horizontal=True, gap="xsmall", width="content")
session_header.show(row, now=now, zone=zone, stuck_after=settings.stuck_after)
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    action_bar.show([row], operations)
    session_reveal.button(
        operations.acting(),
        lambda reason, request_id: operations.reveal_session_id(row.id, reason, request_id),
        filter_bar.now,
    )
receipt_panel.show_last(read_receipt, operations.undo)
for name, tab in zip(TABS, st.tabs(TABS, key="tab", bind="query-params"), strict=True):
    if tab.open:
        with tab:
            try:
                show_tab(name, row)
            except NotFound as error:
                st.warning(str(error), icon=":material/delete:")
try:
    previous, following = resources.database().read(
        lambda db: search.neighbours(
            db, listing.filters(settings.stuck_after), listing.sort, row.id
        )
    )
except (SearchTooSlow, InvalidInput):
    previous = following = None
with neighbours:
    session_header.neighbour_buttons(previous, following)
