"""The part of the inbox that is shown, as in its URL, and the texts above and below it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import streamlit as st

from components.feedback import messages
from components.formatting.clock import Clock
from components.formatting.times import exact, zone_name
from components.url_state.parameters import required_choice_changed, set_choice
from components.url_state.query_string import Reader
from language import N_, _, capitalized, format_plain
from services.inbox import Inbox, Item
from store.inbox.inbox_records import Disposition
from store.incidents.incident_records import Kind
from store.principal import Principal

PARAMETERS: Final = ("show",)


class Part(StrEnum):
    """The parts of the inbox."""

    WAITING = "waiting"
    MINE = "mine"
    SNOOZED = "snoozed"
    DONE = "done"


EMPTY: Final = {
    Part.MINE: (N_("Nothing is assigned to you"), N_("Press “Assign to me” on an item.")),
    Part.SNOOZED: (N_("Nothing is snoozed"), N_("Items come back when their facts change.")),
    Part.DONE: (N_("Nothing is done"), N_("Items come back when their facts change.")),
}
UNREAD: Final = {
    Kind.STUCK_GROUP: N_("stuck sessions"),
    Kind.STUCK_LONG: N_("old stuck sessions"),
    Kind.BURST: N_("bursts of failures"),
    Kind.ZOMBIE: N_("what became of resets"),
    Kind.BROKEN: N_("code that does not run"),
    Kind.UNLIKE: N_("matches with designs"),
}


def chosen() -> Part:
    """The part in the URL."""
    read = Reader({name: st.query_params.get_all(name) for name in PARAMETERS})
    return read.one("show", Part) or Part.WAITING


def items(inbox: Inbox, part: Part, me: Principal) -> tuple[Item, ...]:
    """The items of a part."""
    match part:
        case Part.WAITING:
            return inbox.waiting
        case Part.MINE:
            return tuple(item for item in inbox.waiting if item.assignee == me.actor)
        case Part.SNOOZED:
            return inbox.hidden(Disposition.SNOOZED)
        case Part.DONE:
            return inbox.hidden(Disposition.DONE)


def show(inbox: Inbox, part: Part, me: Principal) -> None:
    """The parts with their counts."""
    labels = {
        each: format_plain(
            "{each} {count:,}", each=capitalized(_(each)), count=len(items(inbox, each, me))
        )
        for each in Part
    }
    set_choice("show", part)
    st.segmented_control(
        _("Show"),
        list(Part),
        required=True,
        key="show",
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        on_change=required_choice_changed,
        args=("show",),
    )


def unread(inbox: Inbox) -> None:
    """What is not known just now."""
    for kind, name in UNREAD.items():
        if kind in inbox.unread:
            messages.timed_out("read", _(name))
    if inbox.states_unread:
        messages.timed_out("read", _("what was snoozed or done, so everything is here"))


def nothing(part: Part, clock: Clock) -> None:
    """The empty state of a part."""
    if part is Part.WAITING:
        checked = f"{exact(clock.now, clock.zone)} {zone_name(clock.zone)}"
        messages.empty(
            ":material/task_alt:",
            _("Nothing needs you"),
            _("Last checked {checked}.", checked=checked),
        )
    else:
        title, hint = EMPTY[part]
        messages.empty(":material/inbox:", _(title), _(hint))
