"""Badges as the gallery and the table draw them: a word, an icon and a color."""

from __future__ import annotations

from dataclasses import dataclass

from components.formatting.status import Look


@dataclass(frozen=True, slots=True)
class Mark:
    """A badge: how it looks, its word, and what is shown of that where there is little room."""

    look: Look
    word: str
    short: str = ""

    def data(self) -> dict[str, str]:
        """What marks.js draws."""
        return {
            "word": self.word,
            "short": self.short,
            "glyph": glyph(self.look.icon),
            "tone": self.look.color,
        }


def glyph(icon: str) -> str:
    """The bare name of a Material icon."""
    return icon.removeprefix(":material/").removesuffix(":")
