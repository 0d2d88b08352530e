"""JSON laid out in lines keeps every value as it is written."""

from __future__ import annotations

import json

import pytest

from inspection.json_layout import laid_out

LIMIT = 10_000


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("{}", ["{}"]),
        ("[[], {}]", ["[", "  [],", "  {}", "]"]),
        ('{"a": 1.10, "b": [1e400, -0.0]}', [
            "{", '  "a": 1.10,', '  "b": [', "    1e400,", "    -0.0", "  ]", "}",
        ]),
        (r'{"a,b": "c: {\"d\" \\", "e": null}', [
            "{", r'  "a,b": "c: {\"d\" \\",', '  "e": null', "}",
        ]),
        ("3", ["3"]),
    ],
)  # fmt: skip
def test_values_stay_as_they_are(text: str, lines: list[str]) -> None:
    assert laid_out(text, LIMIT) == "\n".join(lines)


def test_it_is_the_same_again() -> None:
    text = json.dumps({"nodes": {"1:1": {"children": [{}, [], [1, 2], "x\n"]}}})
    once = laid_out(text, LIMIT)
    assert once is not None
    assert laid_out(once, LIMIT) == once
    assert json.loads(once) == json.loads(text)


def test_depth_costs_no_more_than_length() -> None:
    deep = "[" * 20_000 + "]" * 20_000
    shown = laid_out(deep, 6_000_000)
    assert shown is not None
    assert "".join(shown.split()) == deep


def test_a_text_beyond_the_limit_is_not_laid_out() -> None:
    assert laid_out("[1, 2]", 12) == "[\n  1,\n  2\n]"
    assert laid_out("[1, 2]", 11) is None
