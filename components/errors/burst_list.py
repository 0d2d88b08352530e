"""The bursts of a span: what happened, what their sessions have in common, and the way to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import streamlit as st

from components.errors import question
from components.feedback import messages
from components.formatting.clock import Clock
from components.formatting.times import ago, exact, zone_name
from language import _, capitalized, recognized
from services import burst_words
from services.burst_detection import OVER_AFTER
from services.bursts import MOST, Burst
from services.standing_out import FEWEST, SIGNIFICANT, Difference
from store.insights.burst_records import FailureTrait

AROUND: Final = timedelta(minutes=10)
"""What is shown before and after a burst when the page is zoomed to it."""
PERCENT: Final = 100


def show(bursts: Sequence[Burst] | None, clock: Clock) -> None:
    """The bursts, the latest first."""
    st.subheader(_("Bursts"), anchor=False)
    if bursts is None:
        messages.timed_out(_("looked for"))
        return
    if not bursts:
        st.markdown(
            _(":green[:material/check_circle:] No burst: failures came no faster than usual.")
        )
        return
    for burst in bursts:
        show_burst(burst, clock)
    most = _(" The latest {most} are shown.", most=MOST) if len(bursts) == MOST else ""
    st.caption(
        _(
            "A burst is a stretch with far more failures than usual; it is over "
            "{over_after} minutes after the last one. What its sessions have in "
            "common is compared with the sessions updated in the week before, by "
            "Fisher's exact test, one-sided, at p < {significant} and at least "
            "{fewest} sessions.{most}",
            over_after=OVER_AFTER // timedelta(minutes=1),
            significant=SIGNIFICANT,
            fewest=FEWEST,
            most=most,
        )
    )


def show_burst(burst: Burst, clock: Clock) -> None:
    """One burst: its sentence and state, its causes with their counts, and two ways on."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{recognized(burst.sentence(clock.zone))}**")
        st.markdown(f"{state(burst, clock)}")
        for cause in burst.causes:
            st.markdown(f":small[{counts(cause)}]")
        if not burst.causes:
            st.markdown(_(":small[:gray[Nothing sets these sessions apart from others.]]"))
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            if burst.in_error:
                st.page_link(
                    "sessions.py",
                    label=_("Show the {in_error:,} sessions in error", in_error=burst.in_error),
                    icon=":material/arrow_forward:",
                    query_params=burst.listed,
                    help="",
                )
            st.button(
                _("Zoom to it"),
                key=f"zoom-{burst.key}",
                type="tertiary",
                icon=":material/zoom_in:",
                on_click=question.zoom,
                args=around(burst),
            )


def around(burst: Burst) -> tuple[datetime, datetime]:
    """The span of the page that shows a burst, in whole minutes."""
    since, until = (
        end.replace(second=0, microsecond=0)
        for end in (burst.first_at - AROUND, burst.last_at + AROUND)
    )
    return since, until


def state(burst: Burst, clock: Clock) -> str:
    """Whether it is over, when it began and ended, and what became of it, as markdown."""
    badge = (
        _(":red-badge[:material/local_fire_department: ongoing]")
        if burst.is_ongoing
        else _(":gray-badge[:material/check: over]")
    )
    last = _("last failure") if burst.is_ongoing else _("ended")
    ended = burst.failures - burst.in_error
    reset = _(" · {ended:,} of them reset or deleted since", ended=ended) if ended else ""
    return _(
        "{badge} :small[:gray[First seen {at} {zone} · {last} {ago}{reset}]]",
        badge=badge,
        at=exact(burst.first_at, clock.zone),
        zone=zone_name(clock.zone),
        last=last,
        ago=ago(burst.last_at, clock.now),
        reset=reset,
    )


def counts(cause: Difference[FailureTrait]) -> str:
    """`31 of 31 (100 %) are 1,440 px wide; of the others 3 of 23 (13 %)`."""
    return _(
        "**{trait}**: {share}; of other sessions {share_2}",
        trait=capitalized(recognized(burst_words.trait(cause))),
        share=share(cause.bad, cause.all_bad),
        share_2=share(cause.others, cause.all_others),
    )


def share(count: int, total: int) -> str:
    """`31 of 31 (100 %)`."""
    return (
        _(
            "{some:,} of {of:,} ({some_2:.0f} %)",
            some=count,
            of=total,
            some_2=count * PERCENT / total,
        )
        if total
        else _("none to compare")
    )
