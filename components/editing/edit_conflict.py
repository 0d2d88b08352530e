"""Resolves an edit of a row that somebody else changed: shows mine, theirs and the original."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.editing import edit_values
from components.editing.edit_draft import (
    Draft,
    FieldConflict,
    Large,
    RowSnapshot,
    also_changed,
    conflicts,
)
from components.editing.edit_values import NAMES, value_text
from language import N_, _, in_sentence

MINE: Final = N_("Keep mine")
THEIRS: Final = N_("Use theirs")


def show(draft: Draft, theirs: RowSnapshot) -> Draft | None:
    """The three versions of each edited field.

    Returns the edit on the new version, None if it is discarded, or `draft` itself while the person
    has not decided.
    """
    st.warning(
        _(
            "**This session was changed after you opened the form.** Nothing was "
            "saved and nothing of yours is lost. Choose what to keep; the next step "
            "shows the difference again."
        ),
        icon=":material/call_split:",
    )
    others = also_changed(draft, theirs)
    # Keys contain the version on screen, so a choice never applies to a version that was not shown.
    with st.form(f"edit-conflict-{theirs.version}", border=False):
        keep = {
            conflict.name
            for conflict in conflicts(draft, theirs)
            if choice(conflict, theirs.version) == _(MINE)
        }
        if others:
            st.markdown(_("**Also changed, and kept as they are now**"))
            st.table(
                [
                    {
                        _("Field"): _(NAMES[other.name]),
                        _("When you opened it"): value_text(other.original),
                        _("Now"): value_text(other.theirs),
                    }
                    for other in others
                ],
                border="horizontal",
                hide_index=True,
            )
        with st.container(horizontal=True, gap="small"):
            go_on = st.form_submit_button(
                _("Apply to the new version"), type="primary", key=f"edit-reapply-{theirs.version}"
            )
            give_up = st.form_submit_button(
                _("Discard my edits"), key=f"edit-give-up-{theirs.version}"
            )
    if give_up:
        return None
    return draft.rebased(theirs, keep) if go_on else draft


def choice(conflict: FieldConflict, version: str) -> str:
    """One field: its three versions, and the choice if both sides changed it."""
    with st.container(border=True, gap="small"):
        st.markdown(f"**{_(NAMES[conflict.name])}**")
        st.table(
            [
                {
                    _("Mine"): value_text(conflict.mine),
                    _("Theirs, saved now"): value_text(conflict.theirs),
                    _("Original, when I opened it"): value_text(conflict.original),
                }
            ],
            border="horizontal",
            hide_index=True,
        )
        code_versions(conflict)
        if conflict.is_same_change:
            st.caption(_(":material/check: Both made the same change. Nothing is left to do here."))
            return _(THEIRS)
        if not conflict.they_changed_it:
            st.caption(_("They did not change this field."))
        return str(
            st.radio(
                _("Which {names}", names=in_sentence(_(NAMES[conflict.name]))),
                (_(MINE), _(THEIRS)),
                key=f"edit-choice-{conflict.name}-{version}",
                horizontal=True,
                label_visibility="collapsed",
            )
        )


def code_versions(conflict: FieldConflict) -> None:
    """For code: what each side changed, as diffs from the original."""
    if conflict.name != "generated_code" or isinstance(conflict.original, Large | int):
        return
    sides = ((_("My change"), conflict.mine), (_("Their change"), conflict.theirs))
    for place, (title, version) in zip(st.columns(2), sides, strict=True):
        if isinstance(version, str | None) and version != conflict.original:
            with place:
                st.caption(title)
                edit_values.code_difference(conflict.original, version)
