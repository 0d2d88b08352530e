"""What is said where a session has no code."""

from __future__ import annotations

import pytest

from components import code_view


@pytest.mark.parametrize(
    ("status", "title", "hint"),
    [
        ("pending", "No code yet", "when the generation has finished"),
        ("generating", "No code yet", "when the generation has finished"),
        ("ready", "There is no code", "is ready"),
        ("error", "No code", "generation failed"),
        (None, "No code yet", "when the generation has finished"),
    ],
)
def test_why_there_is_no_code_by_status(status: str | None, title: str, hint: str) -> None:
    said = code_view.why_none(None, status)
    assert said[0] == title
    assert hint in said[1]


def test_empty_code_is_told_from_none() -> None:
    assert code_view.why_none("", "ready")[0] == "The code is empty"
