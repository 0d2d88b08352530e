"""Texts of a row that are too large for a form to hold: read for an editor, at one version."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal
from uuid import UUID

import streamlit as st

from inspection.json_layout import laid_out
from services import resources
from store.reading import Reader
from store.sessions import prototype_sessions

MOST_CHARS: Final = 1 << 20
"""The longest text that is edited as text."""

Column = Literal["generated_code", "design_context"]
READ: Final = {
    "generated_code": prototype_sessions.get_code,
    "design_context": prototype_sessions.get_design_text,
}


def stored(row_id: UUID, version: str, column: Column) -> str | None:
    """The text at this version, a design in lines; None if it is too long, or the row has changed
    since. Raises NotFound."""
    resources.database()  # the cache has no gate
    return _stored(row_id, version, column)


@st.cache_resource(max_entries=4, show_spinner="Reading the text")
def _stored(row_id: UUID, version: str, column: Column) -> str | None:
    # The version is read first, so that a write in between shows up as another version later.
    with Reader(resources.database().primary) as reader, reader.batch() as batch:
        row = batch.later(partial(prototype_sessions.get_summary, row_id=row_id))
        answer = batch.later(partial(READ[column], row_id=row_id))
    text = answer() or ""
    if row().version != version or len(text) > MOST_CHARS:
        return None
    return laid_out(text, MOST_CHARS) if column == "design_context" else text
