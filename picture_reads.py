"""The pictures that pages show: those kept for lists, and one session's, drawn in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

import streamlit as st

import resources
import session_reads
from components.pictures import Pictures
from store import insights
from store.engine import attempt
from store.records import SessionSummary


def of_list(rows: Sequence[SessionSummary], now: datetime) -> Pictures:
    """Pictures as inspection keeps them, small and read in one query; it is told of the rest."""
    ids = [row.id for row in rows]
    known = resources.database().try_read(partial(insights.many, row_ids=ids)) if ids else {}
    if known is None:
        return Pictures({}, resources.settings().thumbnail_hosts, now)
    if missing := [row for row in rows if row.id not in known]:
        resources.inspector().ask_for(missing)
    wireframes = {row_id: insight.wireframe for row_id, insight in known.items()}
    return Pictures(wireframes, resources.settings().thumbnail_hosts, now)


def in_full(rows: Sequence[SessionSummary], now: datetime) -> Pictures:
    """Pictures with all that fits into a wireframe. Raises NotFound."""
    wireframes = {row.id: attempt(partial(wireframe, row.id, row.version)) or "" for row in rows}
    return Pictures(wireframes, resources.settings().thumbnail_hosts, now)


@st.cache_data(max_entries=64, show_spinner=False)
def wireframe(row_id: UUID, version: str) -> str:
    """The SVG of one version's design, drawn once. Raises NotFound."""
    database = resources.database()
    known = database.read(partial(insights.get, row_id=row_id))
    if known is not None and known.wireframe_complete:
        return known.wireframe
    return session_reads.design(row_id, version)[1].svg
