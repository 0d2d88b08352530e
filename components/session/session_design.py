"""The Design tab: the tree, which opens a level at a time, and the figures."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import design_tree
from components.design_tree import design_view
from components.design_tree.designs import Design
from components.feedback import messages
from components.session import session_code
from components.url_state import address
from components.url_state.parameters import drop_parameter
from components.url_state.query_string import Reader
from inspection.outline_records import Outline
from inspection.syntax import CheckerUnavailable
from inspection.wireframe import Wireframe
from services import designs, resources
from services.session import Session
from store.errors import NotFound
from store.records import SessionSummary

NODE: Final = "node"
PAGE: Final = "page"
LONGEST: Final = 9


def show(row: SessionSummary, design_bytes: int | None) -> None:
    """The tree and the figures of the design. Raises NotFound."""
    with st.skeleton(height=300):
        tree, _ = designs.design(row.id, row.version)
    design_view.show(
        tree.facts,
        Design(tree.answer.kind, tree.answer.note),
        design_bytes,
        row.frame_name,
        resources.for_later(lambda: designs.design_text(row.id)),
        lambda: explore(row.id, row.version),
    )


@st.fragment
def explore(row_id: UUID, version: str) -> None:
    """The tree beside the wireframe. Opening a node reruns only this fragment."""
    with messages.expected_errors():
        # A fragment rerun skips the access check of the page, and the cache has none.
        resources.database()
        tree, picture = designs.design(row_id, version)
        read = Reader({name: st.query_params.get_all(name) for name in (NODE, PAGE)})

        def drawn(number: int) -> Wireframe:
            is_first = number == tree.first_sheet
            return picture if is_first else designs.sheet(row_id, version, number)

        design_tree.show(
            tree,
            drawn,
            design=f"{row_id} {version}",
            start=design_tree.Start(read.one(NODE, position), read.one(PAGE, page)),
            on_select=partial(remember, tree),
        )
        for name in read.unreadable:
            drop_parameter(name)


def position(value: str) -> int:
    """The node in the URL, by its position in the design. Raises ValueError."""
    if not value.isdecimal() or len(value) > LONGEST:
        raise ValueError(value)
    return int(value)


def page(value: str) -> int:
    """The page or requested node in the URL, counted from 1 there and from 0 here.

    Raises ValueError.
    """
    if position(value) < 1:
        raise ValueError(value)
    return int(value) - 1


def chosen_page() -> int | None:
    """The page in the URL; None if there is none, or it cannot be read."""
    return Reader({PAGE: st.query_params.get_all(PAGE)}).one(PAGE, page)


def remember(tree: Outline, at: int) -> None:
    """Write the selected node, and the page it is on, to the URL."""
    sheet = tree.sheet_of(at)
    shown = [] if sheet is None or sheet == tree.first_sheet else [str(sheet + 1)]
    address.put({NODE: [str(at)], PAGE: shown}, bound=True)


def badges(opened: Session, place: DeltaGenerator) -> None:
    """Draw what is wrong with the design and the code beside the status, after everything else."""
    badge(opened, place)
    session_code.badge(opened, place)


def badge(opened: Session, place: DeltaGenerator) -> None:
    """Say why there is no picture of the design, if there is none."""
    row = opened.row
    try:
        findings = opened.inspected.findings()
        if findings is None:
            return
        design = Design(findings.design_kind, findings.design_note)
    except CheckerUnavailable:
        tree, _ = designs.design(row.id, row.version)
        design = Design(tree.answer.kind, tree.answer.note)
    except NotFound:  # reported where it matters
        return
    if not design.is_drawn:
        with place:
            design_view.badge(design)
