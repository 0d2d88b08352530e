"""The outline: lazily shown, complete, and indifferent to what the JSON holds."""

from __future__ import annotations

import time
from typing import Any

import pytest

from inspection import figma_tree
from inspection.outline import NAME_CHARS, TEXT_CHARS, UNTYPED, Font, outline
from tests.inspection.samples import Json, deep, design, frame, large, node, solid, text

ROOT = frame(
    node("FRAME", 10, 20, 300, 100, id="1:2", name="Header", children=[
        text(30, 40, "Sign in to Northwind", id="1:3", name="Title"),
        node("RECTANGLE", 30, 80, 90, 30, id="1:4", name="Button", fills=[solid(1)],
             visible=False, children=[text(31, 81, "Go", id="1:5", name="Label")]),
    ]),
    None,
    node("VECTOR", 0, 0, 10, 10, id="1:6", fills=[solid(1), solid(0, 0, 1, visible=False)],
         strokes=[solid(0, 1)]),
    name="Sign-in",
)  # fmt: skip


def test_levels_are_shown_one_at_a_time() -> None:
    found = outline(design(ROOT))
    (root,) = found.roots()
    assert (root.name, root.depth, root.children, root.parent) == ("Sign-in", 0, 2, None)
    header, vector = found.children(root.position)
    assert (header.id, header.type, header.children, header.box) == (
        "1:2", "FRAME", 2, (10, 20, 300, 100),
    )  # fmt: skip
    assert (vector.position, vector.depth, vector.children) == (5, 1, 0)
    title, _ = found.children(header.position)
    assert (title.text, title.name, title.parent) == (
        "Sign in to Northwind",
        "Title",
        header.position,
    )
    assert found.children(vector.position) == found.children(99) == ()


def test_boxes_are_in_the_wireframes_coordinates() -> None:
    root = frame(node("RECTANGLE", -990, 520, 5, 5))
    root["absoluteBoundingBox"] |= {"x": -1000, "y": 500}
    assert outline(design(root)).node(1).box == (10, 20, 5, 5)


def test_what_is_hidden_says_so_with_all_below_it() -> None:
    found = outline(design(ROOT))
    assert [found.node(at).hidden for at in range(6)] == [False, False, False, True, True, False]


def test_search_finds_names_texts_types_and_ids() -> None:
    found = outline(design(ROOT))
    for words, positions in (
        ("NORTHWIND", [2]),
        ("  sign   in ", [2]),
        ("sign-in", [0]),
        ("vector", [5]),
        ("1:4", [3]),
        ("go", [4]),
        ("nowhere", []),
        (" ", []),
    ):
        nodes, total = found.search(words)
        assert [each.position for each in nodes] == positions
        assert total == len(positions)
    nodes, total = found.search("1:", limit=2)
    assert (len(nodes), total) == (2, 5)


def test_the_path_says_what_to_unfold() -> None:
    found = outline(design(ROOT))
    assert found.path(4) == (0, 1, 3, 4)
    assert found.path(0) == (0,)
    for wrong in (-1, 6):
        with pytest.raises(IndexError):
            found.node(wrong)


def test_facts_count_everything() -> None:
    facts = outline(design(ROOT)).facts
    assert (facts.nodes, facts.depth) == (6, 3)
    assert facts.types == {"FRAME": 2, "TEXT": 2, "RECTANGLE": 1, "VECTOR": 1}
    assert facts.colours == {"#000000": 3, "#ff0000": 2, "#00ff00": 1}
    assert facts.fonts == (Font("Inter", 400, 2),)


def test_gradient_stops_are_colours_too() -> None:
    stops = [{"position": 0, "color": {"r": 1, "g": 1, "b": 1}}, {"position": 1}]
    gradient = {"type": "GRADIENT_LINEAR", "gradientStops": stops}
    facts = outline(design(frame(node("RECTANGLE", 0, 0, 1, 1, fills=[gradient])))).facts
    assert facts.colours == {"#ffffff": 1}


@pytest.mark.parametrize("nothing", [None, 3, "x", [], {}, {"nodes": {}}, {"nodes": {"1": 2}}])
def test_no_design_has_no_nodes(nothing: Any) -> None:
    found = outline(nothing)
    assert (found.roots(), found.facts.nodes, found.facts.depth) == ((), 0, 0)
    assert found.search("x") == ((), 0)


@pytest.mark.parametrize(
    "junk",
    [None, True, 3, 10**400, float("nan"), "\0\ud800" * 5_000, [], [[]], [None, 3], {}, {"r": []}],
)
def test_any_value_anywhere_is_survived(junk: Any) -> None:
    fields = ["id", "type", "name", "characters", "style", "fills", "strokes", "children"]
    broken: list[Json] = [node("TEXT", 0, 0, 1, 1, **{field: junk}) for field in fields]
    broken += [
        node("TEXT", 0, 0, 1, 1, style={"fontFamily": junk, "fontWeight": junk}),
        node("TEXT", 0, 0, 1, 1, fills=[{"color": junk}, {"gradientStops": junk}]),
        node("TEXT", 0, 0, 1, 1, fills=[{"color": {"r": junk, "g": 0, "b": 0}}]),
        node("TEXT", 0, 0, 1, 1, absoluteBoundingBox=junk),
    ]
    found = outline(design(frame(*broken)))
    assert found.facts.nodes >= 13
    for at in range(found.facts.nodes):
        shown = found.node(at)
        assert len(shown.name) <= NAME_CHARS
        assert len(shown.text or "") <= TEXT_CHARS
        (shown.id + shown.type + shown.name + (shown.text or "")).encode()
        assert "\0" not in shown.name
    found.search("x")


def test_a_type_that_is_none_has_a_name() -> None:
    found = outline(design(frame({"children": []}, {"type": ["x"]})))
    assert found.facts.types == {UNTYPED: 2, "FRAME": 1}


@pytest.mark.parametrize("depth", [5_000, 50_000])
def test_depth_is_no_limit(depth: int) -> None:
    found = outline(figma_tree.parse(deep(depth)))
    assert (found.facts.nodes, found.facts.depth) == (depth + 1, depth)
    assert found.node(depth).depth == depth
    assert len(found.path(depth)) == depth + 1


def test_a_huge_design_is_indexed_at_once() -> None:
    huge = large(44_000)
    times = []
    for _ in range(3):
        start = time.process_time()
        found = outline(huge)
        found.search("lorem")
        times.append(time.process_time() - start)
    assert found.facts.nodes == 44_001
    assert min(times) < 0.6  # 0.15 s on an idle core; the margin is for shared machines
