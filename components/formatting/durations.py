"""Shows how long generations take, and what that is based on."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from components.feedback import messages
from components.formatting.times import MISSING
from language import _, ngettext
from store.counts import GenerationTimes


def duration_text(duration: timedelta | None) -> str:
    """A duration to about three figures: `0.8 s`, `23.4 s`, `2 min 5 s`."""
    if duration is None:
        return MISSING
    seconds = duration.total_seconds()
    if seconds < 100:
        return _("{seconds:.1f} s", seconds=seconds)
    minutes, rest = divmod(round(seconds), 60)
    return (
        _("{minutes} min {rest} s", minutes=minutes, rest=rest)
        if rest
        else _("{minutes} min", minutes=minutes)
    )


def minutes_text(duration: timedelta) -> str:
    """A threshold in minutes: `90 min`."""
    return _("{minutes} min", minutes=duration // timedelta(minutes=1))


def measured_text(times: GenerationTimes) -> str:
    """What the figures are based on: the sample and the period."""
    if not times.samples:
        return _(
            "No generation finished in the last {days} days, so there is nothing to measure.",
            days=times.days,
        )
    return ngettext(
        "Measured on {count:,} generation of the last {days} days.",
        "Measured on {count:,} generations of the last {days} days.",
        times.samples,
        days=times.days,
    )


def show(times: GenerationTimes | None) -> None:
    """p50, p95 and p99 side by side, with what they are based on."""
    if times is None:
        messages.timed_out("measured")
        return
    with st.container(horizontal=True, gap="medium"):
        for label, share, value in (
            ("p50", _("Half"), times.p50),
            ("p95", "95 %", times.p95),
            ("p99", "99 %", times.p99),
        ):
            st.metric(
                label,
                duration_text(value),
                width="content",
                help=_("{share} of the generations took this long or less.", share=share),
            )
    st.caption(measured_text(times))
