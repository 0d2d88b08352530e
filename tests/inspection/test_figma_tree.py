"""Reading designs of any shape."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from inspection import deep_json, figma_tree, sheets
from tests.inspection.samples import deep, design, frame, node

DEPTHS = (200, 5_000, 100_000)


def first_frame(answer: Any) -> tuple[sheets.Sheet, figma_tree.Box] | None:
    """The node that is drawn for an answer, and its box."""
    result = sheets.sheets(answer)
    sheet = result[sheets.first_drawable(result)] if result else None
    return (sheet, sheet.box) if sheet and sheet.box else None


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, -2.5, 1e3, True, False, None, 'é\n"\\/\u2028', [], {}, [[]], {"b": {}}]},
        [],
        {},
        "text",
        17,
        [[1, 2], {"x": [{}]}],
    ],
)
def test_reads_what_the_standard_library_reads(value: Any) -> None:
    for text in (json.dumps(value), json.dumps(value, indent=2)):
        assert deep_json.parse(text) == value
        assert deep_json._Reader(text).read() == value


@pytest.mark.parametrize("depth", DEPTHS)
def test_any_depth_is_read(depth: int) -> None:
    result = deep_json.parse(deep(depth))
    (root,) = sheets.roots(result)
    count = 0
    while "children" in root:
        (root,) = root["children"]
        count += 1
    assert count == depth
    assert root["type"] == "RECTANGLE"


def test_the_recursion_limit_stays_as_it_was() -> None:
    before = sys.getrecursionlimit()
    deep_json.parse(deep(5_000))
    assert sys.getrecursionlimit() == before


def test_integers_longer_than_python_reads_become_floats() -> None:
    assert deep_json.parse('{"x": 1' + "0" * 5000 + ', "y": 3}') == {"x": float("inf"), "y": 3}


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[1,",
        "[1 2]",
        '{"a" 1}',
        '{"a":}',
        "{a:1}",
        "[1]]",
        '"abc',
        "nul",
        "[1,]",
        '{"a":1,}',
    ],
)
def test_invalid_json_is_reported(broken: str) -> None:
    with pytest.raises(deep_json.NotJson):
        deep_json.parse(broken)
    with pytest.raises(deep_json.NotJson):
        deep_json.parse("[" * 3000 + broken + "," + "]" * 3000)


@pytest.mark.parametrize("text", ["[" * 20_000, "[" * 20_000 + "]" * 20_001])
def test_unbalanced_deep_json_is_refused(text: str) -> None:
    with pytest.raises(deep_json.NotJson):
        deep_json.parse(text)


@pytest.mark.parametrize("text", ['{\n"a": 1,\n  b}', "[" * 3000 + '{\n"a": 1,\n  b}'])
def test_invalid_json_is_located(text: str) -> None:
    with pytest.raises(deep_json.NotJson) as caught:
        deep_json.parse(text)
    assert (caught.value.line, caught.value.column) == (3, 3)


@pytest.mark.parametrize(
    "value",
    [
        None,
        1,
        "text",
        [],
        {},
        {"nodes": None},
        {"nodes": {"1": None}},
        {"nodes": {"1": {"document": 3}}},
        {"nodes": {"1": {}}},
    ],
)
def test_answers_without_a_design_have_no_roots(value: Any) -> None:
    assert sheets.roots(value) == []
    assert first_frame(value) is None


def test_every_answer_of_the_api_has_a_root() -> None:
    root = frame(node("RECTANGLE", 0, 0, 10, 10))
    page = {"type": "DOCUMENT", "children": [{"type": "CANVAS", "children": [root]}]}
    for answer in (design(root), {"document": page}, root):
        result = first_frame(answer)
        assert result is not None
        assert result[1] == (0, 0, 400, 300)


def test_a_frame_without_a_box_gets_that_of_its_visible_children() -> None:
    hidden = node("RECTANGLE", -900, 0, 10, 10, visible=False)
    inner = {
        "type": "GROUP",
        "absoluteBoundingBox": None,
        "children": [node("TEXT", 30, 40, 50, 60)],
    }
    root = frame(node("RECTANGLE", 10, 20, 5, 5), inner, hidden) | {"absoluteBoundingBox": None}
    result = first_frame(design(root))
    assert result is not None
    assert result[1] == (10, 20, 70, 80)


@pytest.mark.parametrize(
    "box",
    [None, 3, [], {"x": 0}, {"x": "0", "y": 0, "width": 1, "height": 1},
     {"x": float("nan"), "y": 0, "width": 1, "height": 1},
     {"x": 0, "y": 0, "width": -1, "height": 1}, {"x": 1e300, "y": 0, "width": 1, "height": 1},
     {"x": 10**400, "y": 0, "width": 1, "height": 1}],
)  # fmt: skip
def test_an_unusable_box_is_none(box: Any) -> None:
    assert figma_tree.box({"absoluteBoundingBox": box}) is None
