"""Facts about designs: counted right, and never broken by what a row may hold."""

from __future__ import annotations

from typing import Any

import pytest

from design.facts import OUTLINE_LIMIT, TEXT_LIMIT, facts, walk

JsonObject = dict[str, Any]


def answer(*documents: object) -> JsonObject:
    """A Figma nodes answer that holds these documents."""
    nodes = {f"1:{at}": {"document": document} for at, document in enumerate(documents)}
    return {"name": "Shop", "lastModified": "2026-11-01T10:00:00Z", "nodes": nodes}


def solid(red: float, green: float, blue: float, **more: object) -> JsonObject:
    """A solid paint."""
    return {"type": "SOLID", "color": {"r": red, "g": green, "b": blue, "a": 1}, **more}


def test_counts_nodes_types_depth_fonts_and_colours() -> None:
    title = {
        "type": "TEXT",
        "name": "Title",
        "characters": "Hello",
        "style": {"fontFamily": "Inter", "fontWeight": 700},
        "fills": [solid(1, 0, 0), solid(0, 0, 1, visible=False)],
        "absoluteBoundingBox": {"x": 0, "y": 0, "width": 100, "height": 20.5},
    }
    body = {"type": "TEXT", "style": {"fontFamily": "Inter", "fontWeight": 400}}
    group = {"type": "GROUP", "name": "Texts", "children": [title, body]}
    found = facts(answer({"type": "FRAME", "fills": [solid(1, 0, 0)], "children": [group]}))

    assert (found.file_name, found.node_count, found.depth) == ("Shop", 4, 3)
    assert dict(found.types) == {"FRAME": 1, "GROUP": 1, "TEXT": 2}
    assert [(font.family, font.weights, font.uses) for font in found.fonts] == [
        ("Inter", (400, 700), 2)
    ]
    assert [(colour.hex, colour.uses) for colour in found.colours] == [("#ff0000", 2)]
    assert [(node.depth, node.name) for node in found.outline] == [
        (0, ""),
        (1, "Texts"),
        (2, "Title"),
        (2, ""),
    ]
    assert (found.outline[2].width, found.outline[2].height) == (100.0, 20.5)
    assert found.missing_boxes == 3


def test_counts_gradient_stops_with_their_opacity() -> None:
    paint = {"gradientStops": [{"color": {"r": 0, "g": 1, "b": 0, "a": 0.5}}], "opacity": 0.5}
    assert [(c.hex, c.opacity) for c in facts(answer({"fills": [paint]})).colours] == [
        ("#00ff00", 0.25)
    ]


@pytest.mark.parametrize(
    "design",
    [
        None,
        [],
        "text",
        7,
        {},
        {"nodes": None},
        {"nodes": []},
        {"nodes": {"1:1": None}},
        {"nodes": {"1:1": {"document": "none"}}},
        {"name": 5, "lastModified": {}, "nodes": {"1:1": {}}},
    ],
)
def test_anything_else_is_a_design_without_nodes(design: object) -> None:
    found = facts(design)
    assert (found.node_count, found.depth, found.outline) == (0, 0, ())


def test_wrong_types_count_as_absent() -> None:
    found = facts(
        answer(
            {
                "type": 4,
                "name": ["x"],
                "absoluteBoundingBox": None,
                "style": "bold",
                "fills": [None, {"color": None}, {"color": {"r": "1", "g": True, "b": 0}}],
                "strokes": {"color": 1},
                "children": [None, 3, "x", {"children": None}],
            },
            {"absoluteBoundingBox": {"width": float("nan"), "height": 10**400}},
        )
    )
    assert found.node_count == 3
    assert dict(found.types) == {"UNKNOWN": 3}
    assert found.colours == ()
    assert {(node.width, node.height) for node in found.outline} == {(None, None)}


def test_a_tree_of_depth_5000_is_counted() -> None:
    node: JsonObject = {"type": "FRAME"}
    for _ in range(4_999):
        node = {"type": "FRAME", "absoluteBoundingBox": None, "children": [node]}
    found = facts(answer(node))
    assert (found.node_count, found.depth) == (5_000, 5_000)


def test_44000_nodes_give_a_bounded_answer() -> None:
    leaves = [
        {
            "type": f"T{at % 300}",
            "name": "n" * 1_000,
            "style": {"fontFamily": f"F{at % 200}"},
            "fills": [solid(at % 255 / 255, 0, 0)],
        }
        for at in range(44_000)
    ]
    found = facts(answer({"type": "FRAME", "children": leaves}))
    assert found.node_count == 44_001
    assert len(found.outline) == OUTLINE_LIMIT
    assert max(len(node.name) for node in found.outline) == TEXT_LIMIT
    assert len(found.types) == len(found.fonts) == len(found.colours) == 60
    assert (found.font_count, found.colour_count) == (200, 255)


def test_walk_keeps_the_order_of_the_layers() -> None:
    tree = {"name": "a", "children": [{"name": "b", "children": [{"name": "c"}]}, {"name": "d"}]}
    assert [node["name"] for node, _ in walk(answer(tree, {"name": "e"}))] == list("abcde")
