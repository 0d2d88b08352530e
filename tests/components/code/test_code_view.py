"""The texts about the code on screen, and for a session without code."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from components.code import code_view


@pytest.mark.parametrize(
    ("status", "title", "hint"),
    [
        ("pending", "No code yet", "when the generation has finished"),
        ("generating", "No code yet", "when the generation has finished"),
        ("ready", "There is no code", "is ready"),
        ("error", "No code", "Generation failed"),
        (None, "No code yet", "when the generation has finished"),
    ],
)
def test_why_there_is_no_code_by_status(status: str | None, title: str, hint: str) -> None:
    said = code_view.why_none(None, status)
    assert said[0] == title
    assert hint in said[1]


def test_empty_code_differs_from_no_code() -> None:
    assert code_view.why_none("", "ready")[0] == "The code is empty"


def shown(code: str) -> AppTest:
    def page(code: str) -> None:
        from components.code import code_view

        code_view.show(code, "Login", lambda: code)

    app = AppTest.from_function(page, kwargs={"code": code}).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("code", ["a\nb\n", "\na", "\n\na\n\n", "a\r\nb\r\n"])
def test_the_line_count_matches_the_line_numbers(code: str) -> None:
    app = shown(code)
    (said,) = (match[1] for each in app.markdown if (match := re.search(r"(\d+) line", each.value)))
    assert int(said) == len(app.code[0].value.split("\n"))
    assert app.code[0].value == code.removesuffix("\n")


def test_the_reason_for_no_colors_is_correct_for_many_short_lines() -> None:
    code = "<p>\n" + "word\n" * 200_000 + "</p>"
    captions = [each.value for each in shown(code).caption]
    assert captions == ["Not highlighted: the code, or a part of it, is too long."]
    assert all(len(line) < 10 for line in code.split("\n"))
