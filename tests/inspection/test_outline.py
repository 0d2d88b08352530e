"""The outline: lazily expanded, complete, and safe for any JSON."""

from __future__ import annotations

import time
from typing import Any

import pytest

from inspection import deep_json
from inspection.facts import UNTYPED
from inspection.outline import outline
from inspection.outline_records import NAME_CHARS, PAGE, TEXT_CHARS
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
    result = outline(design(ROOT))
    (root,) = result.roots().nodes
    assert (root.name, root.depth, root.children, root.parent) == ("Sign-in", 0, 2, None)
    header, vector = result.children(root.position).nodes
    assert (header.id, header.type, header.children, header.box) == (
        "1:2", "FRAME", 2, (10, 20, 300, 100),
    )  # fmt: skip
    assert (vector.position, vector.depth, vector.children) == (5, 1, 0)
    title, _ = result.children(header.position).nodes
    assert (title.text, title.name, title.parent) == (
        "Sign in to Northwind",
        "Title",
        header.position,
    )
    assert result.children(vector.position) == result.children(99) == ((), 0, 0)


def test_long_levels_come_in_parts() -> None:
    leaves = [node("RECTANGLE", at, 0, 1, 1, name=f"n{at}") for at in range(450)]
    result = outline(design(frame(*leaves)))
    for start, names in (
        (0, range(PAGE)),
        (400, range(400, 450)),
        (-5, range(PAGE)),
        (9_999, range(449, 450)),
    ):
        nodes, begins, total = result.children(0, start)
        assert [each.name for each in nodes] == [f"n{at}" for at in names]
        assert (begins, total) == (names[0], 450)
    nodes, begins, total = result.search("rectangle", 200, 100)
    assert (nodes[0].name, nodes[-1].name, begins, total) == ("n200", "n299", 200, 450)
    assert [result.sibling_index(at) for at in (0, 1, 450)] == [0, 0, 449]


def test_boxes_are_in_the_wireframes_coordinates() -> None:
    root = frame(node("RECTANGLE", -990, 520, 5, 5))
    root["absoluteBoundingBox"] |= {"x": -1000, "y": 500}
    assert outline(design(root)).node(1).box == (10, 20, 5, 5)


def test_hidden_nodes_are_marked_with_all_below_them() -> None:
    result = outline(design(ROOT))
    assert [result.node(at).hidden for at in range(6)] == [False, False, False, True, True, False]


def test_search_finds_names_texts_types_and_ids() -> None:
    result = outline(design(ROOT))
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
        nodes, _, total = result.search(words)
        assert [each.position for each in nodes] == positions
        assert total == len(positions)
    nodes, _, total = result.search("1:", limit=2)
    assert (len(nodes), total) == (2, 5)


def test_a_text_is_searched_beyond_what_is_shown_of_it() -> None:
    result = outline(design(frame(text(0, 0, "long " * 1_000 + "needle"))))
    assert result.search("needle").total == 1


def test_a_point_identifies_the_visible_node() -> None:
    result = outline(design(ROOT))
    assert [
        result.node_at(*point) for point in ((35, 45), (15, 25), (5, 5), (32, 83), (399, 299))
    ] == [
        2,  # the title
        1,  # the header beside it
        5,  # the vector
        1,  # the button is hidden, with its label
        0,  # only the frame, which has no paint
    ]
    assert result.node_at(-1, 5) is result.node_at(400.5, 5) is outline(None).node_at(0, 0) is None


def test_the_path_says_what_to_expand() -> None:
    result = outline(design(ROOT))
    assert result.path(4) == (0, 1, 3, 4)
    assert result.path(0) == (0,)
    for wrong in (-1, 6):
        with pytest.raises(IndexError):
            result.node(wrong)


@pytest.mark.parametrize("nothing", [None, 3, "x", [], {}, {"nodes": {}}, {"nodes": {"1": 2}}])
def test_no_design_has_no_nodes(nothing: Any) -> None:
    result = outline(nothing)
    assert (result.roots(), result.facts.nodes, result.facts.levels) == (((), 0, 0), 0, 0)
    assert result.search("x") == ((), 0, 0)


@pytest.mark.parametrize(
    "junk",
    [None, True, 3, 10**400, float("nan"), "\0\ud800" * 5_000, [], [[]], [None, 3], {}, {"r": []}],
)
def test_any_value_anywhere_is_handled(junk: Any) -> None:
    fields = ["id", "type", "name", "characters", "style", "fills", "strokes", "children"]
    broken: list[Json] = [node("TEXT", 0, 0, 1, 1, **{field: junk}) for field in fields]
    broken += [
        node("TEXT", 0, 0, 1, 1, style={"fontFamily": junk, "fontWeight": junk}),
        node("TEXT", 0, 0, 1, 1, fills=[{"color": junk}, {"gradientStops": junk}]),
        node("TEXT", 0, 0, 1, 1, fills=[{"color": {"r": junk, "g": 0, "b": 0}}]),
        node("TEXT", 0, 0, 1, 1, absoluteBoundingBox=junk),
    ]
    result = outline(design(frame(*broken)))
    assert result.facts.nodes >= 13
    for at in range(result.facts.nodes):
        shown = result.node(at)
        assert len(shown.name) <= NAME_CHARS
        assert len(shown.text or "") <= TEXT_CHARS
        (shown.id + shown.type + shown.name + (shown.text or "")).encode()
        assert "\0" not in shown.name
    result.search("x")
    result.node_at(0.5, 0.5)


def test_a_missing_type_has_a_name() -> None:
    result = outline(design(frame({"children": []}, {"type": ["x"]})))
    assert dict(result.facts.types) == {UNTYPED: 2, "FRAME": 1}


@pytest.mark.parametrize("depth", [5_000, 50_000])
def test_depth_is_not_limited(depth: int) -> None:
    result = outline(deep_json.parse(deep(depth)))
    assert (result.facts.nodes, result.facts.depth) == (depth + 1, depth)
    assert result.node(depth).depth == depth
    assert len(result.path(depth)) == depth + 1


def test_a_huge_design_is_indexed_quickly() -> None:
    huge = large(44_000)
    times = []
    for _ in range(3):
        start = time.process_time()
        result = outline(huge)
        result.search("lorem")
        times.append(time.process_time() - start)
    assert result.facts.nodes == 44_001
    assert min(times) < 3  # 0.15 s on an idle core; the margin is for shared and slow machines
