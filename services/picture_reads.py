"""Pictures of single sessions, drawn in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

import streamlit as st

from components.design_tree.designs import Design, of_sheet
from components.pictures import Pictures
from services import resources, session_reads
from store.engine import attempt
from store.insights import insights
from store.records import SessionSummary


def in_full(rows: Sequence[SessionSummary], now: datetime, sheet: int | None = None) -> Pictures:
    """Pictures with all that fits into a wireframe, of the page or node `sheet` where one is
    chosen. Raises NotFound."""
    nothing = "", Design()
    drawn = {
        row.id: attempt(partial(wireframe, row.id, row.version, sheet)) or nothing for row in rows
    }
    wireframes = {row_id: svg for row_id, (svg, _) in drawn.items()}
    designs = {row_id: design for row_id, (_, design) in drawn.items()}
    return Pictures(wireframes, resources.settings().thumbnail_hosts, now, designs)


@st.cache_data(max_entries=64, show_spinner=False)
def wireframe(row_id: UUID, version: str, sheet: int | None) -> tuple[str, Design]:
    """The SVG of one version's design, drawn once, and what it is. Raises NotFound."""
    if sheet is not None:
        picture = session_reads.sheet(row_id, version, sheet)
        if picture.caption:  # it is there
            return picture.svg, of_sheet(picture)
    database = resources.database()
    known = database.read(partial(insights.get, row_id=row_id))
    if known is not None and known.wireframe_complete:
        return known.wireframe, Design(known.design_kind, known.design_note)
    tree, picture = session_reads.design(row_id, version)
    return picture.svg, Design(tree.answer.kind, tree.answer.note)
