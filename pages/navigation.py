"""The main script: the gate that every page stands behind, the routes, and the titles."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

import resources
from components import messages
from store import system
from store.errors import Unavailable
from store.models import HEAD_REVISION

# A picture of our own: a Material icon here would be fetched from another host.
ICON = Path(__file__).parent.parent / "assets" / "icon.png"
st.set_page_config(page_title="Prototype sessions", page_icon=ICON, layout="wide")
st.logo(ICON, size="small")

page = st.navigation(
    [
        st.Page(
            "overview.py",
            title="Overview",
            icon=":material/monitoring:",
            default=True,
            help="How many sessions by status, what is stuck, failures, and what came in last.",
        ),
        st.Page(
            "sessions.py",
            title="Sessions",
            icon=":material/table_rows:",
            help="Search, filter and sort every session; select some to reset or mark as failed.",
        ),
        st.Page("session.py", title="Session", icon=":material/web_asset:", visibility="hidden"),
        st.Page("compare.py", title="Compare", icon=":material/compare:", visibility="hidden"),
        st.Page(
            "stuck.py",
            title="Stuck",
            icon=":material/hourglass_disabled:",
            help="Generating sessions without an update for too long, with the evidence.",
        ),
        st.Page(
            "audit.py",
            title="Audit",
            icon=":material/history:",
            help="Who changed what, when and why; receipts and undo.",
        ),
        st.Page(
            "system.py",
            title="System",
            icon=":material/database:",
            help="Connection, latency, schema revision, indexes and sizes.",
        ),
    ],
    position="top",
)


def read_revision() -> str | None:
    """The schema's revision. Raises Unavailable."""
    return resources.database().read(system.revision)


def answers() -> bool:
    """Whether the database answers again."""
    try:
        read_revision()
    except Unavailable:
        return False
    return True


try:
    revision = read_revision()
    if revision != HEAD_REVISION:
        st.title(page.title)
        messages.until(
            lambda: read_revision() == HEAD_REVISION,
            partial(messages.schema_behind, revision, HEAD_REVISION),
        )
    else:
        if page.url_path != "session":
            st.title(page.title)
        page.run()
except Unavailable:
    messages.until(answers, messages.database_unavailable)
