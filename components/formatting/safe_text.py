"""Makes untrusted text safe to show, without markup or control characters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from language import _
from store.clean_text import one_line

MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&@/])")
# Markdown makes links of these without any mark, and after escapes are gone: an invisible word
# joiner breaks them, so that a name never leads elsewhere.
AUTOLINK: Final = re.compile(r"(https?:(?=//)|www(?=\.)|@(?=\w))", re.IGNORECASE)
WORD_JOINER: Final = "\u2060"
# Streamlit rewrites these in the text that markdown leaves, after every escape is gone: icons and
# emoji by name, its logo, and arrows and comparisons between blanks. Source: the remark plugins of
# its frontend (StreamlitMarkdown).
SHORTCODE: Final = re.compile(r":(?=[\w+-]+(?::|$))")
ICON_PREFIX: Final = ":material/"
ARROW: Final = re.compile(r"(?<!\S)(<->|->|<-|--|>=|<=|~=)(?!\S)")
# Characters that are invisible although Unicode counts them as letters or symbols.
BLANKS: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0000-\U000e0fff]"
)
UNSEEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


def line(text: str, limit: int = 120) -> str:
    """One line of at most `limit` characters, without control characters and overrides.

    Empty if nothing would be visible.
    """
    cleaned = one_line(text[: limit * 4])
    if not is_visible(cleaned):
        return ""
    return cleaned if len(cleaned) <= limit else f"{cleaned[: limit - 1].rstrip()}…"


def is_visible(text: str) -> bool:
    """Whether any character of the text is visible."""
    if text.isascii() and text.isprintable():
        return bool(text.strip())
    return any(unicodedata.category(char) not in UNSEEN_CATEGORIES for char in BLANKS.sub("", text))


def escaped(text: str, limit: int = 120) -> str:
    """`line` as markdown that Streamlit shows letter by letter: no markup, directive, icon, emoji
    by name, arrow or link is made of it. Invisible word joiners stand where no escape helps.
    """
    unlinked = AUTOLINK.sub(rf"\1{WORD_JOINER}", line(text, limit))
    unnamed = SHORTCODE.sub(f":{WORD_JOINER}", unlinked)
    apart = ARROW.sub(lambda found: WORD_JOINER.join(found[0]), unnamed)
    return MARKDOWN.sub(r"\\\1", apart)


def monospace(text: str, limit: int = 120) -> str:
    """`line` as literal inline code; empty if nothing would be visible."""
    plain = line(text, limit).replace(ICON_PREFIX, f":{WORD_JOINER}{ICON_PREFIX[1:]}")
    if not plain:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", plain)), default=0))
    return f"{fence} {plain} {fence}" if "`" in plain else f"{fence}{plain}{fence}"


def frame_name(name: str | None, limit: int = 120) -> str:
    """A frame's name, or `Unnamed frame`."""
    return (line(name, limit) if name else "") or _("Unnamed frame")
