"""Cards in a responsive grid: pictures that open something, and boxes that select it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import streamlit as st

from components.pictures.picture import LAYERS_CSS, LAYERS_JS, Picture
from components.status import Look

HERE: Final = Path(__file__).parent

_component = st.components.v2.component(
    "session_gallery",
    js=LAYERS_JS + (HERE / "gallery.js").read_text(),
    css=LAYERS_CSS + (HERE / "gallery.css").read_text(),
)


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `address` is where its name leads; `badges` are looks with their words."""

    id: UUID
    picture: Picture
    address: str
    badges: Sequence[tuple[Look, str]]
    reference: str
    age: str
    exactly: str

    def data(self) -> dict[str, object]:
        """What gallery.js draws."""
        return {
            **self.picture.layers(f"Design of {self.picture.name}"),
            "id": str(self.id),
            "name": self.picture.name,
            "width": self.picture.width,
            "height": self.picture.height,
            "address": self.address,
            "badges": [
                {"word": word, "glyph": glyph(look.icon), "tone": look.colour}
                for look, word in self.badges
            ],
            "reference": self.reference,
            "age": self.age,
            "exactly": self.exactly,
        }


def glyph(icon: str) -> str:
    """The bare name of a Material icon."""
    return icon.removeprefix(":material/").removesuffix(":")


def show(cards: Sequence[Card], *, key: str, opened: Callable[[UUID], None]) -> list[UUID]:
    """Draw the cards and return the ids of the selected ones. `opened` gets the card that was
    pressed, in a callback. `key` must name just these cards: a selection is bound to it."""
    ids = {str(card.id): card.id for card in cards}

    def pressed() -> None:
        if row_id := ids.get(str(st.session_state[key].get("opened"))):
            opened(row_id)

    result = _component(
        key=key,
        data={"cards": [card.data() for card in cards]},
        on_selected_change=lambda: None,
        on_opened_change=pressed,
    )
    return selected_of(result.get("selected"), ids)


def selected_of(said: Any, ids: dict[str, UUID]) -> list[UUID]:
    """The cards that a browser says are selected, in the cards' order; others are left out."""
    chosen = {each for each in said if isinstance(each, str)} if isinstance(said, list) else set()
    return [row_id for text, row_id in ids.items() if text in chosen]
