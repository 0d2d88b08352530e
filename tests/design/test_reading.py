"""JSON of any nesting is read as the standard parser would."""

from __future__ import annotations

import json
from typing import Any

import pytest

from design import reading
from design.facts import facts

SAMPLES: list[Any] = [
    {},
    [],
    "a",
    7,
    {"a": [1, -2.5e3, True, False, None, 'x"y\\z\u00e9\n,:{}[]'], "": {"b": [[], {}]}},
    [{"1:2": {"document": {"children": [{}, {"name": ", :"}]}}}],
]


def nested(levels: int) -> str:
    """A Figma answer whose frames lie in each other."""
    frame = '{"type": "FRAME", "absoluteBoundingBox": null, "children": ['
    inner = frame * levels + "]}" * levels
    return f'{{"name": "Deep", "nodes": {{"1:1": {{"document": {inner}}}}}}}'


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("indent", [None, 2])
def test_the_deep_parser_agrees_with_the_standard_one(sample: Any, indent: int | None) -> None:
    assert reading._parse_deep(json.dumps(sample, indent=indent)) == sample


def test_a_design_of_5000_levels_is_read_and_counted() -> None:
    text = nested(5_000)
    with pytest.raises(RecursionError):
        json.loads(text)
    found = facts(reading.parse(text))
    assert (found.node_count, found.depth, found.file_name) == (5_000, 5_000, "Deep")


@pytest.mark.parametrize("text", ["", "{", "[1", "nonsense", "[]]"])
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"JSON|Expecting|Extra"):
        reading.parse(text)


@pytest.mark.parametrize("text", ["[" * 20_000, "[" * 20_000 + "]" * 20_001])
def test_unbalanced_deep_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        reading.parse(text)
