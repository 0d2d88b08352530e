"""Badges in the gallery and the table: a word, an icon and a color."""

from __future__ import annotations

from dataclasses import dataclass

from components.formatting.status import Look


@dataclass(frozen=True, slots=True)
class Mark:
    """A badge: its look, its word, and a shorter word for narrow places."""

    look: Look
    word: str
    short: str = ""

    def data(self) -> dict[str, str]:
        """The data for marks.js."""
        return {
            "word": self.word,
            "short": self.short,
            "glyph": glyph(self.look.icon),
            "tone": self.look.color,
        }


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with a bar below it: its text, its share from 0 to 1, and what it is called."""

    text: str
    share: float
    label: str

    def data(self) -> dict[str, str | float]:
        """What marks.js draws."""
        return {"text": self.text, "share": self.share, "label": self.label}


def glyph(icon: str) -> str:
    """The name of a Material icon without its markup."""
    return icon.removeprefix(":material/").removesuffix(":")
