"""The system: what needs attention, the settings that somebody changed, and the rest folded."""

from __future__ import annotations

import streamlit as st

from components.formatting import clock
from components.formatting.numbers import bytes_text
from components.formatting.times import MISSING, exact, zone_name
from components.system import attention, sections, system_facts
from language import _
from services import acting, condition, resources, system, threshold

# read state
settings, me, now = resources.settings(), acting.principal(), clock.read()

# call the services
state = system.read()
overview, applies = state.overview, threshold.current()

# render
attention.show(attention.points(state, applies, now))
with st.grid(4, min_column_width=180):
    st.metric(
        _("Round trip, now"),
        system_facts.latency(state.round_trips),
        None if state.round_trips else _("not measured just now"),
        delta_color="off",
        delta_arrow="off",
        border=True,
        help=_("The median of a few `SELECT 1` from this process to the database."),
    )
    st.metric(
        _("Schema revision"),
        (overview.revision or _("none")) if overview else MISSING,
        border=True,
        help=_(
            "This version of the dashboard needs revision {expected}.", expected=condition.EXPECTED
        ),
    )
    st.metric(
        _("Database size"),
        bytes_text(overview.bytes if overview else None),
        border=True,
        help=_("All tables and indexes."),
    )
    st.metric(
        _("You"),
        _(me.role.capitalize()),
        border=True,
        help=_("The audit log records what you do under your name."),
    )
st.caption(
    _(
        "As of {at}, {zone}. Press `r` to refresh.",
        at=exact(now.now, now.zone),
        zone=zone_name(now.zone),
    )
)
sections.settings_in_effect(settings, applies, now)
st.subheader(_("Details"), anchor=False)
sections.database(state)
sections.beside(state, now)
