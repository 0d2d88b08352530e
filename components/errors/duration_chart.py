"""How long generations took: a heat map by time, the percentiles as lines, and the threshold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from types import MappingProxyType
from typing import Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from components.errors.bar_list import LENGTHS
from components.errors.failure_chart import axis_of, wall
from components.errors.wall_clock import drawn
from components.formatting.chart_canvas import in_language
from components.formatting.chart_colors import BLUE, GREEN, RED, VIOLET, YELLOW
from components.formatting.durations import duration_text
from components.formatting.times import slot, zone_name
from language import _, format_plain
from services.errors import Span
from store.insights.duration_records import LONGEST, STEPS, DurationPoint, Durations

HEIGHT: Final = 260
LEAST: Final = 2  # seconds; a logarithmic axis has no 0
ROOM: Final = 1.25  # above the highest class and the threshold
ENOUGH: Final = 10  # generations in an hour, on average, for percentiles of it
FAINTEST: Final = 0.1
TICKS: Final = (5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 14_400, 86_400)
LINES: Final = MappingProxyType({"p50": GREEN, "p95": YELLOW, "p99": VIOLET})
DASHES: Final = MappingProxyType({"p50": [1, 0], "p95": [6, 3], "p99": [2, 2]})
WORDS: Final = (
    "datum.value < 60 ? datum.value + ' s' : datum.value < 3600 ? "
    "datum.value / 60 + ' min' : datum.value / 3600 + ' h'"
)


def show(durations: Durations, span: Span, stuck_after: timedelta, zone: tzinfo) -> None:
    """The percentiles of the span, the chart, and its numbers below it."""
    whole = durations.all
    with st.grid(4, min_column_width=150):
        for label in LINES:
            value: float | None = getattr(whole, label)
            st.metric(_("Generation time, {label}", label=label), seconds_text(value), border=True)
        st.metric(_("Measured"), format_plain("{samples:,}", samples=whole.samples), border=True)
    if not whole.samples:
        st.caption(_("No first generation finished in this span, so there is nothing to measure."))
        return
    per = "day" if span.bucket == "day" else "hour"
    points, lines_per = lines(durations, per)
    numbers = point_frame(points, lines_per, zone)
    st.altair_chart(
        chart((cell_frame(durations, per, zone), numbers), span, stuck_after, zone),
        alt=_(
            "{samples:,} generations by duration and {per}; 99 % took at most "
            "{seconds}, and a session is stuck after {duration}",
            samples=durations.all.samples,
            per=_(per),
            seconds=seconds_text(durations.all.p99),
            duration=duration_text(stuck_after),
        ),
    )
    with st.expander(_("The numbers behind the lines")):
        shown = numbers.drop(columns=["at", "start", "end"])
        headings = {"From": _("From"), "Generations": _("Generations")}
        st.dataframe(shown.rename(columns=headings), hide_index=True)
    st.caption(
        _(
            "Each cell counts the first generations of one {per} that took so long; "
            "a stronger color means more. The lines are of each {lines_per}.",
            per=_(per),
            lines_per=_(lines_per),
        )
    )


def lines(durations: Durations, per: str) -> tuple[Sequence[DurationPoint], str]:
    """What the lines go through, and its size: days where most hours have too few generations."""
    enough = durations.all.samples >= ENOUGH * len(durations.points)
    return (durations.points, per) if per == "day" or enough else (durations.daily, "day")


def seconds_text(seconds: float | None) -> str:
    """A duration in seconds, as text."""
    return duration_text(None if seconds is None else timedelta(seconds=seconds))


def cell_frame(durations: Durations, per: str, zone: tzinfo) -> pd.DataFrame:
    """A row for each cell: its span of time, its class, its generations."""
    ends = dict(zip((0, *STEPS), (*STEPS, LONGEST), strict=True))
    return pd.DataFrame(
        [
            {
                **times(cell.start, per, zone),
                "low": max(cell.least, LEAST),
                "high": ends[cell.least],
                "Took": _("{least} to {ends} s", least=cell.least, ends=ends[cell.least]),
                "Generations": cell.count,
            }
            for cell in durations.cells
        ]
    )


def point_frame(points: Sequence[DurationPoint], per: str, zone: tzinfo) -> pd.DataFrame:
    """A row for each hour or day: the percentiles, in seconds."""
    return pd.DataFrame(
        [
            {
                **times(point.start, per, zone),
                "at": drawn(wall(point.start, zone) + LENGTHS[per] / 2, UTC),
                "Generations": point.samples,
                **{name: getattr(point, name) for name in LINES},
            }
            for point in points
        ]
    )


def times(start: datetime, per: str, zone: tzinfo) -> Mapping[str, Any]:
    """Where an hour or a day begins and ends on the chart, and its name."""
    begins = wall(start, zone)
    return {
        "start": drawn(begins, UTC),
        "end": drawn(begins + LENGTHS[per], UTC),
        "From": slot(begins, per),
    }


def chart(
    data: tuple[pd.DataFrame, pd.DataFrame], span: Span, stuck_after: timedelta, zone: tzinfo
) -> alt.LayerChart:
    """Cells, lines and the threshold over one logarithmic axis of seconds."""
    cells, points = data
    limit = stuck_after.total_seconds()
    top = ROOM * max(limit, float(cells["high"].max()))
    ticks = [tick for tick in TICKS if tick < top]
    axis = alt.Axis(values=ticks, labelExpr=WORDS, grid=False)
    y = alt.Y(
        "low:Q", title=_("Generation time"), axis=axis,
        scale=alt.Scale(type="log", domain=[LEAST, top], nice=False),
    )  # fmt: skip
    x = alt.X("start:T", title=None, scale=alt.Scale(type="utc"), axis=axis_of(span))
    named = alt.Tooltip("From:N", title=_("From ({zone})", zone=zone_name(zone)))
    counted = alt.Tooltip("Generations:Q", title=_("Generations"))
    seconds = alt.Tooltip("seconds:Q", title=_("seconds"), format=",.1f")
    heat = alt.Chart(cells, height=HEIGHT).mark_rect(color=BLUE).encode(
        x=x, x2="end:T", y=y, y2="high:Q",
        opacity=alt.Opacity(
            "Generations:Q", legend=None,
            scale=alt.Scale(type="sqrt", domain=[0, int(cells["Generations"].max())],
                            range=[FAINTEST, 1]),
        ),
        tooltip=[named, alt.Tooltip("Took:N", title=_("Took")), counted],
    )  # fmt: skip
    kinds = [*LINES]
    # One legend for color and dashes: Vega merges those of one field only if they are alike.
    legend = alt.Legend(title=None, orient="top", symbolType="stroke")
    melted = points.melt(["at", "From", "Generations"], kinds, "percentile", "seconds")
    drawn_lines = alt.Chart(melted).mark_line(strokeWidth=2, point=True).encode(
        x="at:T", y="seconds:Q",
        color=alt.Color(
            "percentile:N", legend=legend, scale=alt.Scale(domain=kinds, range=[*LINES.values()])
        ),
        strokeDash=alt.StrokeDash(
            "percentile:N", legend=legend, scale=alt.Scale(domain=kinds, range=[*DASHES.values()])
        ),
        tooltip=[named, alt.Tooltip("percentile:N", title=_("percentile")), seconds, counted],
    )  # fmt: skip
    at = pd.DataFrame(
        {
            "limit": [limit],
            "text": [_("stuck after {duration}", duration=duration_text(stuck_after))],
        }
    )
    rule = alt.Chart(at).mark_rule(color=RED, strokeDash=[6, 4], strokeWidth=1.5)
    word = alt.Chart(at).mark_text(color=RED, align="left", baseline="bottom", dx=4, dy=-3)
    named_rule = word.encode(y="limit:Q", x=alt.value(0), text="text:N")
    layers = [heat, drawn_lines, rule.encode(y="limit:Q"), named_rule]
    return alt.LayerChart(layer=layers).properties(usermeta=in_language())
