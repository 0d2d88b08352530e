"""The chart of failures, in the theme's colors, with a text alternative."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from itertools import pairwise
from typing import Final, Literal

import altair as alt
import pandas as pd
import streamlit as st

from components.feedback import messages
from components.formatting.chart_canvas import in_language
from components.formatting.chart_colors import RED
from components.formatting.safe_text import escaped
from components.formatting.times import slot, zone_name
from components.url_state import address
from components.url_state.parameters import drop_parameter, required_choice_changed, set_choice
from components.url_state.query_string import Reader, moment_text
from language import _
from store.counts import Bucket

BucketSize = Literal["hour", "day"]

HEIGHT: Final = 190
LENGTHS: Final = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
PRESSED: Final = "pressed"
BARS: Final = "failures-by-time"
OPENING: Final = f"{address.PRESS}failures"
GAPS: Final = {"hour": 0.2, "day": 0.6}
BUCKETS: Final[dict[str, BucketSize]] = {"hour": "hour", "day": "day"}


def choose_bucket() -> BucketSize:
    """The chart's heading, with the choice between hours and days (URL parameter `per`)."""
    read = Reader({"per": st.query_params.get_all("per")})
    per = read.one("per", BUCKETS.__getitem__) or "hour"
    for name in read.unreadable:
        drop_parameter(name)
    set_choice("per", per)
    st.subheader(
        _("Failures, last 7 days"),
        anchor=False,
        help=_(
            "Sessions in error now, and failures that were reset or deleted since. A "
            "failure that a visitor's own retry overwrote is not recorded, so it "
            "cannot be counted."
        ),
    )
    # At the left edge: the tools that a chart shows under the pointer cover what is at its upper
    # right, which on a narrow screen is where a choice beside the heading ends.
    st.segmented_control(
        _("Bars per"),
        list(BUCKETS),
        key="per",
        format_func=lambda each: _("Per {each}", each=_(each)),
        label_visibility="collapsed",
        required=True,
        on_change=required_choice_changed,
        args=("per",),
    )
    return per


def failures(
    buckets: Sequence[Bucket] | None, *, per: BucketSize, zone: tzinfo, zone_used: str
) -> None:
    """Failures by hour or day of the viewer's zone, oldest first.

    The buckets are in UTC where `zone_used`, the database's zone, is another than the viewer's.
    """
    is_known = zone_used == zone_name(zone)
    bars(buckets, per=per, zone=zone if is_known else UTC)
    if not is_known:
        name = escaped(zone_name(zone))
        st.caption(
            _("The database does not know the time zone {name}: the bars are in UTC.", name=name)
        )


def bars(buckets: Sequence[Bucket] | None, *, per: BucketSize, zone: tzinfo) -> None:
    """The chart; a sentence if there are no failures."""
    if buckets is None:
        messages.timed_out("counted")
        return
    total = sum(bucket.count for bucket in buckets)
    if not total:
        st.markdown(_(":green[:material/check_circle:] No failures in this period."))
        return
    most = max(buckets, key=lambda bucket: bucket.count)
    starts = [bucket.start.astimezone(zone) for bucket in buckets]
    data = pd.DataFrame(
        {
            "start": [start.strftime("%Y-%m-%dT%H:%M") for start in starts],
            "label": [slot(start, per) for start in starts],
            "failures": [bucket.count for bucket in buckets],
        }
    )
    axis = alt.Axis(
        labelAngle=0,
        labelOverlap=True,
        values=data["start"][_begins_day(starts)].tolist(),
        labelExpr=f"timeFormat(toDate(datum.value), '{_('%d %b')}')",
        ticks=False,
        domain=False,
    )
    chart = (
        alt.Chart(data, height=HEIGHT)
        .mark_bar(cornerRadiusEnd=2, cursor="pointer")
        .encode(
            x=alt.X("start:O", title=None, axis=axis, scale=alt.Scale(paddingInner=GAPS[per])),
            y=alt.Y("failures:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4)),
            color=alt.value(RED),
            tooltip=[
                alt.Tooltip("label:N", title=_("From ({zone})", zone=zone_name(zone))),
                alt.Tooltip("failures:Q", title=_("failures")),
            ],
        )
        .add_params(alt.selection_point(name=PRESSED, fields=["start"], on="click"))
        .properties(usermeta=in_language())
    )
    st.altair_chart(
        chart,
        key=BARS,
        on_select=partial(pressed, per, zone),
        selection_mode=[PRESSED],
        alt=_(
            "{total:,} failures; the most in one {per}: {count:,} at {at}",
            total=total,
            per=_(per),
            count=most.count,
            at=slot(most.start.astimezone(zone), per),
        ),
    )


def pressed(per: BucketSize, zone: tzinfo) -> None:
    """Remember the span of the bar that was pressed: a callback cannot switch pages."""
    bars_pressed = st.session_state[BARS].get("selection", {}).get(PRESSED) or [{}]
    start = bars_pressed[0].get("start")
    if isinstance(start, str):
        since = datetime.fromisoformat(start).replace(tzinfo=zone)
        st.session_state[OPENING] = (since, since + LENGTHS[per])


def follow() -> None:
    """Open the page Errors with the bar that was pressed, if one was."""
    if ends := st.session_state.get(OPENING):
        since, until = (moment_text(end) for end in ends)
        address.go("errors.py", {"from": since, "to": until}, press=OPENING)


def _begins_day(starts: Sequence[datetime]) -> list[bool]:
    """Whether each bar is the first of its day: that of 00:00, or of the first hour that a day has
    where the clocks went forward at midnight. The first bar of all may be in the middle of a day.
    """
    later = [start.date() != before.date() for before, start in pairwise(starts)]
    return [starts[0].hour == 0, *later]
