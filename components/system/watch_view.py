"""Who is told outside: when a watcher last looked, and what waits for each webhook."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago, length
from components.system import facts
from store.watch.watch_records import TargetState, WatchState

LATE: Final = timedelta(minutes=10)
"""A watcher that has not looked for that long has probably stopped."""
HOW: Final = "`scripts/watch`, or `WATCH=1`, tells webhooks what needs a person: docs/watch.md."


def show(state: WatchState | None, clock: Clock) -> None:
    """The watch and each webhook, by a name that is not its address."""
    if state is None:
        messages.not_now("read", "who is told outside")
        return
    if state.checked_at is None and not state.targets:
        st.caption(f"Nobody is told outside yet. {HOW}")
        return
    rows = [["Watch", watch_text(state, clock)]]
    rows += [
        [f"`{safe_text.line(each.target, 60)}`", target_text(each, clock)] for each in state.targets
    ]
    facts.table(("Part", "State"), rows, alt="Told outside")


def watch_text(state: WatchState, clock: Clock) -> str:
    """When it last looked, and what it knows of."""
    if state.checked_at is None:
        return ":orange[:material/warning: has never looked]"
    looked = f"looked {ago(state.checked_at, clock.now)}"
    if clock.now - state.checked_at > LATE:
        looked = f":orange[:material/warning: {looked}; no watcher seems to be running]"
    number = state.open_incidents
    known = f"{number:,} incident{'' if number == 1 else 's'} going on"
    unread = f"; not read in time: {safe_text.escaped(state.unread, 200)}" if state.unread else ""
    return f"{looked}; {known}{unread}"


def target_text(target: TargetState, clock: Clock) -> str:
    """Whether everything has arrived; else what waits, why, and until when."""
    arrived = f"last delivery {ago(target.delivered_at, clock.now)}"
    if not target.waiting:
        return f":green[:material/check: everything delivered]; {arrived}"
    some = f"{target.waiting:,} message{'' if target.waiting == 1 else 's'}"
    waiting = f"{some} waiting, the oldest from {ago(target.oldest_at, clock.now)}"
    if not target.problem:
        return waiting
    pause = max((target.next_at or clock.now) - clock.now, timedelta(0))
    return (
        f":orange[:material/warning: {safe_text.escaped(target.problem, 200)}]; {waiting}; "
        f"tried again in {length(pause)}; nothing is lost"
    )
