"""The part of large values that is shown, and their files."""

from __future__ import annotations

import re

import pytest

from components.code import code_view
from components.code.code_view import (
    HIGHLIGHTED_TOKENS,
    PLAIN_LINE_CHARS,
    PREVIEW_CHARS,
    PREVIEW_LINES,
    file_name,
    preview,
)
from components.design_tree.design_facts import swatch
from components.formatting import safe_text
from inspection.facts import Color


@pytest.mark.parametrize("code", ["", "a", "a\nb\n", "const a = {};\n" * 2_999, "{}" * 2_500])
def test_code_of_ordinary_size_is_shown_completely(code: str) -> None:
    assert preview(code) == (code, True, "tsx")


@pytest.mark.parametrize(
    "code",
    [
        "a" * 5_001,
        f"const a = '{'b ' * 2_500}';",
        "a+b;" * 1_251,
        "/*\n" + "words of a comment {}\n" * 250 + "*/",
        "const a = `\n" + "words of a template <p>\n" * 250 + "`",
        "const a = <p>\n" + "words of a paragraph\n" * 250 + "</p>",
        "const a = `" + "\nnever closed" * 500,
    ],
    ids=["identifier", "string", "line", "comment", "template", "text", "open"],
)
def test_a_long_token_or_line_is_not_highlighted(code: str) -> None:
    assert preview(code).language is None
    assert code.startswith(preview(code).text)


def test_nothing_is_shown_beyond_a_long_line() -> None:
    code = f"first\n{'a.b(c);' * 150_000}\nlast"
    text, is_whole, language = preview(code)
    assert (is_whole, language) == (False, None)
    assert text.startswith("first\na.b(c);")
    assert len(text) == len("first\n") + PLAIN_LINE_CHARS


def test_too_many_tokens_are_shown_in_part() -> None:
    """Each is an element of the page."""
    text, is_whole, language = preview(f"{'[{(<+,>)}]' * 10}\n" * 1_100)
    assert (is_whole, language) == (False, "tsx")
    assert HIGHLIGHTED_TOKENS - 100 <= len(text.replace("\n", "")) <= HIGHLIGHTED_TOKENS


@pytest.mark.parametrize("code", ["x" * 1_000_000, "line\n" * 200_000, "\r\n" * 500_000])
def test_a_megabyte_is_shown_in_part(code: str) -> None:
    text, is_whole, _ = preview(code)
    assert not is_whole
    assert code.startswith(text)
    assert 0 < len(text) <= PREVIEW_CHARS
    assert text.count("\n") < PREVIEW_LINES


def test_a_preview_ends_at_the_end_of_a_line() -> None:
    line = "x" * 999
    assert preview(f"{line}\n" * 1_000).text.split("\n")[-1] == line


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Checkout / Mobile", "Checkout-Mobile"),
        ("واجهة الدفع 🛒", "واجهة-الدفع"),
        ("../../etc/passwd", "etc-passwd"),
        ('a"b\r\nSet-Cookie: c', "a-b-Set-Cookie-c"),
        ("🛒", "prototype"),
        (None, "Unnamed-frame"),
        ("x" * 10_000, "x" * 59),
    ],
)
def test_files_are_named_after_the_frame_and_cannot_be_guessed(name: str | None, stem: str) -> None:
    first, second = file_name(name, "jsx"), file_name(name, "jsx")
    assert re.fullmatch(rf"{re.escape(stem)}-[0-9a-f]{{12}}\.jsx", first)
    assert first != second


def test_lines_are_counted() -> None:
    assert (code_view.lines_text("a"), code_view.lines_text("a\nb")) == ("1 line", "2 lines")
    assert (code_view.lines_text("a\n"), code_view.lines_text("a\n\n")) == ("1 line", "2 lines")


def test_a_swatch_shows_the_color() -> None:
    assert "%23ff0000" in swatch(Color("#ff0000", 0.5, 1))


def test_addresses_in_untrusted_text_do_not_become_links() -> None:
    assert safe_text.escaped("HTTPS://a www.b me@c 5 @ 3").replace("\\", "") == (
        "HTTPS:\u2060//a www\u2060.b me@\u2060c 5 @ 3"
    )
