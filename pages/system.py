"""The system: connection, latency, schema, indexes, sizes and the settings in force."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from statistics import median

import streamlit as st

import operations
import resources
from components import facts, posture_view, system_facts
from components.amounts import bytes_text
from components.moments import exact, viewer_zone, zone_name
from store import posture, system
from store.models import HEAD_REVISION

# read state
database, settings, me = resources.database(), resources.settings(), operations.acting()
zone, now = viewer_zone(), datetime.now(UTC)

# call the store
overview = database.read(system.overview)
round_trips = database.read(system.round_trips)
findings = database.read(partial(posture.findings, embedded=settings.database_url is None))
latency_ms = median(took.total_seconds() for took in round_trips) * 1_000
missing = system_facts.missing_indexes(overview.indexes)

# render
with st.grid(4, min_column_width=180):
    st.metric(
        "Round trip, now",
        f"{latency_ms:.2f} ms",
        border=True,
        help=f"The median of {len(round_trips)} `SELECT 1` from this process to the database.",
    )
    st.metric(
        "Schema revision",
        overview.revision or "none",
        border=True,
        help=f"This version of the dashboard needs revision {HEAD_REVISION}.",
    )
    st.metric(
        "Database size", bytes_text(overview.bytes), border=True, help="All tables and indexes."
    )
    st.metric(
        "You",
        me.role.capitalize(),
        border=True,
        help="The audit log has what you do, under your name.",
    )
st.caption(f"As of {exact(now, zone)}, {zone_name(zone)}. Press `r` to look again.")

st.subheader("Connection", anchor=False)
facts.table(
    ("What", "Now"),
    [
        *system_facts.connection_rows(overview, embedded=settings.database_url is None),
        ["Schema", system_facts.schema(overview.revision, HEAD_REVISION)],
    ],
    alt="Connection",
)

st.subheader("Security posture", anchor=False)
posture_view.show(findings)

st.subheader("Indexes of prototype_sessions", anchor=False)
if missing:
    st.warning(
        f"Missing: {', '.join(f'`{name}`' for name in missing)}. Lists and searches get slow as "
        "the table grows. Run `scripts/migrate`.",
        icon=":material/warning:",
    )
facts.table(
    ("Index", "Size", "State"),
    system_facts.index_rows(overview.indexes),
    alt="Indexes",
)
st.caption("Scans are counted since the server's statistics were last reset.")

st.subheader("Tables", anchor=False)
facts.table(
    ("Table", "Rows (the planner's estimate)", "Size with indexes"),
    system_facts.table_rows(overview.tables),
    alt="Tables",
)

st.subheader("Settings in force", anchor=False)
facts.table(
    ("Environment variable", "Value, and what it does"),
    system_facts.setting_rows(settings),
    alt="Settings",
)
