"""The items of the inbox, which keys and buttons act on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago, with_zone
from components.frontend import component
from components.inbox import inbox_words
from components.inbox.inbox_words import LOOKS, SNOOZES, Button
from components.pictures.marks import glyph
from language import _, recognized
from services.inbox import Item
from services.incidents import titles
from store.principal import Action, Principal

KEY: Final = "inbox"
LOOK: Final = "look"
"""What a link does: it opens the item without a decision."""

_component = component("inbox", "inbox/inbox")


@dataclass(frozen=True)
class Pressed:
    """What somebody did: an action by its name, on an item whose state they saw in a version."""

    item: Item
    name: str
    version: int


def show(
    items: Sequence[Item],
    me: Principal,
    clock: Clock,
    *,
    notice: str,
    pressed: Callable[[Pressed], None],
    undo: Callable[[], None],
) -> None:
    """Draw the items. In a callback, `pressed` gets what was done, and `undo` is called.

    `notice` says what was done last; empty if nothing can be taken back.
    """
    by_key = {item.incident.key: item for item in items}

    def acted() -> None:
        said = st.session_state[KEY].get("acted")
        if not isinstance(said, dict):
            return
        item, version = by_key.get(str(said.get("key"))), said.get("version")
        names = {LOOK, *(button.name for button in every_button(item, me))} if item else set()
        if item and str(said.get("name")) in names and isinstance(version, int):
            pressed(Pressed(item, str(said["name"]), version))

    _component(
        key=KEY,
        data={
            "items": [data(item, me, clock) for item in items],
            "snoozes": [_button(each) for each in SNOOZES],
            "notice": notice,
        },
        on_acted_change=acted,
        on_undone_change=undo,
    )


def every_button(item: Item, me: Principal) -> Sequence[Button]:
    """What can be done with an item, snoozes included."""
    snoozes = SNOOZES if may_snooze(item, me) else ()
    return [*inbox_words.buttons(item, me), *snoozes]


def may_snooze(item: Item, me: Principal) -> bool:
    """Whether this person can put the item away for a while."""
    return me.may(Action.TRIAGE) and not item.is_hidden


def data(item: Item, me: Principal, clock: Clock) -> dict[str, object]:
    """What inbox.js draws."""
    incident, look = item.incident, LOOKS[item.incident.kind]
    return {
        "key": incident.key,
        "version": item.version,
        "icon": glyph(look.icon),
        "tone": look.color,
        "title": safe_text.line(recognized(titles.title(incident)), 200),
        "why": safe_text.line(inbox_words.explanation(incident, clock), 300),
        "when": ago(incident.newest, clock.now),
        "exactly": _("Since {at}", at=with_zone(incident.since, clock.zone)),
        "address": address(item, clock),
        "notes": [
            {"text": safe_text.line(text, 200), "icon": glyph(icon)}
            for text, icon in inbox_words.notes(item, me, clock)
        ],
        "buttons": [_button(each) for each in inbox_words.buttons(item, me)],
        "snooze": may_snooze(item, me),
    }


def address(item: Item, clock: Clock) -> str:
    """Where the item leads, relative to this page."""
    page, params = titles.link(item.incident, clock.now)
    return f"{page}?{urlencode(params, doseq=True)}"


def _button(button: Button) -> dict[str, str]:
    label = safe_text.line(_(button.label), 80)
    return {"name": button.name, "label": label, "icon": glyph(button.icon)}
