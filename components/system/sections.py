"""The system page's facts, folded, below the settings that somebody changed."""

from __future__ import annotations

import streamlit as st
from pydantic import BaseModel

from components.feedback import messages
from components.formatting.clock import Clock
from components.system import (
    facts,
    posture_view,
    render_view,
    system_facts,
    table_facts,
    watch_view,
)
from language import _
from services import condition
from services.system import SystemState
from services.threshold import Threshold


def settings_in_effect(settings: BaseModel, applies: Threshold, clock: Clock) -> None:
    """The settings that are not at their default; all of them folded."""
    st.subheader(_("Settings in effect"), anchor=False)
    st.markdown(system_facts.threshold(applies, clock))
    headings = (_("Environment variable"), _("Value, and what it does"))
    if changed := system_facts.setting_rows(settings, changed=True):
        facts.table(headings, changed, alt=_("Settings that are not at their default"))
    else:
        st.caption(_("Every setting is at its default."))
    every = system_facts.setting_rows(settings)
    with st.expander(_("All {count} settings", count=len(every)), icon=":material/tune:"):
        facts.table(headings, every, alt=_("All settings"))


def database(state: SystemState) -> None:
    """Connection, posture, indexes and tables."""
    overview = state.overview
    with st.expander(_("Connection"), icon=":material/database:"):
        if overview:
            rows = system_facts.connection_rows(overview, state)
            schema = [_("Schema"), system_facts.schema(overview.revision, condition.EXPECTED)]
            facts.table((_("What"), _("Now")), [*rows, schema], alt=_("Connection"))
        else:
            messages.timed_out()
    is_open = posture_view.is_open(state.findings or ())
    with st.expander(_("Security posture"), icon=":material/security:", expanded=is_open):
        if state.findings is not None:
            posture_view.show(state.findings)
        else:
            messages.timed_out("checked")
    if overview:
        with st.expander(_("Indexes of prototype_sessions"), icon=":material/sort:"):
            table_facts.indexes(overview)
        with st.expander(_("Tables"), icon=":material/table:"):
            table_facts.tables(overview)


def beside(state: SystemState, clock: Clock) -> None:
    """What runs beside the dashboard."""
    with st.expander(_("Rendering"), icon=":material/web:"):
        render_view.show(state.renders, clock)
    with st.expander(_("Alerts"), icon=":material/campaign:"):
        watch_view.show(state.watch, clock)
