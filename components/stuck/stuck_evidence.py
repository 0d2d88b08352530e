"""What counts as stuck, compared with measured durations, and how many sessions are."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.feedback import messages, pressing
from components.feedback.receipt_panel import rows_text
from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.durations import duration_text, measured_text
from components.formatting.numbers import NOT_COUNTED, count_text
from components.formatting.times import exact, zone_name
from components.page_frame import page_title
from components.stuck import bulk_reset
from components.stuck.stuck_cohorts import show_all
from language import _, ngettext
from services import acting
from store.actions.receipts import ResetAgain
from store.counts import Count, GenerationTimes
from store.principal import Action
from store.records import Filters

OFTEN: Final = 3


def explained(minutes: int) -> DeltaGenerator:
    """What stuck means here, behind one button. Returns the place there for the evidence."""
    menu = st.popover(_("What counts as stuck"), type="tertiary", icon=":material/help:")
    menu.markdown(
        _(
            "A session is stuck when it is `generating` and nothing has updated it "
            "for **{minutes} min** or longer. The backend may still finish it; a "
            "reset skips it then.",
            minutes=minutes,
        )
    )
    return menu.container()


def evidence(times: GenerationTimes | None, stuck_after: timedelta) -> None:
    """The threshold next to measured durations."""
    with st.grid(2, min_column_width=150):
        st.metric(_("Threshold"), duration_text(stuck_after), border=True)
        for label in ("p50", "p95", "p99"):
            value: timedelta | None = getattr(times, label, None)
            st.metric(_("Generation time, {label}", label=label), duration_text(value), border=True)
    if times is None:
        messages.timed_out("measured")
        return
    st.caption(measured_text(times))


def warning(times: GenerationTimes | None, stuck_after: timedelta) -> None:
    """That the threshold is too low, if it is."""
    if times and times.p99 is not None and times.p99 > stuck_after:
        st.warning(
            _(
                "One generation in a hundred takes longer than the threshold, so some of "
                "these may still be running. An admin can raise it on the page Errors."
            ),
            icon=":material/hourglass_top:",
        )


def heading(count: Count | None, as_of: str, *, narrowed: bool) -> None:
    """How many sessions are listed and when, and a button from one group back to all."""
    page_title.counted(_("Stuck"), count)
    where = _(" in this group") if narrowed else ""
    words = (
        _("{count} stuck{where}", count=count_text(count), where=where)
        if count
        else _("Stuck{where}, {not_counted}", where=where, not_counted=_(NOT_COUNTED))
    )
    st.markdown(f"**{words}**", width="content")
    st.caption(_("As of {as_of}", as_of=as_of), width="content")
    if narrowed:
        st.button(
            _("Show all stuck sessions"),
            key="all",
            type="tertiary",
            icon=":material/close:",
            on_click=show_all,
        )


def reset_all(count: Count | None, filters: Filters, clock: Clock) -> None:
    """The button that resets everything listed, for those who may."""
    if not acting.principal().may(Action.RESET):
        return
    which = _("these") if filters.updated_from or filters.updated_to else _("all")
    label = (
        _("Reset {which} {count}…", which=which, count=count_text(count))
        if count
        else _("Reset {which}…", which=which)
    )
    span = (filters.updated_from, filters.updated_to)
    pressed = pressing.button(
        label, key="reset-all", target=span, icon=bulk_reset.ICON, type="primary"
    )
    if pressed or bulk_reset.is_asked():
        with messages.expected_errors():
            bulk_reset.ask_for_all(filters, clock)


def reset_again(again: ResetAgain | None) -> None:
    """Sessions stuck again after a reset or reset three times, most resets first."""
    if again is None:
        messages.timed_out("read", _("which sessions were reset before"))
        return
    if not again.rows:
        return
    title = _("Another reset may not help: {rows}", rows=rows_text(again.total))
    with st.popover(title, type="tertiary", icon=":material/replay:"):
        st.caption(
            _(
                "Stuck again after a reset within 72 h, or reset three times in that "
                "time, among all sessions. Mark them as failed instead, and look at what "
                "they have in common."
            )
        )
        for row in again.rows:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.page_link(
                    "session.py",
                    label=safe_text.escaped(row.label, 40) or _("Unnamed frame"),
                    icon=":material/web_asset:",
                    query_params={"id": str(row.row_id)},
                    help="",
                )
                times = ngettext(
                    "reset {count} time in 72 h", "reset {count} times in 72 h", row.resets
                )
                word = _("stuck") if row.stuck else status.translated(row.status or _("no status"))
                now = safe_text.escaped(word, 40)
                color = "orange" if row.resets >= OFTEN else "gray"
                st.markdown(_(":{color}[{times}, now {now}]", color=color, times=times, now=now))
        if again.total > len(again.rows):
            st.caption(_("and {total:,} more", total=again.total - len(again.rows)))


def nothing(*, is_filtered: bool, clock: Clock) -> None:
    """The empty state, with the time of the check."""
    checked = f"{exact(clock.now, clock.zone)} {zone_name(clock.zone)}"
    if is_filtered:
        messages.empty(
            ":material/task_alt:",
            _("None of this group is stuck any more"),
            _("Checked {checked}.", checked=checked),
        )
        st.button(_("Show all stuck sessions"), key="all", on_click=show_all)
    else:
        messages.empty(
            ":material/task_alt:",
            _("Nothing is stuck"),
            _("Last checked {checked}.", checked=checked),
        )
