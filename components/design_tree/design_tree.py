"""Mount the tree on a page; a fragment answers what it asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from components.design_tree import asks
from inspection.outline import Outline
from inspection.wireframe import Wireframe, data_uri

HERE: Final = Path(__file__).parent
# One module: Streamlit takes a component's script as one text.
SCRIPTS: Final = ("elements.js", "rows.js", "tree.js", "stage.js", "explorer.js")

_component = st.components.v2.component(
    "design_tree",
    js="\n".join((HERE / name).read_text() for name in SCRIPTS),
    css=(HERE / "style.css").read_text(),
)


def show(
    tree: Outline,
    picture: Wireframe,
    *,
    design: str,
    key: str,
    selected: int | None = None,
    on_select: Callable[[int], None] | None = None,
) -> None:
    """The tree beside the picture. Call it in a fragment: each opened node is a rerun.

    `design` names what is shown; another one starts anew, at the node at position `selected`.
    `on_select` is called with the position of the node that is then chosen.
    """
    wanted = asks.read(st.session_state.get(key, {}).get("wanted"))
    if wanted.design != design:
        wanted = asks.Wanted(design=design, selected=-1 if selected is None else selected)

    def chosen() -> None:
        now = asks.read(st.session_state[key].get("wanted"))
        if on_select and now.design == design and 0 <= now.selected < tree.facts.nodes:
            on_select(now.selected)

    _component(
        key=key,
        data={
            "design": design,
            "base": None if wanted.has else beginning(tree, picture, wanted.selected),
            "answers": [asks.answer(tree, ask) for ask in wanted.asks],
        },
        on_wanted_change=chosen,
    )


def beginning(tree: Outline, picture: Wireframe, selected: int) -> dict[str, object]:
    """What the tree starts with: the picture, the roots, a single root's children."""
    roots = tree.roots()
    parts = [asks.part(-1, roots)]
    if roots.total == 1:
        parts.append(asks.part(0, tree.children(0)))
    left_out = picture.nodes_total - picture.nodes_drawn
    return {
        "picture": data_uri(picture.svg) if picture.width else None,
        "width": picture.width,
        "height": picture.height,
        "note": f"{left_out:,} small nodes are not drawn" if left_out else "",
        "parts": parts,
        "shown": asks.way(tree, selected),
        "nodes": tree.facts.nodes,
    }
