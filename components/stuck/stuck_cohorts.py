"""Groups of sessions that stopped together, most likely in one crash each."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Final

import streamlit as st

from components.feedback import messages
from components.feedback.receipt_panel import rows_text
from components.formatting.times import exact, length, zone_name
from components.url_state.parameters import set_parameters
from components.url_state.query_string import moment_text
from language import _, ngettext
from store.counts import Cohort, Cohorts

IN_SIGHT: Final = 2
"""Groups that have a button of their own; the others are behind one, so that there is one row."""


def show(
    cohorts: Cohorts | None,
    zone: tzinfo,
    chosen: tuple[datetime | None, datetime | None] = (None, None),
) -> None:
    """The groups as buttons that filter the table; sessions that stopped alone are only counted.

    Call in a row. The group that is shown has a button of its own.
    """
    if cohorts is None:
        messages.timed_out("grouped")
        return
    if not cohorts.largest:
        return
    st.markdown(_("**Stopped together**"), help=apart_text(cohorts, zone), width="content")
    shown, more = list(cohorts.largest[:IN_SIGHT]), list(cohorts.largest[IN_SIGHT:])
    for cohort in [each for each in more if is_chosen(each, *chosen)]:
        more[more.index(cohort)], shown[-1] = shown[-1], cohort
    for cohort in shown:
        button(cohort, zone, is_shown=is_chosen(cohort, *chosen))
    if more:
        label = ngettext("{count} more group", "{count} more groups", len(more))
        with st.popover(label, icon=":material/group_work:"):
            for cohort in more:
                button(cohort, zone, is_shown=False)


def button(cohort: Cohort, zone: tzinfo, *, is_shown: bool) -> None:
    """Show only this group, or all again."""
    st.button(
        cohort_text(cohort, zone),
        key=f"cohort-{moment_text(cohort.first_at)}",
        icon=":material/check:" if is_shown else ":material/group_work:",
        type="primary" if is_shown else "secondary",
        wrap=True,  # on a phone, too, the time tells one from the other
        on_click=show_all if is_shown else choose,
        args=() if is_shown else (cohort,),
        help=_("Showing only these. Press to show all.") if is_shown else _("Show only these"),
    )


def apart_text(cohorts: Cohorts, zone: tzinfo) -> str:
    """What makes a group, and how many sessions are in none that is shown."""
    others = [_("{others:,} smaller groups", others=cohorts.others)] if cohorts.others else []
    if cohorts.alone:
        others.append(_("{rows} that stopped alone or in pairs", rows=rows_text(cohorts.alone)))
    return _(
        "Updates at most 60 s apart count as one group. Times in {zone}.", zone=zone_name(zone)
    ) + (_(" Not shown: {others}.", others=_(" and ").join(others)) if others else "")


def cohort_text(cohort: Cohort, zone: tzinfo) -> str:
    """`17 sessions stopped within 4 s at 23 Nov 2026, 14:02:11`."""
    span = cohort.last_at - cohort.first_at
    within = (
        _("within {length} ", length=length(span))
        if span >= timedelta(seconds=1)
        else _("together ")
    )
    return _(
        "{rows} stopped {within}at {at}",
        rows=rows_text(cohort.count),
        within=within,
        at=exact(cohort.first_at, zone),
    )


def choose(cohort: Cohort) -> None:
    """Show only this cohort's sessions."""
    set_parameters({"from": [moment_text(cohort.first_at)], "to": [moment_text(cohort.last_at)]})


def show_all() -> None:
    """Show every stuck session again."""
    set_parameters({"from": [], "to": []})


def is_chosen(cohort: Cohort, updated_from: datetime | None, updated_to: datetime | None) -> bool:
    """Whether the page shows exactly this cohort."""
    return (cohort.first_at, cohort.last_at) == (updated_from, updated_to)
