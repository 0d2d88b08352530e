"""What the frame remarks on a page is said in the page's language."""

from __future__ import annotations

from typing import Any, Final

import pytest

from language import catalogs
from settings import ROOT
from tests import javascript

HOST: Final = ROOT / "frontend" / "preview" / "host"
SCRIPT: Final = """
const { texts, host, message, note } = given;
globalThis.dashboardTexts = texts;
const { heard, starting } = await import(`${host}/verdict.js`);
const { prevented, remark } = await import(`${host}/remarks.js`);
const { remarks, standIns } = heard(starting(), message, 99, new Map());
const [[about, said]] = Object.entries(remarks);
console.log(JSON.stringify([said, remark(about, said, standIns), prevented(note)]));
"""


def said(message: dict[str, Any], note: str = "") -> list[str]:
    """The frame's words, those of a German page, and what a note is there."""
    texts = {"%": "de", **catalogs.language("de").texts}
    given = {"texts": texts, "host": str(HOST), "message": message, "note": note}
    result: list[str] = javascript.run(SCRIPT, given)
    return result


STAND_INS: Final = {
    "kind": "note",
    "about": "stand-ins",
    "text": "Shown with 1 stand-in: Card · 5 icons: Sun, Moon, Menu, Home and 1 more"
    " · 1 imported picture: logo",
    "parts": [
        {"kind": "stand-in", "count": 1, "names": ["Card"]},
        {"kind": "icon", "count": 5, "names": ["Sun", "Moon", "Menu", "Home"]},
        {"kind": "imported-picture", "count": 1, "names": ["logo"]},
    ],
}


def test_stand_ins_and_theme_are_named_in_german_and_kept_in_english() -> None:
    words = "Dargestellt mit 1 Platzhalter: Card · 5 Symbole: Sun, Moon, Menu, Home und 1 weitere"
    words += " · 1 importiertes Bild: logo"
    kept, shown, _ = said(STAND_INS)
    assert (kept, shown) == (STAND_INS["text"], words)
    _, theme, _ = said({"kind": "note", "about": "theme", "text": "Theme colors"})
    assert theme == "Farben des Themes (etwa bg-primary) sind die Vorgaben von shadcn/ui"


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("a popup", "ein Popup"),
        ("an image (evil.example)", "ein Bild (evil.example)"),
        ("something forged", "something forged"),
    ],
)
def test_what_was_prevented_is_named_in_german(note: str, shown: str) -> None:
    assert said(STAND_INS, note)[2] == shown


@pytest.mark.parametrize(
    "parts",
    [None, "many", [None], [{"kind": "toString", "count": 1, "names": []}],
     [{"kind": "icon", "count": 1e9, "names": ["x"]}], [{"kind": "icon", "count": 1, "names": 7}]],
)  # fmt: skip
def test_forged_parts_leave_the_frames_words(parts: object) -> None:
    assert said({**STAND_INS, "parts": parts})[1] == STAND_INS["text"]
