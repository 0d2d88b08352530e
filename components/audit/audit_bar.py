"""The search box, filters and chips above the audit log; all are kept in the URL."""

from __future__ import annotations

from datetime import tzinfo

import streamlit as st

from components.audit.audit_query import ACTIONS, PARAMETERS, AuditQuery
from components.formatting import safe_text
from components.formatting.times import exact
from components.session_list.search_box import keep_search
from components.url_state import chips, query_string, time_range
from components.url_state.parameters import (
    choice_changed,
    set_choice,
    set_parameter,
    set_parameters,
    set_text,
)
from language import _, capitalized


def searched() -> None:
    """Keep the text for the script, which looks it up before it may appear in the URL."""
    st.session_state["pasted"] = st.session_state["q"]
    st.session_state.pop("unread", None)
    if query_string.may_identify_session(st.session_state["pasted"]):
        st.session_state["q"] = ""


def clear_all() -> None:
    """Remove every filter."""
    set_parameters(dict.fromkeys(PARAMETERS, ()))


def show(query: AuditQuery, zone: tzinfo) -> None:
    """The search box and the filters."""
    set_text("actor", query.actor)
    set_choice("action", list(query.action))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            _("Search the log"),
            keep_search(query.q),
            key="q",
            type="search",
            max_chars=query_string.MAX_PASTED,
            placeholder=_("Reason, frame name, BP- reference, row id or receipt   ( / )"),
            label_visibility="collapsed",
            on_change=searched,
        )
        with st.popover(_("Filters"), icon=":material/filter_list:"):
            st.text_input(
                _("Who"),
                query.actor,
                key="actor",
                max_chars=200,
                placeholder=_("The name as the log shows it"),
                on_change=choice_changed,
                args=("actor",),
            )
            st.pills(
                _("Action"),
                ACTIONS,
                selection_mode="multi",
                key="action",
                format_func=lambda action: capitalized(_(action)),
                on_change=choice_changed,
                args=("action",),
            )
            time_range.show((_("From"), _("To")), (query.at_from, query.at_to), zone)


def active_filters(query: AuditQuery, zone: tzinfo) -> None:
    """Each active filter as a button that removes it."""
    active: list[chips.Chip] = [
        ("q", f"“{safe_text.escaped(query.q, 40)}”", query.q),
        ("actor", _("by {actor}", actor=safe_text.escaped(query.actor, 40)), query.actor),
        ("action", ", ".join(_(action) for action in query.action), query.action),
        ("row", _("session {row}…", row=str(query.row)[:8]), query.row),
        ("batch", _("bulk action {batch}…", batch=str(query.batch)[:8]), query.batch),
        ("from", _("from {at}", at=exact(query.at_from, zone)), query.at_from),
        ("to", _("to {at}", at=exact(query.at_to, zone)), query.at_to),
    ]
    chips.show(active, set_parameter, clear_all)
