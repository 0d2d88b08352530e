"""A responsive grid of cards, each with a link and a checkbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from components.frontend import component
from components.pictures import selection
from components.pictures.marks import Bar, Mark
from components.pictures.picture import Picture
from language import _

_component = component("session_gallery", "pictures/gallery")


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `address` is where its name leads; `badges` are in order of weight.

    `look` says what is shown of the design and of `result`, the address of the render's picture;
    `absent` says why there is none.
    """

    id: UUID
    picture: Picture
    address: str
    badges: Sequence[Mark]
    reference: str
    age: str
    exactly: str
    look: str = "design"
    result: str | None = None
    absent: str = ""
    match: Bar | None = None

    def data(self) -> dict[str, object]:
        """The data for gallery.js."""
        return {
            **self.picture.layers(_("Design of {name}", name=self.picture.name)),
            "id": str(self.id),
            "name": self.picture.name,
            "width": self.picture.width,
            "height": self.picture.height,
            "address": self.address,
            "badges": [badge.data() for badge in self.badges],
            "reference": self.reference,
            "age": self.age,
            "exactly": self.exactly,
            "look": self.look,
            "result": self.result,
            "absent": self.absent,
            "match": self.match.data() if self.match else None,
        }


def show(cards: Sequence[Card], *, key: str, opened: Callable[[UUID], None]) -> list[UUID]:
    """Draw the cards and return the ids of the selected ones. `opened` gets the card that was
    pressed, in a callback. `key` must name just these cards: a selection is bound to it."""
    key, ids = selection.keyed(key), {str(card.id): card.id for card in cards}

    def pressed() -> None:
        if row_id := ids.get(str(st.session_state[key].get("opened"))):
            opened(row_id)

    before = selection.restore(key, ids)
    result = _component(
        key=key,
        data={
            "cards": [card.data() for card in cards],
            "selected": [str(row_id) for row_id in before],
        },
        on_selected_change=lambda: selection.picked(key, ids),
        on_opened_change=pressed,
    )
    return selection.update(key, result.get("selected"), before, ids)
