"""Keeps what is typed into an edit form in the browser's tab until it is saved or discarded.

The server forgets a session that is disconnected for a minute, and the form with it. For what is
kept and what never is, see docs/decisions/0073-drafts-in-the-tab.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

import streamlit as st

from components.editing.edit_draft import Draft, Edit, Large, edits
from components.editing.edit_fields import MAX_PIXELS
from components.editing.edit_state import drop, dropped, store
from components.editing.edit_values import NAMES
from components.frontend import component
from language import _
from store.records import SessionSummary

NUMBERS: Final = frozenset({"frame_width", "frame_height"})

_component = component("draft_keeper", "editing/draft_keeper")


@dataclass(frozen=True)
class Kept:
    """What the tab has kept: text by column, and the columns that it must not keep."""

    form: str
    version: str
    fields: Mapping[str, str]
    withheld: tuple[str, ...]
    too_large: tuple[str, ...] = ()


def offer(row: SessionSummary, draft: Draft, names: Sequence[str]) -> None:
    """Offer to restore what was typed before the connection was lost."""
    with st.container(gap=None):
        kept = watch(row, draft, names)
        place = st.container()  # always there, so that the form below does not move
    if kept is None:
        return
    changed = changes(draft, kept)
    lines = [_("**You have unsaved edits:** {changed}.", changed=column_names(changed))]
    if kept.version != row.version:
        lines.append(_("The session has changed since then; the next step shows the difference."))
    if kept.withheld:
        lines.append(
            _(
                "Not kept, because it may contain a secret: {withheld}.",
                withheld=column_names(kept.withheld),
            )
        )
    if kept.too_large:
        large = column_names(kept.too_large)
        lines.append(_("Not kept, because this tab has no room for it: {names}.", names=large))
    with place.container(border=True):
        st.markdown(" ".join(lines))
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Restore them"),
                key="edit-bring-back",
                type="primary",
                on_click=store,
                args=(replace(draft.back(), mine=MappingProxyType(changed)),),
            )
            st.button(_("Discard them"), key="edit-drop", on_click=drop, args=(kept.form,))


def column_names(columns: Iterable[str]) -> str:
    """The columns as the form calls them."""
    return ", ".join(_(NAMES[name]) for name in columns)


def watch(row: SessionSummary, draft: Draft, names: Sequence[str]) -> Kept | None:
    """Keep what is typed into these fields. Returns what was kept and is not in the form."""
    result = _component(
        key=f"draft-keeper-{row.id}",
        data={
            "row": str(row.id),
            "session": row.session_id[:8],
            "version": draft.base.version,
            "form": draft.form_id,
            "fields": {name: f"edit-{name}-{draft.form_id}" for name in names},
            "texts": {name: text_in_form(draft, name) for name in names},
            "edited": bool(draft.mine),
            "dropped": dropped(),
        },
        height=1,
        on_found_change=lambda: None,
    )
    kept = parse_kept(result.get("found"), names)
    if kept is None or kept.form in dropped():
        return None
    return kept if changes(draft, kept) else None


def text_in_form(draft: Draft, name: str) -> str:
    """The initial value of a field."""
    value = draft.mine[name] if name in draft.mine else draft.base.columns.get(name)
    return "" if value is None or isinstance(value, Large) else str(value)


def parse_kept(payload: Any, names: Sequence[str]) -> Kept | None:
    """What the browser kept, without anything malformed."""
    if not isinstance(payload, dict) or not isinstance(payload.get("fields"), dict):
        return None
    fields = {
        name: text
        for name, text in payload["fields"].items()
        if name in names and isinstance(text, str) and is_readable(name, text)
    }
    withheld, too_large = (
        tuple(name for name in names if isinstance(listed, list) and name in listed)
        for listed in (payload.get("withheld"), payload.get("large"))
    )
    return Kept(str(payload.get("form")), str(payload.get("version")), fields, withheld, too_large)


def is_readable(name: str, text: str) -> bool:
    """Whether a text can be a column's value, and the form's field can hold it."""
    if name not in NUMBERS or not text:
        return True
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MAX_PIXELS))
    return is_number and int(text) <= MAX_PIXELS


def changes(draft: Draft, kept: Kept) -> dict[str, Edit]:
    """The kept texts as edits of the draft, without those that the form already has."""
    typed: dict[str, Edit] = {
        name: (int(text) if text else None) if name in NUMBERS else text
        for name, text in kept.fields.items()
        if text != text_in_form(draft, name)
    }
    return {**draft.mine, **edits(draft.base, typed)} if typed else {}
