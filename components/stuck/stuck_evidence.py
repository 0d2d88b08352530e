"""What counts as stuck, compared with measured durations, and how many sessions are."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import streamlit as st

from components.feedback import messages
from components.feedback.receipt_panel import rows_text
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.durations import duration_text, measured_text
from components.formatting.numbers import NOT_COUNTED, count_text
from components.formatting.times import exact, zone_name
from components.page_frame import page_title
from components.stuck import bulk_reset
from components.stuck.stuck_cohorts import show_all
from services import acting
from store.actions.receipts import ResetAgain
from store.counts import Count, GenerationTimes
from store.principal import Action
from store.records import Filters

OFTEN: Final = 3


def definition(minutes: int) -> None:
    """What stuck means here, and where the threshold is set."""
    st.markdown(
        f"A session is stuck when it is `generating` and nothing has updated it for "
        f"**{minutes} min** or longer. The backend may still finish it; a reset skips it then."
    )


def evidence(times: GenerationTimes | None, stuck_after: timedelta) -> None:
    """The threshold next to measured durations, with a warning if it is too low."""
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
            "still be running. An admin can raise it on the page Errors.",
            icon=":material/hourglass_top:",
        )


def heading(count: Count | None, as_of: str, *, narrowed: bool) -> None:
    """How many sessions are listed and when, and a button from one group back to all."""
    page_title.counted("Stuck", count)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        where = " in this group" if narrowed else ""
        words = f"{count_text(count)} stuck{where}" if count else f"Stuck{where}, {NOT_COUNTED}"
        st.subheader(words, anchor=False, width="content")
        st.caption(f"As of {as_of}", width="content")
        if narrowed:
            st.button(
                "Show all stuck sessions",
                key="all",
                type="tertiary",
                icon=":material/close:",
                on_click=show_all,
            )


def reset_all(count: Count | None, filters: Filters, clock: Clock) -> None:
    """The button that resets everything listed, for those who may."""
    if not acting.principal().may(Action.RESET):
        return
    which = "these" if filters.updated_from or filters.updated_to else "all"
    label = f"Reset {which} {count_text(count)}…" if count else f"Reset {which}…"
    if st.button(label, key="reset-all", icon=bulk_reset.ICON, type="primary"):
        with messages.expected_errors():
            bulk_reset.ask_for_all(filters, clock)


def reset_again(again: ResetAgain | None) -> None:
    """Sessions stuck again after a reset or reset three times, most resets first."""
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
                color = "orange" if row.resets >= OFTEN else "gray"
                st.markdown(f":{color}[{times}, now {now}]")
        if again.total > len(again.rows):
            st.caption(f"and {again.total - len(again.rows):,} more")


def nothing(*, is_filtered: bool, clock: Clock) -> None:
    """The empty state, with the time of the check."""
    checked = f"{exact(clock.now, clock.zone)} {zone_name(clock.zone)}"
    if is_filtered:
        messages.empty(
            ":material/task_alt:", "None of this group is stuck any more", f"Checked {checked}."
        )
        st.button("Show all stuck sessions", key="all", on_click=show_all)
    else:
        messages.empty(":material/task_alt:", "Nothing is stuck", f"Last checked {checked}.")
