"""The small fields of an edit form: the frame and the thumbnail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from components.editing.edit_draft import Draft, Edit, Large
from components.editing.edit_values import NAMES
from language import N_, _

MAX_PIXELS: Final = 2_147_483_647
LABELS: Final = {"frame_width": N_("Frame width, px"), "frame_height": N_("Frame height, px")}


def small(draft: Draft, show_picture: Callable[[str], None]) -> dict[str, Edit]:
    """The fields for frame and thumbnail; `show_picture` draws the one at an address."""
    name, width, height, address, picture = st.columns([10, 5, 5, 10, 4], gap="small")
    typed: dict[str, Edit] = {}
    with name:
        typed["frame_name"] = text_field(draft, "frame_name")
    for column, place in (("frame_width", width), ("frame_height", height)):
        with place:
            typed[column] = number_field(draft, column)
    with address:
        typed["thumbnail_url"] = text_field(draft, "thumbnail_url")
    with picture:
        show_picture(str(typed["thumbnail_url"]))
    return typed


def number_field(draft: Draft, name: str) -> int | None:
    """A number of pixels."""
    before = initial_value(draft, name)
    number = before if isinstance(before, int) else None
    return st.number_input(
        _(LABELS[name]),
        value=number,
        min_value=min(1, number if number is not None else 1),
        max_value=MAX_PIXELS,
        step=1,
        placeholder=_("Unknown"),
        key=f"edit-{name}-{draft.form_id}",
    )


def text_field(draft: Draft, name: str) -> str:
    """A line of text; one that is too long to show is kept unless something is typed."""
    before = initial_value(draft, name)
    return st.text_input(
        _(NAMES[name]),
        value=before if isinstance(before, str) else "",
        placeholder=kept_text(before) if isinstance(before, Large) else _("None"),
        key=f"edit-{name}-{draft.form_id}",
    )


def kept_text(before: Large) -> str:
    """The placeholder of a field whose value is not shown: why, and how to keep it."""
    why = (
        _("Contains the session id, so it is not shown") if before.masked else _("Too long to show")
    )
    return _("{why}. Leave empty to keep it", why=why)


def initial_value(draft: Draft, name: str) -> str | int | Large | None:
    """The initial value of a field: the edit when returning to the form, else the row's value."""
    return draft.mine[name] if name in draft.mine else draft.base.columns.get(name)
