"""Texts in the page's language: any text can be asked for, untrusted ones too."""

from __future__ import annotations

from typing import Final

import pytest

from language import catalogs
from settings import ROOT
from tests import javascript

FRONTEND: Final = ROOT / "frontend"
SCRIPT: Final = """
globalThis.dashboardTexts = given.texts;
const { t } = await import(`${given.frontend}/language.js`);
console.log(JSON.stringify(t(given.text, given.values)));
"""
KEYS: Final = """
globalThis.dashboardTexts = given.texts;
const { KEYS } = await import(`${given.frontend}/${given.part}/keys.js`);
console.log(JSON.stringify(KEYS.map(([, words]) => words)));
"""


def translated(text: str, values: dict[str, str]) -> str:
    texts = {"%": "de", "Hello {name}": "Hallo {name}"}
    given = {"frontend": str(FRONTEND), "texts": texts, "text": text, "values": values}
    return str(javascript.run(SCRIPT, given))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello {name}", "Hallo Ada"),
        ("Bye {name}", "Bye Ada"),
        ("{other}", "{other}"),
        ("constructor", "constructor"),
        ("toString", "toString"),
        ("{constructor}", "{constructor}"),
    ],
)
def test_only_texts_of_the_catalog_are_translated(text: str, expected: str) -> None:
    assert translated(text, {"name": "Ada"}) == expected


@pytest.mark.parametrize("part", ["inbox", "review"])
def test_every_key_of_a_list_is_explained_in_the_language_of_the_page(part: str) -> None:
    texts = {"%": "de", **catalogs.language("de").texts}
    words = javascript.run(KEYS, {"frontend": str(FRONTEND), "texts": texts, "part": part})
    assert set(words) <= set(texts.values())
