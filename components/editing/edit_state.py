"""The edit in progress, in the session state."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.editing import typed_texts
from components.editing.edit_draft import Draft

DRAFT: Final = "edit"
SHOWN: Final = "edit-shown"
"""The row whose code is shown live, and the last version of it that compiled."""

DROPPED: Final = "dropped-forms"
REMEMBERED: Final = 20


def store(draft: Draft | None) -> None:
    """Store the edit, or remove it if None."""
    if draft is None:
        st.session_state.pop(DRAFT, None)
        st.session_state.pop(SHOWN, None)
        typed_texts.forget()
    else:
        st.session_state[DRAFT] = draft


def drop(form_id: str) -> None:
    """Make the browser's tab forget what was typed into a form."""
    st.session_state[DROPPED] = [*dropped(), form_id][-REMEMBERED:]


def dropped() -> list[str]:
    """The forms that were saved or discarded."""
    return list(st.session_state.get(DROPPED, []))


def discard(draft: Draft) -> None:
    """Discard the edit, here and in the browser's tab."""
    drop(draft.form_id)
    store(None)
