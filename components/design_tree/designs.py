"""Words for the kinds of design, for filters, badges and placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from components.formatting import safe_text
from components.formatting.status import Look
from inspection.answers import Kind

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        str(Kind.FIGMA_ERROR): "Figma error",
        str(Kind.OTHER_ANSWER): "Other Figma response",
        str(Kind.SIMPLIFIED): "Simplified form",
        str(Kind.REWRITTEN): "Rewritten keys",
        str(Kind.EMPTY): "Nothing to draw",
    }
)
"""The kinds that a list can be filtered by, in display order."""

SIGNS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        str(Kind.OTHER_ANSWER): ("Other", "answer"),
        str(Kind.SIMPLIFIED): ("Simplified", "form"),
        str(Kind.REWRITTEN): ("Rewritten", "keys"),
        str(Kind.EMPTY): ("Nothing", "to draw"),
    }
)
FAILED: Final = Look("red", ":material/cloud_off:")
UNDRAWN: Final = Look("orange", ":material/hide_image:")
STATUS: Final = re.compile(r"Figma said (\d{3})")
LONGEST: Final = 160


class Design(NamedTuple):
    """A design's kind and the note on it, which is untrusted text."""

    kind: str = Kind.DRAWN
    note: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether there is a picture."""
        return self.kind == Kind.DRAWN

    @property
    def look(self) -> Look:
        """How to show why there is no picture."""
        return FAILED if self.kind == Kind.FIGMA_ERROR else UNDRAWN

    @property
    def words(self) -> str:
        """Why nothing is drawn, or which part is, in one line of plain text."""
        return safe_text.line(self.note, LONGEST)

    @property
    def reason(self) -> str:
        """The reason with a capital letter; empty if there is a picture."""
        words = "" if self.is_drawn else self.words
        return words[:1].upper() + words[1:]

    @property
    def brief(self) -> str:
        """The reason in a few words, for narrow places; empty if there is a picture."""
        if self.kind == Kind.FIGMA_ERROR:
            said = STATUS.match(self.note)
            return f"Figma {said[1]}" if said else "Import failed"
        return NAMES.get(self.kind, "")

    @property
    def sign(self) -> tuple[str, str]:
        """Two short words for a placeholder; empty if nothing is known."""
        if self.kind == Kind.FIGMA_ERROR:
            said = STATUS.match(self.note)
            return ("Figma", said[1]) if said else ("Import", "failed")
        return SIGNS.get(self.kind, ("", ""))
