"""What counts as stuck, beside what was measured, and which sessions stopped together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta, tzinfo
from typing import Final
from uuid import UUID

import streamlit as st

from components import messages, page_title, plain
from components.amounts import NOT_COUNTED, count_text
from components.durations import duration_text, measured_text
from components.filter_bar import set_parameters
from components.moments import exact, length, zone_name
from components.query_string import moment_text
from components.receipt_panel import rows_text
from store.records import Cohort, Count, GenerationTimes, SessionSummary

COHORTS_SHOWN: Final = 8
SMALLEST: Final = 3  # two within a minute are no sign of a common cause
AGAIN_SHOWN: Final = 20


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


def cohorts(found: Sequence[Cohort] | None, zone: tzinfo) -> None:
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
            st.button(
                cohort_text(cohort, zone),
                key=f"cohort-{moment_text(cohort.first_at)}",
                icon=":material/group_work:",
                on_click=choose,
                args=(cohort,),
                help="Show only these",
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


def stuck_again(rows: Sequence[SessionSummary], resets: Mapping[UUID, int] | None) -> None:
    """The rows on the page that were reset lately and are stuck again, most often first."""
    if resets is None:
        messages.not_now("read: which of these were reset before")
        return
    again = sorted((row for row in rows if row.id in resets), key=lambda row: -resets[row.id])
    if not again:
        return
    with st.expander(
        f"{rows_text(len(again))} on this page stuck again after a reset", icon=":material/replay:"
    ):
        for row in again[:AGAIN_SHOWN]:
            times = resets[row.id]
            advice = " · another reset will hardly help: mark it as failed" if times >= 3 else ""
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.page_link(
                    "session.py",
                    label=plain.escaped(plain.frame_name(row.frame_name, 40)),
                    icon=":material/web_asset:",
                    query_params={"id": str(row.id)},
                    help="",
                )
                often = f"reset {times} time{'' if times == 1 else 's'} in 72 h{advice}"
                st.markdown(f":orange[{often}]" if times >= 3 else f":gray[{often}]")


def nothing(*, is_filtered: bool, checked: str) -> None:
    """The empty state: good news, with when it was last looked at."""
    if is_filtered:
        messages.empty(
            ":material/task_alt:", "None of this group is stuck any more", f"Checked {checked}."
        )
        st.button("Show all stuck sessions", key="all", on_click=show_all)
    else:
        messages.empty(":material/task_alt:", "Nothing is stuck", f"Last checked {checked}.")
