"""Mount the tree on a page; a fragment answers its requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import streamlit as st

from components.design_tree import tree_requests
from components.formatting import safe_text
from components.frontend import component
from inspection.outline_records import Outline
from inspection.sheets import caption
from inspection.wireframe import Wireframe, data_uri
from language import _, recognized

MOST_SHEETS: Final = 500

_component = component("design_tree", "design_tree/explorer")


KEY: Final = "nodes"


class Start(NamedTuple):
    """Where the tree opens: at the node at a position, or else at a page or requested node."""

    selected: int | None = None
    sheet: int | None = None


def show(
    tree: Outline,
    drawn: Callable[[int], Wireframe],
    *,
    design: str,
    start: Start,
    on_select: Callable[[int], None],
) -> None:
    """The tree beside the picture. Call it in a fragment, because each opened node is a rerun.

    `design` identifies what is shown, and a new one begins at `start`. `drawn` gives the picture of
    a page or requested node by its number. `on_select` is called with the position of the node that
    is then chosen.
    """
    requests = tree_requests.parse(st.session_state.get(KEY, {}).get("wanted"))
    if requests.design != design:
        requests = tree_requests.Requests(
            design=design, selected=-1 if start.selected is None else start.selected
        )

    def chosen() -> None:
        requests = tree_requests.parse(st.session_state[KEY].get("wanted"))
        if requests.design == design and 0 <= requests.selected < tree.facts.nodes:
            on_select(requests.selected)

    _component(
        key=KEY,
        data={
            "design": design,
            "base": None
            if requests.has
            else beginning(tree, drawn, requests.selected, start.sheet),
            "answers": [respond(tree, drawn, request) for request in requests.asks],
        },
        on_wanted_change=chosen,
    )


def respond(
    tree: Outline, drawn: Callable[[int], Wireframe], request: tree_requests.Request
) -> dict[str, object]:
    """The answer to one request, including the picture of another page."""
    if not isinstance(request, tree_requests.Turned):
        return tree_requests.respond(tree, request)
    turned = picture(tree, drawn, request.sheet) if 0 <= request.sheet < len(tree.sheets) else None
    return {"id": request.id, "picture": turned}


def beginning(
    tree: Outline, drawn: Callable[[int], Wireframe], selected: int, sheet: int | None = None
) -> dict[str, object]:
    """The initial data: the picture, the roots, and the children of a single root."""
    known = 0 <= selected < tree.facts.nodes
    number = tree.sheet_of(selected) if known else sheet
    if number is None or not 0 <= number < len(tree.sheets):
        number = tree.first_sheet
    roots = tree.roots()
    parts = [tree_requests.part(-1, roots)]
    if roots.total == 1:
        parts.append(tree_requests.part(0, tree.children(0)))
    return {
        "picture": picture(tree, drawn, number),
        "sheets": [
            {"at": entry.position, "label": label(tree, at)}
            for at, entry in enumerate(tree.sheets[:MOST_SHEETS])
        ],
        "parts": parts,
        "shown": tree_requests.reveal(tree, selected),
        "nodes": tree.facts.nodes,
    }


def picture(tree: Outline, drawn: Callable[[int], Wireframe], number: int) -> dict[str, object]:
    """The picture of a page or of a requested node, with its notes."""
    wireframe = drawn(number) if tree.sheets else None
    if wireframe is None or not wireframe.width:
        nothing = _("Nothing to draw here: no node has a box, or all are hidden.")
        return {"sheet": number, "address": None, "width": 0, "height": 0, "note": nothing}
    left_out = wireframe.nodes_total - wireframe.nodes_drawn
    notes = [
        _("{left_out:,} small nodes are not drawn", left_out=left_out) if left_out else "",
        _("{nodes_hinted:,} long paths are shown as boxes", nodes_hinted=wireframe.nodes_hinted)
        if wireframe.nodes_hinted
        else "",
    ]
    return {
        "sheet": number,
        "address": data_uri(wireframe.svg),
        "width": wireframe.width,
        "height": wireframe.height,
        "note": " · ".join(filter(None, notes)),
    }


def label(tree: Outline, number: int) -> str:
    """`Page 1 of 5: Cover`."""
    entry = tree.sheets[number]
    kind = recognized(caption(entry.kind, number, len(tree.sheets)) or entry.kind)
    name = safe_text.line(entry.name, 60) or _("Unnamed")
    return f"{kind[0].upper()}{kind[1:]}: {name}{'' if entry.drawable else _(', nothing to draw')}"
