"""Untrusted text made safe to show: markdown that stays text, controls made visible."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&@/])")
# Markdown makes links of these without any mark, and after escapes are gone: an invisible word
# joiner breaks them, so that a name never leads elsewhere.
AUTOLINK: Final = re.compile(r"(https?:(?=//)|www(?=\.)|@(?=\w))", re.IGNORECASE)
WORD_JOINER: Final = "\u2060"
BIDI_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def line(text: str, limit: int = 120) -> str:
    """One line of at most `limit` characters; controls become spaces, overrides vanish."""
    cleaned = "".join(
        "" if char in BIDI_CONTROLS else " " if unicodedata.category(char) == "Cc" else char
        for char in text[: limit * 4]
    )
    cleaned = " ".join(cleaned.split())
    return cleaned if len(cleaned) <= limit else f"{cleaned[: limit - 1].rstrip()}…"


def escaped(text: str, limit: int = 120) -> str:
    """`line`, with all that markdown or Streamlit's directives read escaped, and no links."""
    unlinked = AUTOLINK.sub(rf"\1{WORD_JOINER}", line(text, limit))
    return MARKDOWN.sub(r"\\\1", unlinked)


def frame_name(name: str | None, limit: int = 120) -> str:
    """A frame's name for people; what has none is called so."""
    return line(name, limit) or "Unnamed frame" if name else "Unnamed frame"
