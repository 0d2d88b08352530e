"""Words for the kinds of design, for filters, badges and placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from components.formatting import safe_text
from components.formatting.status import Look
from inspection.answers import Kind
from language import N_, _, recognized

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        str(Kind.FIGMA_ERROR): N_("Figma error"),
        str(Kind.OTHER_ANSWER): N_("Other Figma response"),
        str(Kind.SIMPLIFIED): N_("Simplified form"),
        str(Kind.REWRITTEN): N_("Rewritten keys"),
        str(Kind.EMPTY): N_("Nothing to draw"),
    }
)
"""The kinds that a list can be filtered by, in display order."""

SIGNS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        str(Kind.OTHER_ANSWER): (N_("Other"), N_("answer")),
        str(Kind.SIMPLIFIED): (N_("Simplified"), N_("form")),
        str(Kind.REWRITTEN): (N_("Rewritten"), N_("keys")),
        str(Kind.EMPTY): (N_("Nothing"), N_("to draw")),
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
    def note_text(self) -> str:
        """Why nothing is drawn, or which part is, in one line of plain text."""
        return safe_text.line(recognized(self.note), LONGEST)

    @property
    def reason(self) -> str:
        """The reason with a capital letter; empty if there is a picture."""
        text = "" if self.is_drawn else self.note_text
        return text[:1].upper() + text[1:]

    @property
    def brief(self) -> str:
        """The reason in a few words, for narrow places; empty if there is a picture."""
        if self.kind == Kind.FIGMA_ERROR:
            match = STATUS.match(self.note)
            return _("Figma {said}", said=match[1]) if match else _("Import failed")
        return _(NAMES.get(self.kind, ""))

    @property
    def sign(self) -> tuple[str, str]:
        """Two short words for a placeholder; empty if nothing is known."""
        if self.kind == Kind.FIGMA_ERROR:
            said = STATUS.match(self.note)
            return ("Figma", said[1]) if said else (_("Import"), _("failed"))
        first, second = SIGNS.get(self.kind, ("", ""))
        return _(first) if first else "", _(second) if second else ""
