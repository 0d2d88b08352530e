"""Matches and verdicts over time, and how the matches are distributed; each with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from components.formatting.chart_colors import BLUE, GRAY, GREEN, RED, YELLOW
from components.formatting.times import zone_name
from components.url_state.parameters import change
from store.quality.quality_records import BucketSize, Point, Quality

HEIGHT: Final = 210
FORMATS: Final = {"hour": "%d %b %H:%M", "day": "%a %d %b", "week": "%d %b %Y"}
COLORS: Final = {
    "shown": GREEN,
    "failed": RED,
    "other": YELLOW,
    "not rendered": GRAY,
}
BRUSH: Final = "brush"
STEP: Final = 10


def frame(points: Sequence[Point], per: BucketSize, zone: tzinfo) -> pd.DataFrame:
    """The numbers behind each point."""
    return pd.DataFrame(
        [
            {
                "start": point.start.astimezone(zone).strftime("%Y-%m-%dT%H:%M"),
                "From": point.start.astimezone(zone).strftime(FORMATS[per]),
                "Rows": point.rows,
                "Rendered": point.rendered,
                "Shown": point.shown,
                "Failed": point.failed,
                "Bad": point.bad,
                "Median match": point.median,
                "Mean match": point.mean,
            }
            for point in points
        ]
    )


def over_time(quality: Quality, per: BucketSize, zone: tzinfo) -> None:
    """The median match as a line above what became of the rows as bars; the table is behind it."""
    data = frame(quality.points, per, zone)
    axis = alt.Axis(
        labelAngle=0, labelOverlap=True, labelExpr="timeFormat(toDate(datum.value), '%d %b')"
    )
    x = alt.X("start:O", title=None, axis=axis)
    tips = [
        alt.Tooltip("From:N", title=f"From ({zone_name(zone)})"),
        "Rows:Q",
        "Rendered:Q",
        "Failed:Q",
        "Bad:Q",
        alt.Tooltip("Median match:Q", format=".1f"),
    ]
    line = (
        alt.Chart(data, height=HEIGHT)
        .mark_line(point={"size": 55}, color=BLUE)
        .encode(
            x=x,
            y=alt.Y("Median match:Q", scale=alt.Scale(domain=[0, 100])),
            tooltip=tips,
        )
    )
    parts = data.assign(
        shown=data["Shown"],
        failed=data["Failed"],
        other=data["Rendered"] - data["Shown"] - data["Failed"],
        **{"not rendered": data["Rows"] - data["Rendered"]},
    ).melt(["start", "From"], [*COLORS], "became", "count")
    scale = alt.Scale(domain=[*COLORS], range=[*COLORS.values()])
    bars = (
        alt.Chart(parts, height=HEIGHT)
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y("count:Q", title="Rows"),
            color=alt.Color("became:N", scale=scale, legend=alt.Legend(title=None, orient="top")),
            tooltip=["From:N", "became:N", "count:Q"],
        )
    )
    left, right = st.columns(2, gap="medium")
    words = f"{len(quality.points)} points; the numbers are in the table below"
    with left:
        st.altair_chart(line, alt=f"Median match per {per}: {words}")
    with right:
        st.altair_chart(bars, alt=f"What became of the rows per {per}: {words}")
    with st.expander("The numbers behind each point"):
        st.dataframe(data.drop(columns="start"), hide_index=True)


def distribution(quality: Quality) -> None:
    """How many rows have which match. What is brushed counts as bad."""
    data = pd.DataFrame(
        [
            {
                "from": decile * STEP,
                "to": decile * STEP + STEP,
                "Rows": quality.deciles.get(decile, 0),
            }
            for decile in range(STEP)
        ]
    )
    brush = alt.selection_interval(name=BRUSH, encodings=["x"])
    chart = (
        alt.Chart(data, height=HEIGHT)
        .mark_bar(color=BLUE)
        .encode(
            x=alt.X("from:Q", bin="binned", title="Match", scale=alt.Scale(domain=[0, 100])),
            x2="to:Q",
            y=alt.Y("Rows:Q", axis=alt.Axis(tickMinStep=1)),
            tooltip=["from:Q", "to:Q", "Rows:Q"],
        )
        .add_params(brush)
    )
    lowest = sum(count for decile, count in quality.deciles.items() if decile < 5)
    st.altair_chart(
        chart,
        key="distribution",
        on_select=brushed,
        selection_mode=[BRUSH],
        alt=f"{quality.all.matched:,} rows by match, {lowest:,} of them below 50",
    )
    st.caption("Drag over the bars to ask what differs about those rows.")


def brushed() -> None:
    """Write what was brushed to the URL as what counts as bad."""
    limits = picked(st.session_state["distribution"])
    if limits:
        change({"worst": [f"{limits[0]}-{limits[1]}"]})


def picked(state: Any) -> tuple[int, int] | None:
    """The matches that a brush covers, from 0 to 100; None where there is none."""
    ends = state.get("selection", {}).get(BRUSH, {}).get("from")
    if not ends or len(ends) != 2:
        return None
    low, high = sorted(max(0, min(100, round(end))) for end in ends)
    return (low, high) if low < high else None
