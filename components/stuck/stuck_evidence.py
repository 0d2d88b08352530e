"""What counts as stuck, beside what was measured, and which sessions stopped together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final

import streamlit as st

from components.feedback import messages
from components.feedback.receipt_panel import rows_text
from components.formatting import safe_text
from components.formatting.durations import duration_text, measured_text
from components.formatting.numbers import NOT_COUNTED, count_text
from components.formatting.times import exact, length, zone_name
from components.page_frame import page_title
from components.url_state.parameters import set_parameters
from components.url_state.query_string import moment_text
from store.actions.receipts import ResetAgain
from store.counts import Cohort, Count, GenerationTimes

COHORTS_SHOWN: Final = 8
SMALLEST: Final = 3  # two within a minute are no sign of a common cause
OFTEN: Final = 3


def definition(minutes: int) -> None:
    """What stuck means here, and what it does not."""
    st.markdown(
        f"A session is stuck when it is `generating` and nothing has updated it for "
        f"**{minutes} min** or longer (`STUCK_AFTER_MINUTES`). The backend may still finish it; "
        "a reset skips it then."
    )


def evidence(times: GenerationTimes | None, stuck_after: timedelta) -> None:
    """The threshold beside the measured durations, and a word when they do not fit."""
    with st.grid(4, min_column_width=150):
        st.metric("Threshold", duration_text(stuck_after), border=True)
        for label in ("p50", "p95", "p99"):
            value: timedelta | None = getattr(times, label, None)
            st.metric(f"Generation time, {label}", duration_text(value), border=True)
    if times is None:
        messages.not_now("measured")
        return
    st.caption(measured_text(times))
    if times.p99 is not None and times.p99 > stuck_after:
        st.warning(
            "One generation in a hundred takes longer than the threshold, so some of these may "
            "still be running. Raise `STUCK_AFTER_MINUTES` above the p99.",
            icon=":material/hourglass_top:",
        )


def cohort_text(cohort: Cohort, zone: tzinfo) -> str:
    """`17 sessions stopped within 4 s at 23 Nov 2026, 14:02:11`."""
    span = cohort.last_at - cohort.first_at
    within = f"within {length(span)} " if span >= timedelta(seconds=1) else "together "
    return f"{rows_text(cohort.count)} stopped {within}at {exact(cohort.first_at, zone)}"


def choose(cohort: Cohort) -> None:
    """Show only this cohort's sessions."""
    set_parameters({"from": [moment_text(cohort.first_at)], "to": [moment_text(cohort.last_at)]})


def show_all() -> None:
    """Show every stuck session again."""
    set_parameters({"from": [], "to": []})


def is_chosen(cohort: Cohort, since: datetime | None, until: datetime | None) -> bool:
    """Whether the address shows just this cohort."""
    return (cohort.first_at, cohort.last_at) == (since, until)


def cohorts(
    found: Sequence[Cohort] | None,
    zone: tzinfo,
    chosen: tuple[datetime | None, datetime | None] = (None, None),
) -> None:
    """The groups as buttons that filter the table; those that stopped alone are only counted."""
    if found is None:
        messages.not_now("grouped")
        return
    groups = sorted(
        (cohort for cohort in found if cohort.count >= SMALLEST), key=lambda each: -each.count
    )
    alone = sum(cohort.count for cohort in found if cohort.count < SMALLEST)
    if not groups:
        return
    st.subheader("Stopped together", anchor=False)
    with st.container(horizontal=True, gap="small"):
        for cohort in groups[:COHORTS_SHOWN]:
            is_shown = is_chosen(cohort, *chosen)
            st.button(
                cohort_text(cohort, zone),
                key=f"cohort-{moment_text(cohort.first_at)}",
                icon=":material/check:" if is_shown else ":material/group_work:",
                type="primary" if is_shown else "secondary",
                on_click=show_all if is_shown else choose,
                args=() if is_shown else (cohort,),
                help="Only these are shown. Press to show all." if is_shown else "Show only these",
            )
    more = len(groups) - COHORTS_SHOWN
    others = [f"{more:,} smaller groups"] if more > 0 else []
    others += [f"{rows_text(alone)} that stopped alone or in twos"] if alone else []
    st.caption(
        f"Updates at most 60 s apart count as one group. Times in {zone_name(zone)}."
        + (f" Besides: {' and '.join(others)}." if others else "")
    )


def heading(count: Count | None, *, narrowed: bool) -> None:
    """How many the table is about, and the way back from one group to all."""
    page_title.counted("Stuck", count)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        where = " in this group" if narrowed else ""
        words = f"{count_text(count)} stuck{where}" if count else f"Stuck{where}, {NOT_COUNTED}"
        st.subheader(words, anchor=False, width="content")
        if narrowed:
            st.button(
                "Show all stuck sessions",
                key="all",
                type="tertiary",
                icon=":material/close:",
                on_click=show_all,
            )


def reset_label(count: Count | None, *, narrowed: bool) -> str:
    """What the reset of all that is listed says on its button."""
    which = "these" if narrowed else "all"
    return f"Reset {which} {count_text(count)}…" if count else f"Reset {which}…"


def reset_again(again: ResetAgain | None) -> None:
    """The sessions that are stuck again after a reset, or were reset three times; most first."""
    if again is None:
        messages.not_now("read", "which sessions were reset before")
        return
    if not again.rows:
        return
    title = f"Another reset may not help: {rows_text(again.total)}"
    with st.expander(title, icon=":material/replay:"):
        st.caption(
            "Stuck again after a reset within 72 h, or reset three times in that time, among all "
            "sessions. Mark them as failed instead, and look at what they have in common."
        )
        for row in again.rows:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.page_link(
                    "session.py",
                    label=safe_text.escaped(row.label, 40) or "Unnamed frame",
                    icon=":material/web_asset:",
                    query_params={"id": str(row.row_id)},
                    help="",
                )
                times = f"reset {row.resets} time{'' if row.resets == 1 else 's'} in 72 h"
                now = "stuck" if row.stuck else safe_text.escaped(row.status or "no status", 40)
                colour = "orange" if row.resets >= OFTEN else "gray"
                st.markdown(f":{colour}[{times}, now {now}]")
        if again.total > len(again.rows):
            st.caption(f"and {again.total - len(again.rows):,} more")


def nothing(*, is_filtered: bool, checked: str) -> None:
    """The empty state: good news, with when it was last looked at."""
    if is_filtered:
        messages.empty(
            ":material/task_alt:", "None of this group is stuck any more", f"Checked {checked}."
        )
        st.button("Show all stuck sessions", key="all", on_click=show_all)
    else:
        messages.empty(":material/task_alt:", "Nothing is stuck", f"Last checked {checked}.")
