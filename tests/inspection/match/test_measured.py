"""What a frame reports as measured is parsed as text from an untrusted source."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.match.blocks import MOST_BLOCKS, Block
from inspection.match.measured import MOST_BYTES, read

TEXT: dict[str, Any] = {
    "kind": "text", "x": 24, "y": 156.5, "width": 219.5, "height": 35, "text": "Welcome back",
    "lines": 1, "color": "#0f172aff", "font": "Inter", "asked": "Inter", "size": 30, "weight": 700,
    "leading": 36, "align": "left",
}  # fmt: skip


def page(*blocks: Any, **more: Any) -> str:
    usual = {
        "width": 390, "height": 844, "full_width": 390, "full_height": 900, "ground": "#ffffffff",
        "is_cut": False,
    }  # fmt: skip
    return json.dumps({**usual, "blocks": blocks, **more})


def test_a_page_becomes_a_scene_with_its_background() -> None:
    measured = read(page(TEXT))
    assert measured
    scene = measured.scene
    assert (scene.width, scene.height) == (390, 844)
    ground, text = scene.blocks
    assert (ground.width, ground.height, ground.color) == (390, 900, "#ffffffff")
    assert text == Block.model_validate(TEXT)


@pytest.mark.parametrize(
    "odd",
    [
        {"kind": "script"},
        {"x": None},
        {"x": 1e9},
        {"width": -1},
        {"width": "wide"},
        {"color": "url(https://evil.example)"},
        {"color": "#0F172AFF"},
        {"text": "x" * 201},
        {"lines": 0},
        {"weight": 1e9},
        "block",
        None,
    ],
)
def test_an_invalid_block_is_left_out(odd: Any) -> None:
    block = {**TEXT, **odd} if isinstance(odd, dict) else odd
    measured = read(page(block, TEXT))
    assert measured
    assert len(measured.blocks) == 1


def test_texts_are_one_line_without_controls() -> None:
    measured = read(page({**TEXT, "text": "Pay\u202e\u0000\n now\u2028", "font": "In\u200bter"}))
    assert measured
    assert measured.blocks[0].text == "Pay now"
    assert measured.blocks[0].font == "In ter"


@pytest.mark.parametrize(
    "said",
    [
        None,
        7,
        "",
        "[]",
        "{" * 10_000,
        page(width=float("inf")),
        page(ground="white"),
        page(*[TEXT] * (MOST_BLOCKS + 1)),
        page(full_height=-1),
        page() + " " * MOST_BYTES,
        page({**TEXT, "text": "é" * 200}, note="é" * (MOST_BYTES // 2)).replace("\\u00e9", "é"),
    ],
)
def test_anything_else_is_not_a_page(said: object) -> None:
    assert read(said) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*TEXT]), inner),
    max_leaves=12,
)


@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(TEXT, JSON)) | JSON, max_size=6))
@settings(max_examples=60, deadline=None)
def test_blocks_stay_in_range_for_any_input(blocks: list[Any]) -> None:
    measured = read(page(*blocks))
    assert measured
    for block in measured.blocks:
        assert max(map(abs, (block.x, block.y, block.width, block.height))) <= 1e6
        assert block.text.isprintable()
        assert len(block.text) <= 200
