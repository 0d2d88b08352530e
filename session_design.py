"""The design of one session: its tree, read a level at a time, and its facts."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import streamlit as st

import resources
import session_reads
from components import design_tree, design_view, messages
from components.query_string import Reader
from store.records import SessionSummary

NODE: Final = "node"
LONGEST: Final = 9


def show(row: SessionSummary) -> None:
    """What the design holds. Raises NotFound."""
    with st.skeleton(height=300):
        tree, _ = session_reads.design(row.id, row.version)
    design_view.show(
        tree.facts,
        row.design_bytes,
        row.frame_name,
        resources.for_later(lambda: session_reads.design_text(row.id)),
        lambda: explore(row.id, row.version),
    )


@st.fragment
def explore(row_id: UUID, version: str) -> None:
    """The tree beside the wireframe. What a person opens reruns this and nothing else."""
    with messages.expected_errors():
        # A rerun of a fragment does not pass the page's gate, and the cache has none.
        resources.database()
        tree, picture = session_reads.design(row_id, version)
        read = Reader({NODE: st.query_params.get_all(NODE)})
        design_tree.show(
            tree,
            picture,
            design=f"{row_id} {version}",
            key="nodes",
            selected=read.one(NODE, position),
            on_select=remember,
        )
        for name in read.unreadable:
            del st.query_params[name]


def position(value: str) -> int:
    """Which node the URL names, by its place in the design. Raises ValueError."""
    if not value.isdecimal() or len(value) > LONGEST:
        raise ValueError(value)
    return int(value)


def remember(at: int) -> None:
    """Write which node is looked at into the URL."""
    st.query_params[NODE] = str(at)
