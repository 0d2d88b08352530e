"""What needs somebody, first on the system page: what is wrong, and what to do about it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.formatting import safe_text
from components.formatting.clock import Clock
from components.system import (
    posture_view,
    render_view,
    system_facts,
    table_facts,
    watch_view,
)
from language import N_, _, recognized
from services.system import SystemState
from services.threshold import Threshold
from store.system.system_records import SystemOverview

CALM: Final = N_(
    "Nothing needs attention: the database, renders and webhooks are as they should be."
)

UNINSPECTED: Final = N_(
    "**Not all sessions were inspected** by this version. Until then, lists by verdict, render or "
    "mark lack those that were not. Run `scripts/inspect`."
)


def points(state: SystemState, applies: Threshold, clock: Clock) -> list[str]:
    """Each point as markdown, the most urgent one first. What could not be read is not judged."""
    candidates = [
        posture_view.open_text(state.findings or ()),
        *(indexes(state.overview) if state.overview else ()),
        *connections(state),
        *(watch_view.problems(state.watch, clock) if state.watch else ()),
        render_view.attention(state.renders, clock) if state.renders else "",
        system_facts.unknown_threshold(applies) if applies.choice.problem else "",
        _(UNINSPECTED) if state.are_inspected is False and not state.embedded else "",
    ]
    return [point for point in candidates if point]


def indexes(overview: SystemOverview) -> list[str]:
    """Indexes that are not there, or cannot be used."""
    missing = table_facts.missing_indexes(overview.indexes)
    invalid = [index.name for index in overview.indexes if not index.valid]
    sentences = (
        _("**Missing indexes**: {names}.", names=", ".join(map(safe_text.monospace, missing))),
        _("**Invalid indexes**: {names}.", names=", ".join(map(safe_text.monospace, invalid))),
    )
    slow = _("Lists and searches get slow as the table grows. Run `scripts/migrate`.")
    return [
        f"{words} {slow}"
        for words, names in zip(sentences, (missing, invalid), strict=True)
        if names
    ]


def connections(state: SystemState) -> list[str]:
    """A replica that is set and not used, and sign-outs that are not known everywhere."""
    replica = state.replica.problem if state.replica else None
    sign_outs = state.sign_outs.problem if state.sign_outs else None
    problems = (
        (_("**The read replica is not used.**"), replica),
        (_("**Sign-outs of other processes are not known.**"), sign_outs),
    )
    return [f"{what} {safe_text.escaped(recognized(why), 200)}" for what, why in problems if why]


def show(points: list[str]) -> None:
    """Draw the points, or that there is none."""
    for point in points:
        st.warning(point, icon=":material/warning:")
    if not points:
        st.success(_(CALM), icon=":material/verified_user:")
