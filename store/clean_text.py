"""Cleans untrusted text to one line, for logs, searches and the screen."""

from __future__ import annotations

import unicodedata
from typing import Final

# Characters that reorder the text around them.
BIDI_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str, *, keep_direction: bool = False) -> str:
    """The text on one line: control characters become spaces, runs of spaces one.

    Lone surrogates are removed, and so are direction overrides unless `keep_direction`, because a
    name in a search may contain them.
    """
    if text.isascii() and text.isprintable():  # nothing of all that is in most texts
        return " ".join(text.split())
    kept = (
        " " if unicodedata.category(char) == "Cc" else char
        for char in text
        if unicodedata.category(char) != "Cs" and (keep_direction or char not in BIDI_CONTROLS)
    )
    return " ".join("".join(kept).split())
