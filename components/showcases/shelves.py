"""The showcases as shelves: each with its first pictures, a link to it and what presents it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from components.frontend import component
from components.pictures.marks import Mark
from components.pictures.picture import Picture

_component = component("showcase_shelves", "showcases/shelves")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One showcase. `address` opens it and `present`, None if it is empty, presents it; `more` says
    how many of its sessions have no picture here."""

    id: UUID
    name: str
    address: str
    present: str | None
    facts: str
    changed: Mark | None
    pictures: Sequence[Picture]
    more: str

    def data(self) -> dict[str, object]:
        """What shelves.js draws."""
        return {
            "id": str(self.id),
            "name": self.name,
            "address": self.address,
            "present": self.present,
            "facts": self.facts,
            "changed": self.changed.data() if self.changed else None,
            "pictures": [
                {**each.layers(""), "width": each.width, "height": each.height}
                for each in self.pictures
            ],
            "more": self.more,
        }


def show(shelves: Sequence[Shelf], *, key: str, opened: Callable[[UUID], None]) -> None:
    """Draw the shelves. `opened` gets the one that was pressed, in a callback."""
    ids = {str(shelf.id): shelf.id for shelf in shelves}

    def pressed() -> None:
        if showcase_id := ids.get(str(st.session_state[key].get("opened"))):
            opened(showcase_id)

    data = {"shelves": [shelf.data() for shelf in shelves]}
    _component(key=key, data=data, on_opened_change=pressed)
