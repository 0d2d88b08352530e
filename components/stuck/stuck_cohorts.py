"""Groups of sessions that stopped together, most likely in one crash each."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

import streamlit as st

from components.feedback import messages
from components.feedback.receipt_panel import rows_text
from components.formatting.times import exact, length, zone_name
from components.url_state.parameters import set_parameters
from components.url_state.query_string import moment_text
from language import _
from store.counts import Cohort, Cohorts


def show(
    cohorts: Cohorts | None,
    zone: tzinfo,
    chosen: tuple[datetime | None, datetime | None] = (None, None),
) -> None:
    """The groups as buttons that filter the table; sessions that stopped alone are only counted."""
    if cohorts is None:
        messages.not_now("grouped")
        return
    if not cohorts.largest:
        return
    st.subheader(_("Stopped together"), anchor=False)
    with st.container(horizontal=True, gap="small"):
        for cohort in cohorts.largest:
            is_shown = is_chosen(cohort, *chosen)
            st.button(
                cohort_text(cohort, zone),
                key=f"cohort-{moment_text(cohort.first_at)}",
                icon=":material/check:" if is_shown else ":material/group_work:",
                type="primary" if is_shown else "secondary",
                wrap=True,  # on a phone, too, the time tells one from the other
                on_click=show_all if is_shown else choose,
                args=() if is_shown else (cohort,),
                help=_("Showing only these. Press to show all.")
                if is_shown
                else _("Show only these"),
            )
    others = [_("{others:,} smaller groups", others=cohorts.others)] if cohorts.others else []
    if cohorts.alone:
        others.append(_("{rows} that stopped alone or in pairs", rows=rows_text(cohorts.alone)))
    st.caption(
        _("Updates at most 60 s apart count as one group. Times in {zone}.", zone=zone_name(zone))
        + (_(" Not shown: {others}.", others=_(" and ").join(others)) if others else "")
    )


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
