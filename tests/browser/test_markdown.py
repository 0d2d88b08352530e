"""Data in markdown is shown literally, however Streamlit's frontend treats such text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from components.formatting import safe_text
from scripts import local_server

PAGE: Final = Path(__file__).with_name("markdown_page.py")
CHARS: Final = 400
SURROUNDED: Final = {
    "markdown": "{}",
    "colored": "{} x",
    "label": "{}",
    "caption": "x: {}: x",
    "table": "x{}",
    "code": "x{}",
}
# What must not result from a text; `code` is what monospace is for.
MADE: Final = "a, img, em, del, h1, h2, h3, li, hr, blockquote, .katex, [role=img], [style*=color]"
READ: Final = """([prefix, made]) => [...document.querySelectorAll(`[class*="st-key-${prefix}-"]`)]
    .filter(box => /st-key-[a-z]+-\\d+/.test(box.className))
    .map(box => {
        const number = Number(box.className.match(/st-key-[a-z]+-(\\d+)/)[1]);
        const cells = box.querySelectorAll('table tr');
        const inner = cells.length ? [...cells] : [box];
        return [number, inner.map(each => each.textContent).join(''),
                inner.flatMap(each => [...each.querySelectorAll(made)]).map(e => e.outerHTML)];
    })"""

EVERY_TABLE: Final = "count => document.querySelectorAll('table').length === count"
# Streamlit loads what draws markdown's code when the first code is drawn.
EVERY_CODE: Final = """numbers => numbers.every(
    number => document.querySelector(`.st-key-code-${number} table code`)?.textContent)"""

KINDS: Final = (
    ":streamlit:",
    ":material/home:",
    ":material_home:",
    ":smile: :+1: :100: :-1:",
    ":red[a] :small[b] :blue-badge[c] :rainbow[d] :gray-background[e]",
    ":color[a]{foreground=red background=blue} :help[x] :shimmer[y]",
    "a -> b <- c <-> d -- e >= f <= g ~= h",
    "->",
    "$x^2$ and $$y$$ cost $5 and $6",
    "`code` ``x`y`` ```",
    "[a](https://example.com) ![b](https://example.com/i.png) <https://example.com>",
    "https://example.com www.example.com a@example.com mailto:a@example.com",
    "<b>bold</b> <img src=x onerror=alert(1)> &amp; &lt; &#65;",
    "**a** __b__ *c* _d_ ~~e~~ ~f~",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "> quote",
    "---",
    "===",
    "| a | b |",
    "[^1] [x]: y",
    "::: div",
    "::name[a]",
    "a\\",
    "\\:smile\\:",
    "ends with :smile",
    "10:20:30 a:b:c::d",
    "\U0001f469\u200d\U0001f680 e\u0301 \u05e9\u05dc\u05d5\u05dd",
)
PIECES: Final = st.one_of(
    st.sampled_from(
        [*(word for kind in KINDS for word in kind.split()), ":", "[", "]", "`", "$", " ", "\\"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
)
TEXTS: Final = st.lists(PIECES, min_size=1, max_size=6).map("".join)

Shown = Callable[[list[str]], None]


@pytest.fixture
def shown_as_it_is(tab: Page, tmp_path: Path) -> Iterator[Shown]:
    """Checks that each text is shown literally in every kind of markdown."""
    port, file = local_server.free_port(), tmp_path / "texts.json"
    command = ["-m", "streamlit", "run", str(PAGE), "--server.port", str(port)]
    command += ["--server.headless", "true", "--", str(file)]
    file.write_text("[]")
    with local_server.served(command, port, tmp_path / "server.log") as address:

        def check(texts: list[str]) -> None:
            file.write_text(json.dumps(texts))
            tab.goto(address)
            expect(tab.get_by_text("All drawn.")).to_be_visible()
            expect(tab.get_by_text("Table drawn.")).to_be_visible()
            tab.wait_for_function(EVERY_TABLE, arg=2 * len(texts) + 1)
            coded = [number for number, each in enumerate(texts) if safe_text.line(each, CHARS)]
            tab.wait_for_function(EVERY_CODE, arg=coded)
            for prefix, around in SURROUNDED.items():
                read: list[list[Any]] = tab.evaluate(READ, [prefix, made_in(prefix)])
                drawn = {number: (text, made) for number, text, made in read}
                for number, text in enumerate(texts):
                    line = safe_text.line(text, CHARS)
                    if not line:
                        continue
                    said, made = drawn[number]
                    expected = around.format(line).replace(safe_text.WORD_JOINER, "")
                    assert said.replace(safe_text.WORD_JOINER, "") == expected, prefix
                    assert made == [], (prefix, text)

        yield check


def made_in(prefix: str) -> str:
    """What must not result from a text there: the color around it is the page's own."""
    return MADE.replace(", [style*=color]", "") if prefix == "colored" else MADE


def test_every_kind_of_markup_is_shown_as_it_is(shown_as_it_is: Shown) -> None:
    shown_as_it_is(list(KINDS))


@given(texts=st.lists(TEXTS, min_size=40, max_size=40))
@trying(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_is_shown_as_it_is(shown_as_it_is: Shown, texts: list[str]) -> None:
    shown_as_it_is(texts)
