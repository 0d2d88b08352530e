"""How close a row's page comes to its design, from what a viewer's frame measured."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from inspection import deep_json
from inspection.match import measured
from inspection.match.blocks import Scene
from inspection.match.design_blocks import scene
from inspection.match.matching import match
from inspection.match.records import Match
from services import designs, resources
from services.frame_sizes import Size, frame_size
from store.records import SessionSummary
from store.retrying import attempt


@st.cache_resource(max_entries=32, show_spinner=False)
def design_scene(row_id: UUID, version: str, sheet: int | None) -> Scene | None:
    """The blocks of one version's design, read once. Raises NotFound."""
    text = designs.design_text(row_id)
    with deep_json.no_collection():
        return scene(deep_json.parse_stored(text), sheet=sheet)


def scene_in_time(row: SessionSummary) -> Scene | None:
    """The blocks of a row's design; None if it was not read in time. Raises NotFound."""
    return attempt(lambda: design_scene(row.id, row.version, None))


def frame(row: SessionSummary, sheet: int | None = None) -> Size | None:
    """The size to run a row's code in; None if the design was not read in time. Raises NotFound."""
    width, height = row.frame_width, row.frame_height
    return attempt(lambda: frame_size(design_scene(row.id, row.version, sheet), width, height))


def matched(row: SessionSummary, page: str, sheet: int | None = None) -> Match | None:
    """The match of what a frame says that it measured, which is untrusted; None if the design was
    not read in time. Raises NotFound."""
    # A callback runs before the page's gate, and the cache has none.
    resources.database()
    said = measured.read(page)
    render = said.scene if said else None
    return attempt(lambda: match(design_scene(row.id, row.version, sheet), render))
