"""Matches and verdicts over time, and how the matches are distributed; each with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from components.formatting.chart_canvas import in_language
from components.formatting.chart_colors import BLUE, GRAY, GREEN, RED, YELLOW
from components.formatting.times import slot, zone_name
from components.url_state.parameters import change
from language import N_, _
from store.quality.quality_records import BucketSize, Point, Quality

HEIGHT: Final = 210
COLORS: Final = {
    N_("shown"): GREEN,
    N_("failed"): RED,
    N_("other"): YELLOW,
    N_("not rendered"): GRAY,
}
HEADINGS: Final = (
    *(N_("From"), N_("Rows"), N_("Rendered"), N_("Shown"), N_("Failed"), N_("Bad")),
    *(N_("Median match"), N_("Mean match")),
)
BRUSH: Final = "brush"
STEP: Final = 10
HOUR: Final = ", %H:%M"


def frame(points: Sequence[Point], per: BucketSize, zone: tzinfo) -> pd.DataFrame:
    """The numbers behind each point."""
    return pd.DataFrame(
        [
            {
                "start": point.start.astimezone(zone).strftime("%Y-%m-%dT%H:%M"),
                "From": slot(point.start.astimezone(zone), per),
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
        labelAngle=0,
        labelOverlap=True,
        labelExpr=f"timeFormat(toDate(datum.value), '{_('%d %b')}{HOUR if per == 'hour' else ''}')",
    )
    x = alt.X("start:O", title=None, axis=axis)
    tips = [
        alt.Tooltip("From:N", title=_("From ({zone})", zone=zone_name(zone))),
        *(
            alt.Tooltip(f"{each}:Q", title=_(each))
            for each in ("Rows", "Rendered", "Failed", "Bad")
        ),
        alt.Tooltip("Median match:Q", title=_("Median match"), format=".1f"),
    ]
    line = (
        alt.Chart(data, height=HEIGHT)
        .mark_line(point={"size": 55}, color=BLUE)
        .encode(
            x=x,
            y=alt.Y("Median match:Q", title=_("Median match"), scale=alt.Scale(domain=[0, 100])),
            tooltip=tips,
        )
    )
    parts = data.assign(
        shown=data["Shown"],
        failed=data["Failed"],
        other=data["Rendered"] - data["Shown"] - data["Failed"],
        **{"not rendered": data["Rows"] - data["Rendered"]},
    ).melt(["start", "From"], [*COLORS], "became", "count")
    parts["became"] = parts["became"].map(_)
    scale = alt.Scale(domain=[_(each) for each in COLORS], range=[*COLORS.values()])
    counted = alt.Tooltip("count:Q", title=_("Rows"))
    bars = (
        alt.Chart(parts, height=HEIGHT)
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y("count:Q", title=_("Rows")),
            color=alt.Color("became:N", scale=scale, legend=alt.Legend(title=None, orient="top")),
            tooltip=[tips[0], alt.Tooltip("became:N", title=_("Result")), counted],
        )
    )
    left, right = st.columns(2, gap="medium")
    words = _("{count} points; the numbers are in the table below", count=len(quality.points))
    with left:
        st.altair_chart(
            line.properties(usermeta=in_language()),
            alt=_("Median match per {per}: {words}", per=_(per), words=words),
        )
    with right:
        st.altair_chart(
            bars.properties(usermeta=in_language()),
            alt=_("What became of the rows per {per}: {words}", per=_(per), words=words),
        )
    with st.expander(_("The numbers behind each point")):
        shown = data.drop(columns="start")
        st.dataframe(shown.rename(columns=_), hide_index=True)


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
            x=alt.X("from:Q", bin="binned", title=_("Match"), scale=alt.Scale(domain=[0, 100])),
            x2="to:Q",
            y=alt.Y("Rows:Q", title=_("Rows"), axis=alt.Axis(tickMinStep=1)),
            tooltip=[
                alt.Tooltip("from:Q", title=_("From")),
                alt.Tooltip("to:Q", title=_("To")),
                alt.Tooltip("Rows:Q", title=_("Rows")),
            ],
        )
        .add_params(brush)
        .properties(usermeta=in_language(as_picture=True))
    )
    lowest = sum(count for decile, count in quality.deciles.items() if decile < 5)
    st.altair_chart(
        chart,
        key="distribution",
        on_select=brushed,
        selection_mode=[BRUSH],
        alt=_(
            "{matched:,} rows by match, {lowest:,} of them below 50",
            matched=quality.all.matched,
            lowest=lowest,
        ),
    )
    st.caption(_("Drag over the bars to ask what differs about those rows."))


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
