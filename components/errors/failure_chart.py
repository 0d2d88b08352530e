"""Failures over time beside those of a week before; a brush over the bars zooms the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from typing import Final

import altair as alt
import pandas as pd
import streamlit as st

from components.errors import bar_list, question
from components.errors.bar_list import LENGTHS, SHORTEST
from components.errors.wall_clock import drawn, picked
from components.feedback import messages
from components.formatting import safe_text, times
from components.formatting.chart_canvas import in_language
from components.formatting.chart_colors import GRAY, RED
from components.formatting.times import slot, zone_name
from language import N_, _, format_plain, recognized
from services.bursts import Burst
from services.errors import WEEK, Report, Span
from store.counts import Bucket
from store.insights.failure_records import BucketSize

HEIGHT: Final = 230
BRUSH: Final = "brush"
SHORT: Final = timedelta(days=2)
NOW: Final = N_("Failures")
BEFORE: Final = N_("A week before")
FILLED: Final = 0.86  # of a bar's width; the rest is the gap to the next
GREATEST_OF: Final = 1.18  # room above the highest bar for the numbers of bursts


def show(report: Report, span: Span, zone: tzinfo, *, zoomed: bool) -> None:
    """The chart. Zoomed, it is another one: the brush that led to it is not on it."""
    key = f"failures-{span.since.isoformat()}-{span.until.isoformat()}" if zoomed else "failures"
    is_known = report.zone == zone_name(zone)
    used = zone if is_known else UTC
    if report.buckets is None:
        messages.timed_out("counted")
        return
    total = sum(bucket.count for bucket in report.buckets)
    earlier = report.week_before
    compared = (
        _("not counted just now")
        if earlier is None
        else format_plain("{sum:,}", sum=sum(e.count for e in earlier))
    )
    st.markdown(
        _(
            "**{total:,} failures** :gray[· a week before: {compared}]",
            total=total,
            compared=compared,
        )
    )
    data = frame(report.buckets, earlier or (), span.bucket, used)
    st.altair_chart(
        chart(data, report.bursts or (), span, used),
        key=key,
        on_select=partial(brushed, key),
        selection_mode=[BRUSH],
        alt=described(report.buckets, total, span.bucket, used),
    )
    caption = _("Failures counted when a session became `error`, those reset or deleted since too.")
    zoom = _(" Drag over the bars to zoom; everything below is of what is shown.") if total else ""
    st.caption(f"{caption}{zoom}")
    bar_list.show(report.buckets, earlier or (), span.bucket, used)
    if not is_known:
        name = safe_text.escaped(zone_name(zone))
        st.caption(
            _("The database does not know the time zone {name}: the bars are in UTC.", name=name)
        )


def frame(
    buckets: Sequence[Bucket], earlier: Sequence[Bucket], per: BucketSize, zone: tzinfo
) -> pd.DataFrame:
    """A row for each bar, with the failures of the same wall-clock time a week before."""
    before = {wall(bucket.start, zone) + WEEK: bucket.count for bucket in earlier}
    starts = [wall(bucket.start, zone) for bucket in buckets]
    return pd.DataFrame(
        {
            "start": [drawn(start, UTC) for start in starts],
            "end": [drawn(start + FILLED * LENGTHS[per], UTC) for start in starts],
            "label": [slot(start, per) for start in starts],
            _(NOW): [bucket.count for bucket in buckets],
            _(BEFORE): [before.get(start, 0) for start in starts],
        }
    )


def wall(moment: datetime, zone: tzinfo) -> datetime:
    """The wall clock's time, as if it were UTC: a week later it shows the same."""
    return moment.astimezone(zone).replace(tzinfo=UTC)


