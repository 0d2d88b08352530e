"""How far the renders are: what is done, what is left, how long that takes, what went wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.numbers import count_text
from components.formatting.times import ago, length
from components.system import facts
from language import N_, _, ngettext
from store.renders.render_records import RenderRun, RenderState

SILENT: Final = timedelta(minutes=3)
"""A run that has not reported for that long has ended without saying so."""
HOW: Final = N_(
    "`scripts/render` runs the code of each session in a headless browser, "
    "which it installs if need be, and keeps whether it works and how close "
    "it comes to its design."
)


def show(state: RenderState | None, clock: Clock) -> None:
    """The state in rows."""
    if state is None:
        messages.timed_out("counted", _("what is rendered"))
        return
    if not state.runs and not state.rendered.value:
        st.caption(_("Nothing is rendered yet. {how}", how=_(HOW)))
        return
    rows = [
        [
            _("Rendered"),
            _("{count}, replaced versions of the code included", count=count_text(state.rendered)),
        ],
        [_("Still to render"), left_text(state)],
        [_("Renderer"), runs_text(state, clock)],
        [_("Last problem"), problem_text(state, clock)],
    ]
    facts.table((_("Part"), _("State")), rows, alt=_("Rendering"))


def left_text(state: RenderState) -> str:
    """How many sessions have no render as they are now."""
    if not state.remaining.value:
        return _(":green[:material/check: none]")
    stale = (
        _("; {stale:,} of them changed since they were rendered", stale=state.stale)
        if state.stale
        else ""
    )
    left = ngettext(
        "{number} session",
        "{number} sessions",
        state.remaining.value,
        number=count_text(state.remaining),
    )
    return f"{left}{stale}"


def runs_text(state: RenderState, clock: Clock) -> str:
    """Who renders now and how long the rest takes; else when somebody last did."""
    now = [run for run in state.runs if is_running(run, clock)]
    if not now:
        last = (
            _("; last {ago}", ago=ago(state.runs[0].reported_at, clock.now)) if state.runs else ""
        )
        return _("not running{last}. Start `scripts/render`.", last=last)
    names = ", ".join(f"`{safe_text.line(run.name, 120)}`" for run in now)
    rate = sum(map(per_second, now))
    if not rate:
        return _("{names}: starting", names=names)
    rest = length(timedelta(seconds=round(state.remaining.value / rate)))
    return _("{names}: {rate:.1f} a second, about {rest} left", names=names, rate=rate, rest=rest)


def is_running(run: RenderRun, clock: Clock) -> bool:
    """Whether a run is probably still going on."""
    return not run.is_over and clock.now - run.reported_at < SILENT


def per_second(run: RenderRun) -> float:
    """How many sessions it has rendered each second, up to its last report."""
    seconds = (run.reported_at - run.began_at).total_seconds()
    return run.rendered / seconds if seconds > 0 else 0.0


def last_problem(state: RenderState, clock: Clock) -> tuple[str, str] | None:
    """What went wrong last, and when; None if nothing did in the last week."""
    for run in state.runs:
        died = not run.is_over and not is_running(run, clock)
        problem = run.problem or (_("it ended without a message") if died else "")
        if problem:
            return safe_text.escaped(problem, 300), ago(run.reported_at, clock.now)
    return None


def problem_text(state: RenderState, clock: Clock) -> str:
    """What went wrong last, and when, for the table."""
    if found := last_problem(state, clock):
        problem, when = found
        return f":orange[:material/warning: {problem}]; {when}"
    return _(":green[:material/check: none in the last week]")


def attention(state: RenderState, clock: Clock) -> str:
    """What went wrong last, for somebody to look at; empty if nothing did."""
    latest = last_problem(state, clock)
    if not latest:
        return ""
    problem, when = latest
    return _("**The renderer had a problem** {when}: {problem}", when=when, problem=problem)
