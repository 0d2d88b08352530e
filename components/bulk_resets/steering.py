"""The progress of a bulk reset, which every browser sees, and the buttons to steer it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

import streamlit as st

from components.bulk_resets import outcome
from components.feedback.messages import expected_errors
from components.formatting import clock, safe_text
from components.formatting.times import length
from language import N_, _, recognized
from services import acting, bulk_resets
from services.bulk_resets import Progress
from store.bulk_resets.bulk_records import BulkReset, State
from store.principal import Action

POLL_SECONDS: Final = 2
STATES: Final = {
    State.RUNNING: ("blue", ":material/play_circle:", N_("Running")),
    State.PAUSED: ("orange", ":material/pause_circle:", N_("Paused")),
    State.STOPPED: ("gray", ":material/stop_circle:", N_("Stopped")),
    State.DONE: ("green", ":material/check_circle:", N_("Done")),
}


def badge(bulk: BulkReset) -> str:
    """Where it is, as markdown."""
    color, icon, word = STATES[bulk.state]
    return f":{color}-badge[{icon} {_(word)}]"


def pace_text(per_minute: int | None) -> str:
    """`50 a minute`, `all at once`."""
    return _("{per_minute:,} a minute", per_minute=per_minute) if per_minute else _("all at once")


def duration(rows: int, per_minute: int | None) -> timedelta | None:
    """About how long so many rows take at this pace; None for all at once."""
    return timedelta(minutes=1) * rows / per_minute if per_minute else None


def remaining_text(bulk: BulkReset, now: datetime) -> str:
    """What happens next: `about 2 min left`, `paused`, or why the last turn failed."""
    if bulk.problem:
        again = max(bulk.next_at - now, timedelta(0))
        problem = safe_text.escaped(recognized(bulk.problem), 200)
        return _(
            ":orange[:material/warning: {problem} It tries again in {length}.]",
            problem=problem,
            length=length(again),
        )
    if bulk.state is State.PAUSED:
        return _("Nothing more is reset until somebody resumes it.")
    left = duration(bulk.remaining, bulk.per_minute)
    return (
        _("{pace}, about {length} left", pace=pace_text(bulk.per_minute), length=length(left))
        if left
        else _("all at once")
    )


def show(progress: Progress) -> None:
    """The outcome so far; while it is not over, live, with the progress and the buttons."""
    if progress.bulk.is_over:
        outcome.show(progress)
        return
    batch_id = progress.bulk.batch_id

    @st.fragment(run_every=POLL_SECONDS)
    def live() -> None:
        with expected_errors():
            now = bulk_resets.progress(batch_id)
            if (now.bulk.state, now.bulk.position) != (progress.bulk.state, progress.bulk.position):
                st.rerun()  # the list of sessions and the steps have changed, too
            bar(now.bulk)
            outcome.show(now)
            buttons(now.bulk)

    live()


def bar(bulk: BulkReset) -> None:
    """How many have had their turn, of all, and what happens next."""
    st.progress(
        bulk.position / bulk.total,
        text=_(
            "**{position:,} of {total:,}** · {left}",
            position=bulk.position,
            total=bulk.total,
            left=remaining_text(bulk, clock.now()),
        ),
    )


def buttons(bulk: BulkReset) -> None:
    """Pause or resume, and stop, for those who may."""
    me = acting.principal()
    if not me.may(Action.BULK_RESET):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if bulk.state is State.RUNNING:
            st.button(
                _("Pause"),
                key="pause",
                icon=":material/pause:",
                on_click=steer,
                args=("pause", bulk),
            )
        elif me.may(Action.BULK_LARGE) or not bulk_resets.is_large(bulk):
            st.button(
                _("Resume"),
                key="resume",
                icon=":material/play_arrow:",
                type="primary",
                on_click=steer,
                args=("resume", bulk),
            )
        else:
            st.caption(
                _(":material/lock: To resume more than 100 sessions requires the admin role.")
            )
        st.button(
            _("Stop"),
            key="stop",
            icon=":material/stop:",
            on_click=steer,
            args=("stop", bulk),
            help=_("Ends it for good. What was reset stays reset and can be undone."),
        )


def steer(step: str, bulk: BulkReset) -> None:
    """Take a step. What the store refuses, such as a second stop, is a short message."""
    act = {
        "pause": bulk_resets.pause,
        "resume": bulk_resets.resume,
        "stop": bulk_resets.stop,
    }[step]
    with expected_errors():
        act(bulk.batch_id, uuid4())
