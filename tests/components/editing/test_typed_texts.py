"""What a browser sends of an editor is parsed with care."""

from __future__ import annotations

from typing import Any

import pytest

from components.editing.typed_texts import Typed, parse


def test_a_text_is_taken_as_it_is() -> None:
    said = {"form": "f", "number": 3, "text": "a\n\tü\u2028"}
    assert parse(said) == Typed(form="f", number=3, text="a\n\tü\u2028")


def test_half_a_surrogate_pair_is_replaced() -> None:
    typed = parse({"form": "f", "number": 1, "text": "a\ud83d b \U0001f600"})
    assert typed is not None
    assert typed.text == "a\ufffd b \U0001f600"


@pytest.mark.parametrize(
    "said",
    [
        None,
        "text",
        {},
        {"form": "f", "number": 1},
        {"form": "f", "number": -1, "text": ""},
        {"form": "f", "number": 1, "text": 3},
        {"form": "f" * 65, "number": 1, "text": ""},
    ],
)
def test_anything_else_is_ignored(said: Any) -> None:
    assert parse(said) is None
