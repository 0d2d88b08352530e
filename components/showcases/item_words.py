"""The caption and the notes of a session in a showcase."""

from __future__ import annotations

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text
from language import _
from services import showcases
from services.showcases import Opened
from store.showcases.showcase_records import CAPTION_CHARS, NOTES_CHARS, Item, SlideTexts


def show(item: Item) -> None:
    """Caption and notes for those who only read."""
    st.markdown(safe_text.escaped(item.caption, CAPTION_CHARS) or _(":gray[No caption]"))
    if item.notes:
        st.caption(safe_text.escaped(item.notes, NOTES_CHARS))


def fields(opened: Opened, item: Item) -> None:
    """The fields for caption and notes, saved as they are left."""
    # Another text in the database makes another field.
    caption_key, notes_key = (
        f"{name}-{item.row_id}-{hash(text)}"
        for name, text in (("caption", item.caption), ("notes", item.notes))
    )

    def save() -> None:
        caption, notes = st.session_state[caption_key], st.session_state[notes_key]
        with messages.expected_errors():
            given = SlideTexts(caption=caption, notes=notes)
            showcases.describe(opened.showcase.id, item.row_id, given)

    st.text_input(
        _("Caption"),
        item.caption,
        key=caption_key,
        max_chars=CAPTION_CHARS,
        label_visibility="collapsed",
        placeholder=_("Caption, large under the prototype"),
        icon=":material/subtitles:",
        on_change=save,
    )
    st.text_input(
        _("Notes"),
        item.notes,
        key=notes_key,
        max_chars=NOTES_CHARS,
        label_visibility="collapsed",
        placeholder=_("Notes, for the presenter only"),
        icon=":material/speaker_notes:",
        on_change=save,
    )
