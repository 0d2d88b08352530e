"""The alerts: when a watcher last looked, and what waits for each webhook."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago, length
from components.system import facts
from language import N_, _, ngettext, recognized
from store.watch.watch_records import TargetState, WatchState

LATE: Final = timedelta(minutes=10)
"""A watcher that has not looked for that long has probably stopped."""
HOW: Final = N_("`scripts/watch`, or `WATCH=1`, tells webhooks what needs a person: docs/watch.md.")


def show(state: WatchState | None, clock: Clock) -> None:
    """The watch and each webhook, by a name that is not its address."""
    if state is None:
        messages.timed_out("read", _("the state of the alerts"))
        return
    if state.checked_at is None and not state.targets:
        st.caption(_("No alerts are sent yet. {how}", how=_(HOW)))
        return
    rows = [[_("Watch"), watch_text(state, clock)]]
    rows += [
        [f"`{safe_text.line(each.target, 60)}`", target_text(each, clock)] for each in state.targets
    ]
    facts.table((_("Part"), _("State")), rows, alt=_("Alerts"))


def problems(state: WatchState, clock: Clock) -> list[str]:
    """What keeps alerts from being sent, as markdown."""
    if state.checked_at is None and not state.targets:
        return []
    silent = state.checked_at is None or clock.now - state.checked_at > LATE
    nobody = _("**No watcher is running.** Start `scripts/watch`, or set `WATCH=1`.")
    return [nobody] * silent + [
        _(
            "**Webhook `{target}` takes no messages:** {problem}",
            target=safe_text.line(each.target, 60),
            problem=safe_text.escaped(recognized(each.problem), 200),
        )
        for each in state.targets
        if each.waiting and each.problem
    ]


def watch_text(state: WatchState, clock: Clock) -> str:
    """When it last looked, and what it knows of."""
    if state.checked_at is None:
        return _(":orange[:material/warning: has never looked]")
    looked = _("looked {ago}", ago=ago(state.checked_at, clock.now))
    if clock.now - state.checked_at > LATE:
        looked = _(
            ":orange[:material/warning: {looked}; no watcher seems to be running]", looked=looked
        )
    number = state.open_incidents
    known = ngettext("{count:,} incident going on", "{count:,} incidents going on", number)
    unread = (
        _("; not read in time: {unread}", unread=safe_text.escaped(state.unread, 200))
        if state.unread
        else ""
    )
    return f"{looked}; {known}{unread}"


def target_text(target: TargetState, clock: Clock) -> str:
    """Whether everything has arrived; else what waits, why, and until when."""
    arrived = _("last delivery {ago}", ago=ago(target.delivered_at, clock.now))
    if not target.waiting:
        return _(":green[:material/check: everything delivered]; {arrived}", arrived=arrived)
    some = ngettext("{count:,} message", "{count:,} messages", target.waiting)
    waiting = _(
        "{some} waiting, the oldest from {ago}", some=some, ago=ago(target.oldest_at, clock.now)
    )
    if not target.problem:
        return waiting
    pause = max((target.next_at or clock.now) - clock.now, timedelta(0))
    return _(
        ":orange[:material/warning: {problem}]; {waiting}; tried again in "
        "{length}; nothing is lost",
        problem=safe_text.escaped(recognized(target.problem), 200),
        waiting=waiting,
        length=length(pause),
    )
