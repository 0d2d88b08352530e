"""Draws the design of one session in full: as a tree, by page, and as one picture."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

import streamlit as st

from inspection import deep_json
from inspection.answers import Kind
from inspection.outline import outline
from inspection.outline_records import Outline
from inspection.wireframe import Wireframe, wireframe
from services import resources
from store.insights.insight_records import Findings
from store.records import SessionSummary
from store.retrying import attempt
from store.sessions import prototype_sessions


class Drawn(NamedTuple):
    """A picture as SVG, the kind of design it was made of, and the note on it, untrusted."""

    svg: str = ""
    kind: str = Kind.DRAWN
    note: str = ""


def design_text(row_id: UUID) -> str:
    """The design as JSON text. Raises NotFound."""
    return resources.database().read(lambda db: prototype_sessions.get_design_text(db, row_id))


@st.cache_resource(max_entries=8, show_spinner=False)
def design(row_id: UUID, version: str) -> tuple[Outline, Wireframe]:
    """One version's design as a tree and as a picture, read once. Raises NotFound.

    Cached as a shared object, because copying 44,000 nodes on each rerun would cost more than
    reading them.
    """
    text = design_text(row_id)
    with deep_json.no_collection():
        parsed = deep_json.parse_stored(text)
        return outline(parsed), wireframe(parsed)


@st.cache_resource(max_entries=32, show_spinner=False)
def sheet(row_id: UUID, version: str, number: int) -> Wireframe:
    """The picture of one page, or of one requested node, of a version. Raises NotFound."""
    text = design_text(row_id)
    with deep_json.no_collection():
        return wireframe(deep_json.parse_stored(text), sheet=number)


def picture(row: SessionSummary, findings: Findings | None, number: int | None = None) -> Drawn:
    """The picture of a row's design, or of its page `number`.

    The picture in `findings`, the stored findings, is used if it is complete. The result is empty
    if nothing was read in time. Raises NotFound.
    """
    return attempt(lambda: _picture(row, findings, number)) or Drawn()


def _picture(row: SessionSummary, findings: Findings | None, number: int | None) -> Drawn:
    if number is not None:
        page = sheet(row.id, row.version, number)
        if page.caption:  # it exists
            if page.width:
                return Drawn(page.svg, Kind.DRAWN, page.caption)
            return Drawn(page.svg, Kind.EMPTY, f"{page.caption}: nothing to draw")
    if findings is not None and findings.wireframe_complete:
        return Drawn(findings.wireframe, findings.design_kind, findings.design_note)
    tree, whole = design(row.id, row.version)
    return Drawn(whole.svg, tree.answer.kind, tree.answer.note)
