"""A table of rows with links, checkboxes, and headings that sort the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import streamlit as st

from components.frontend import component, packed
from components.pictures import selection
from components.pictures.marks import Bar, Mark
from components.pictures.picture import Picture

_component = component("session_rows", "pictures/table")


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `order` is what its heading sorts the list by when pressed, if it does, and
    `direction` how the list is sorted by it now."""

    name: str
    label: str
    help: str = ""
    order: str | None = None
    direction: str | None = None

    def data(self) -> dict[str, object]:
        """What table.js draws."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `address` is where it leads; the rest are its cells by column, and `exact_time`."""

    id: UUID
    picture: Picture
    address: str
    texts: dict[str, str]
    marks: dict[str, Mark | None] = field(default_factory=dict)
    bars: dict[str, Bar | None] = field(default_factory=dict)

    def data(self) -> dict[str, object]:
        """What table.js draws."""
        return {
            # The name beside the picture describes it.
            **self.picture.layers(""),
            **self.texts,
            **{name: mark.data() if mark else None for name, mark in self.marks.items()},
            **{name: bar.data() if bar else None for name, bar in self.bars.items()},
            "id": str(self.id),
            "name": self.picture.name,
            **self.picture.icon(),
            "address": self.address,
        }


def show(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    key: str,
    opened: Callable[[UUID], None],
    sorted_by: Callable[[str], None],
    compact: bool = False,
) -> list[UUID]:
    """Draw the rows and return the ids of the selected ones.

    In a callback `opened` gets the row whose name was pressed, and `sorted_by` the order of the
    heading that was. `compact` rows are lower. `key` must name just these rows: a selection is
    bound to it.
    """
    key, ids = selection.keyed(key), {str(row.id): row.id for row in rows}
    orders = {column.order for column in columns}

    def pressed() -> None:
        if row_id := ids.get(str(st.session_state[key].get("opened"))):
            opened(row_id)

    def sort() -> None:
        order = st.session_state[key].get("sorted")
        if order and order in orders:
            sorted_by(order)

    before = selection.restore(key, ids)
    result = _component(
        key=key,
        data=packed(
            {
                "columns": [column.data() for column in columns],
                "rows": [row.data() for row in rows],
                "selected": [str(row_id) for row_id in before],
                "compact": compact,
            }
        ),
        on_selected_change=lambda: selection.picked(key, ids),
        on_opened_change=pressed,
        on_sorted_change=sort,
    )
    return selection.update(key, result.get("selected"), before, ids)