def chart(data: pd.DataFrame, bursts: Sequence[Burst], span: Span, zone: tzinfo) -> alt.LayerChart:
    """Bars, the line of a week before, and the number of failures over each burst."""
    color = alt.Scale(domain=[_(NOW), _(BEFORE)], range=[RED, GRAY])
    legend = alt.Legend(title=None, orient="top", symbolType="square")
    x = alt.X("start:T", title=None, axis=axis_of(span), scale=alt.Scale(type="utc"))
    highest = max(1, GREATEST_OF * data[[_(NOW), _(BEFORE)]].to_numpy().max())
    y = alt.Scale(domain=[0, highest], nice=False)
    counted = alt.Axis(tickMinStep=1, tickCount=4, format="d")
    base = alt.Chart(data, height=HEIGHT)
    # A bar with two ends on the axis of times would lie on its side.
    bars = base.mark_rect().encode(
        x=x,
        x2="end:T",
        y=alt.Y(
            f"{_(NOW)}:Q",
            title=_("Failures per {unit}", unit=_(span.bucket)),
            axis=counted,
            scale=y,
        ),
        y2=alt.datum(0),
        color=alt.Color("series:N", scale=color, legend=legend),
        tooltip=[
            alt.Tooltip("label:N", title=_("From ({zone})", zone=zone_name(zone))),
            alt.Tooltip(f"{_(NOW)}:Q"),
            alt.Tooltip(f"{_(BEFORE)}:Q"),
        ],
    )
    bars = bars.transform_calculate(series=f"'{_(NOW)}'")
    bars = bars.add_params(alt.selection_interval(name=BRUSH, encodings=["x"]))
    line = base.mark_line(interpolate="step-after", strokeWidth=1.5).encode(
        x=x, y=alt.Y(f"{_(BEFORE)}:Q", scale=y), color=alt.Color("series:N", scale=color)
    )
    line = line.transform_calculate(series=f"'{_(BEFORE)}'")
    marks = alt.Chart(burst_frame(bursts, zone)).mark_text(
        color=RED, fontWeight=600, align="left", baseline="top", dx=-4
    )
    named = marks.encode(
        x=alt.X("at:T", scale=alt.Scale(type="utc")),
        y=alt.value(2),
        text="text:N",
        tooltip=[alt.Tooltip("sentence:N", title=_("Burst"))],
    )
    layers = [bars, line, *([named] if bursts else [])]
    return alt.LayerChart(layer=layers).properties(usermeta=in_language(as_picture=True))


def burst_frame(bursts: Sequence[Burst], zone: tzinfo) -> pd.DataFrame:
    """A row for each burst: when it began, and its number of failures."""
    return pd.DataFrame(
        {
            "at": [drawn(each.first_at, zone) for each in bursts],
            "text": [format_plain("▼ {failures:,}", failures=each.failures) for each in bursts],
            "sentence": [recognized(each.sentence(zone)) for each in bursts],
        }
    )


def axis_of(span: Span) -> alt.Axis:
    """The axis of times, with the hour where the span is short."""
    is_short = span.until - span.since <= SHORT
    words = "%H:%M" if span.bucket == "minute" else _("%d %b %H:%M") if is_short else _("%d %b")
    return alt.Axis(labelAngle=0, labelOverlap=True, tickCount=8, format=words)


def described(buckets: Sequence[Bucket], total: int, per: BucketSize, zone: tzinfo) -> str:
    """The chart in words."""
    if not total:
        return _("No failure, in {count} bars per {per}", count=len(buckets), per=_(per))
    most = max(buckets, key=lambda bucket: bucket.count)
    at = slot(most.start.astimezone(zone), per)
    return _(
        "{total:,} failures; the most in one {per}: {count:,} at {at}",
        total=total,
        per=_(per),
        count=most.count,
        at=at,
    )


def brushed(key: str) -> None:
    """Zoom to what was brushed, at least five minutes of it."""
    zone = times.viewer_zone()
    ends = picked(st.session_state[key], BRUSH, "start", zone)
    if ends:
        since, until = ends
        question.zoom(since, max(until, since + SHORTEST))
