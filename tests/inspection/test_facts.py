"""Facts about designs are counted correctly, whatever a row may contain."""

from __future__ import annotations

from typing import Any

import pytest

from demo.answers import board
from inspection import deep_json
from inspection.facts import LIST_LIMIT, UNTYPED, WORD_CHARS, Facts
from inspection.outline import outline
from tests.inspection.samples import Json, deep, solid


def answer(*documents: object) -> Json:
    """A Figma nodes response that holds these documents."""
    nodes = {f"1:{at}": {"document": document} for at, document in enumerate(documents)}
    return {"name": "Shop", "lastModified": "2026-11-01T10:00:00Z", "nodes": nodes}


def facts(design: object) -> Facts:
    """What the outline counts."""
    return outline(design).facts


def test_counts_nodes_types_depth_fonts_and_colors() -> None:
    title = {
        "type": "TEXT",
        "name": "Title",
        "style": {"fontFamily": "Inter", "fontWeight": 700},
        "fills": [solid(1, 0, 0), solid(0, 0, 1, visible=False)],
        "absoluteBoundingBox": {"x": 0, "y": 0, "width": 100, "height": 20.5},
    }
    body = {"type": "TEXT", "style": {"fontFamily": "Inter", "fontWeight": 400}}
    group = {"type": "GROUP", "name": "Texts", "children": [title, body], "visible": False}
    result = facts(answer({"type": "FRAME", "strokes": [solid(1, 0, 0)], "children": [group]}))

    assert (result.file_name, result.last_modified) == ("Shop", "2026-11-01T10:00:00Z")
    assert (result.nodes, result.depth, result.levels, result.without_box) == (4, 2, 3, 3)
    assert result.types == (("TEXT", 2), ("FRAME", 1), ("GROUP", 1))
    assert [(font.family, font.weights, font.uses) for font in result.fonts] == [
        ("Inter", (400, 700), 2)
    ]
    assert [(color.hex, color.uses) for color in result.colors] == [("#ff0000", 2)]
    assert (result.type_count, result.font_count, result.color_count) == (3, 1, 1)


def test_counts_gradient_stops_with_their_opacity() -> None:
    stops = [{"color": {"r": 0, "g": 1, "b": 0, "a": 0.5}}, {"position": 1}]
    result = facts(answer({"fills": [{"gradientStops": stops, "opacity": 0.5}]}))
    assert [(color.hex, color.opacity) for color in result.colors] == [("#00ff00", 0.25)]


@pytest.mark.parametrize(
    ("alpha", "opacity", "shown"), [(None, None, 1), (0.5, 9, 0.5), ("x", -1, 0), (True, [], 1)]
)
def test_opacity_is_between_0_and_1(alpha: Any, opacity: Any, shown: float) -> None:
    paint = {"color": {"r": 0, "g": 0, "b": 0, "a": alpha}, "opacity": opacity}
    result = facts(answer({"fills": [paint]})).colors
    assert [color.opacity for color in result] == ([] if opacity == [] else [shown])


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
    result = facts(design)
    assert (result.nodes, result.depth, result.levels, result.types) == (0, 0, 0, ())
    assert result.file_name == result.last_modified == ""


def test_wrong_types_count_as_absent() -> None:
    result = facts(
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
    assert (result.nodes, result.without_box) == (3, 3)
    assert result.types == ((UNTYPED, 3),)
    assert (result.colors, result.fonts) == ((), ())


def test_a_tree_of_depth_5000_is_counted() -> None:
    result = facts(deep_json.parse(deep(4_999)))
    assert (result.nodes, result.levels) == (5_000, 5_000)


def test_44000_nodes_give_a_bounded_answer() -> None:
    leaves = [
        {
            "type": f"T{at % 300}" + "x" * 1_000,
            "style": {"fontFamily": f"F{at % 200}"},
            "fills": [solid(at % 255 / 255, 0, 0)],
        }
        for at in range(44_000)
    ]
    result = facts(answer({"type": "FRAME", "children": leaves}))
    assert result.nodes == 44_001
    assert max(len(name) for name, _ in result.types) == WORD_CHARS
    assert len(result.types) == len(result.fonts) == len(result.colors) == LIST_LIMIT
    assert (result.type_count, result.font_count, result.color_count) == (301, 200, 255)


def test_texts_without_a_font_are_counted_on_any_node() -> None:
    assert facts(board()).texts_without_font == 8
    blank = {"type": "SHAPE_WITH_TEXT", "characters": " \n"}
    nameless = {"type": "TEXT", "style": {"fontFamily": " ", "fontWeight": 400}}
    result = facts(answer({"type": "FRAME", "children": [blank, nameless]}))
    assert (result.fonts, result.font_count, result.texts_without_font) == ((), 0, 1)
