"""The bar at the bottom of an edit form: what is not saved yet, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.editing import save_key
from components.editing.edit_draft import Draft, Edit
from components.editing.edit_state import discard
from components.editing.edit_values import NAMES
from components.feedback import pressing
from language import _


def show(draft: Draft, mine: Mapping[str, Edit], obstacle: str) -> bool:
    """Draw it, the button off if there is an `obstacle`. Returns whether to review the edits."""
    with st.container(key="edit-bar", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(state(mine, obstacle), width="stretch")
        if mine or draft.mine:
            st.button(
                _("Discard my edits"),
                key="edit-discard",
                type="tertiary",
                on_click=discard,
                args=(draft,),
            )
        pressed = pressing.button(
            _("Review changes"),
            target=draft.form_id,
            type="primary" if mine and not obstacle else "secondary",
            key="edit-review",
            disabled=bool(obstacle),
            help=_("Ctrl+S or ⌘S"),
        )
    return save_key.pressed() or pressed


def cannot(obstacle: str) -> str:
    """Why it cannot be saved, as markdown."""
    return _(":red[:material/block: **Cannot be saved.** {obstacle}]", obstacle=obstacle)


def state(mine: Mapping[str, Edit], obstacle: str) -> str:
    """What is not saved, or why it cannot be, as markdown."""
    if obstacle:
        return cannot(obstacle)
    if not mine:
        return _(":gray[No changes. Only what you change is written.]")
    names = ", ".join(_(NAMES[name]) for name in mine)
    return _(":material/edit: **Not saved yet:** {names}", names=names)
