"""Carries out what somebody did in the inbox, and takes the last of it back."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import Final

import streamlit as st

from components.feedback.receipt_panel import LAST
from components.formatting.clock import Clock
from components.inbox import inbox_words
from components.inbox.inbox_list import LOOK, Pressed
from services import acting, inbox_actions
from services.inbox import Item
from services.inbox_actions import Done
from services.incidents import titles
from store.errors import StoreError
from store.inbox.inbox_records import Decision, Disposition
from store.incidents.incident_records import Kind
from store.principal import Action, Principal

DONE: Final = "inbox-done"
"""The key of what this person did here, the last at the end, in the session state."""

REFUSED: Final = "inbox-refused"
OPENING: Final = "inbox-opening"
MOST: Final = 20

WORDS: Final = MappingProxyType(
    {
        "assign": "Assigned to you",
        "open": "Assigned to you",
        "release": "Let go",
        "done": "Done",
        "reopen": "Back in the inbox",
        "reset": "Reset",
        "snooze-change": "Snoozed until it changes",
        "snooze-hour": "Snoozed for 1 hour",
        "snooze-morning": "Snoozed until tomorrow, 9:00",
    }
)
CLAIMED: Final = frozenset({Kind.STUCK_GROUP, Kind.STUCK_LONG})
"""Whoever goes to reset these is on them, so that nobody else does the same."""


def carry_out(pressed: Pressed, clock: Clock) -> None:
    """Do what was pressed. What the store refuses is shown by `show_refusal`."""
    me, item, name = acting.principal(), pressed.item, pressed.name
    if name == LOOK or (name == "open" and not is_claim(item, me)):
        st.session_state[OPENING] = titles.link(item.incident, clock.now)
        return
    words = f"{WORDS[name]}: {titles.title(item.incident)}"
    try:
        if name == "reset":
            done = inbox_actions.reset(item, pressed.version, words)
            st.session_state[LAST] = done.reset
        else:
            decision = decided(name, item, me, clock)
            done = inbox_actions.decide(item, pressed.version, decision, words)
    except StoreError as error:
        st.session_state[REFUSED] = str(error)
        return
    st.session_state[DONE] = [*st.session_state.get(DONE, ()), done][-MOST:]
    if name == "open":
        st.session_state[OPENING] = titles.link(item.incident, clock.now)


def is_claim(item: Item, me: Principal) -> bool:
    """Whether opening the item makes this person the one who is on it."""
    is_free = item.assignee is None and not item.is_hidden
    return is_free and item.incident.kind in CLAIMED and me.may(Action.TRIAGE)


def decided(name: str, item: Item, me: Principal, clock: Clock) -> Decision:
    """The decision that a button stands for; who is on an item stays on it."""
    snoozed, who = Disposition.SNOOZED, item.assignee
    match name:
        case "assign" | "open":
            return Decision(assignee=me.actor)
        case "release":
            return Decision()
        case "done":
            return Decision(disposition=Disposition.DONE, assignee=who)
        case "snooze-hour":
            until = clock.now + timedelta(hours=1)
            return Decision(disposition=snoozed, until=until, assignee=who)
        case "snooze-morning":
            until = inbox_words.morning(clock.now, clock.zone)
            return Decision(disposition=snoozed, until=until, assignee=who)
        case "snooze-change":
            return Decision(disposition=snoozed, assignee=who)
        case _:
            return Decision(assignee=who)


def take_back() -> None:
    """Undo the last thing that this person did here."""
    done: list[Done] = st.session_state.get(DONE, [])
    if not done:
        return
    st.session_state[DONE] = done[:-1]
    try:
        inbox_actions.take_back(done[-1])
    except StoreError as error:
        st.session_state[REFUSED] = str(error)
    if done[-1].reset:
        st.session_state.pop(LAST, None)


def notice() -> str:
    """What was done last and can be taken back; empty if there is nothing."""
    done: list[Done] = st.session_state.get(DONE, [])
    return done[-1].words if done else ""


def follow() -> None:
    """Open the page of what was pressed: a callback cannot switch pages, the next run does."""
    link: titles.Link | None = st.session_state.pop(OPENING, None)
    if link:
        st.switch_page(f"{link.page}.py", query_params=link.params)


def show_refusal() -> None:
    """Why the last action was refused."""
    if refusal := st.session_state.pop(REFUSED, None):
        st.warning(refusal, icon=":material/front_hand:")
