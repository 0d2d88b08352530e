"""Carries out what somebody did in the inbox, and takes the last of it back."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import Final

import streamlit as st

from components.feedback.receipt_panel import LAST
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.inbox import inbox_words
from components.inbox.inbox_list import LOOK, Pressed
from components.stuck import bulk_reset
from components.url_state import address
from language import N_, _, recognized
from services import acting, inbox_actions
from services.inbox import Item
from services.incidents import titles
from store.errors import StoreError
from store.inbox.inbox_records import Decision, Disposition, Step
from store.incidents.incident_records import Kind
from store.principal import Action, Principal

DONE: Final = "inbox-done"
"""The key of what this person did here, the last at the end, in the session state. A page that was
reloaded reads it from the database.
"""

REFUSED: Final = "inbox-refused"
REFUSAL_CHARS: Final = 400
OPENING: Final = f"{address.PRESS}inbox"
MOST: Final = 20

WORDS: Final = MappingProxyType(
    {
        "assign": N_("Assigned to you"),
        "open": N_("Assigned to you"),
        "release": N_("Let go"),
        "done": N_("Done"),
        "reopen": N_("Back in the inbox"),
        "reset": N_("Reset"),
        "snooze-change": N_("Snoozed until it changes"),
        "snooze-hour": N_("Snoozed for 1 hour"),
        "snooze-morning": N_("Snoozed until tomorrow, 9:00"),
    }
)
CLAIMED: Final = frozenset({Kind.STUCK_GROUP, Kind.STUCK_LONG})
"""Whoever goes to reset these is on them, so that nobody else does the same."""


def carry_out(pressed: Pressed, clock: Clock) -> None:
    """Do what was pressed. What the store refuses is shown by `show_refusal`."""
    me, item, name = acting.principal(), pressed.item, pressed.name
    if name == LOOK or (name == "open" and not is_claim(item, me)):
        st.session_state[OPENING] = titles.link(item.incident, clock.now)
        if name == "open" and inbox_words.is_to_reset(item, me):
            bulk_reset.ask_next()
        return
    words = f"{_(WORDS[name])}: {recognized(titles.title(item.incident))}"
    try:
        done: Step | None
        if name == "reset":
            done = inbox_actions.reset(item, pressed.version, words)
            st.session_state[LAST] = done.before.reset
        else:
            decision = decided(name, item, me, clock)
            done = inbox_actions.decide(item, pressed.version, decision, words)
    except StoreError as error:
        st.session_state[REFUSED] = recognized(str(error))
        return
    if done:
        st.session_state[DONE] = [*steps(), done][-MOST:]
    if name == "open":
        st.session_state[OPENING] = titles.link(item.incident, clock.now)
        if inbox_words.is_to_reset(item, me):
            bulk_reset.ask_next()


def is_claim(item: Item, me: Principal) -> bool:
    """Whether opening the item makes this person the one who is on it."""
    is_free = item.assignee is None and not item.is_hidden
    return is_free and item.incident.kind in CLAIMED and me.may(Action.TRIAGE)


def decided(name: str, item: Item, me: Principal, clock: Clock) -> Decision:
    """The decision that a button makes; an item keeps its assignee."""
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
    done = steps()
    if not done:
        return
    st.session_state[DONE] = done[:-1]
    try:
        inbox_actions.take_back(done[-1])
    except StoreError as error:
        st.session_state[REFUSED] = recognized(str(error))
    if done[-1].before.reset:
        st.session_state.pop(LAST, None)


def notice() -> str:
    """What was done last and can be taken back; empty if there is nothing."""
    done = steps()
    return done[-1].description if done else ""


def steps() -> list[Step]:
    """What this person did and can take back, the last at the end."""
    if DONE not in st.session_state:
        st.session_state[DONE] = list(inbox_actions.last_steps())
    done: list[Step] = st.session_state[DONE]
    return done


def follow() -> None:
    """Open the page of what was pressed: a callback cannot switch pages, the next run does."""
    link: titles.Link | None = st.session_state.get(OPENING)
    if link:
        address.go(f"{link.page}.py", link.params, press=OPENING)


def show_refusal() -> None:
    """Why the last action was refused."""
    if refusal := st.session_state.pop(REFUSED, None):
        st.warning(safe_text.escaped(refusal, REFUSAL_CHARS), icon=":material/front_hand:")
