"""The system: connection, latency, schema, indexes, sizes and settings."""

from __future__ import annotations

import streamlit as st

from components.feedback import messages
from components.formatting import clock
from components.formatting.numbers import bytes_text
from components.formatting.times import MISSING, exact, zone_name
from components.system import facts, posture_view, system_facts, watch_view
from services import acting, condition, resources, system, threshold

# read state
settings, me, now = resources.settings(), acting.principal(), clock.read()

# call the services
state = system.read()
overview, findings = state.overview, state.findings

# render
with st.grid(4, min_column_width=180):
    st.metric(
        "Round trip, now",
        system_facts.latency(state.round_trips),
        None if state.round_trips else "not measured just now",
        delta_color="off",
        delta_arrow="off",
        border=True,
        help="The median of a few `SELECT 1` from this process to the database.",
    )
    st.metric(
        "Schema revision",
        (overview.revision or "none") if overview else MISSING,
        border=True,
        help=f"This version of the dashboard needs revision {condition.EXPECTED}.",
    )
    st.metric(
        "Database size",
        bytes_text(overview.bytes if overview else None),
        border=True,
        help="All tables and indexes.",
    )
    st.metric(
        "You",
        me.role.capitalize(),
        border=True,
        help="The audit log records what you do under your name.",
    )
st.caption(f"As of {exact(now.now, now.zone)}, {zone_name(now.zone)}. Press `r` to refresh.")

st.subheader("Connection", anchor=False)
if overview:
    connection = system_facts.connection_rows(overview, state)
    schema = ["Schema", system_facts.schema(overview.revision, condition.EXPECTED)]
    facts.table(("What", "Now"), [*connection, schema], alt="Connection")
else:
    messages.not_now()

st.subheader("Security posture", anchor=False)
if findings is not None:
    posture_view.show(findings)
else:
    messages.not_now("checked")

st.subheader("Told outside", anchor=False)
watch_view.show(state.watch, now)

if overview:
    st.subheader("Indexes of prototype_sessions", anchor=False)
    if missing := system_facts.missing_indexes(overview.indexes):
        st.warning(
            f"Missing: {', '.join(f'`{name}`' for name in missing)}. Lists and searches get slow "
            "as the table grows. Run `scripts/migrate`.",
            icon=":material/warning:",
        )
    indexes = system_facts.index_rows(overview.indexes)
    facts.table(("Index", "Size", "State"), indexes, alt="Indexes")
    st.caption("Scans are counted since the server's statistics were last reset.")

    st.subheader("Tables", anchor=False)
    facts.table(
        ("Table", "Rows (the planner's estimate)", "Size with indexes"),
        system_facts.table_rows(overview.tables),
        alt="Tables",
    )

st.subheader("Settings in effect", anchor=False)
st.markdown(system_facts.threshold(threshold.current(), now))
facts.table(
    ("Environment variable", "Value, and what it does"),
    system_facts.setting_rows(settings),
    alt="Settings",
)
