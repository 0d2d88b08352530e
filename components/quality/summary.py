"""The span's figures, beside those of the span before, and by what rows have in common."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from components.formatting.numbers import bytes_text
from components.formatting.times import MISSING
from services.quality import Report, chance_of_more_bad
from services.standing_out import SIGNIFICANT
from store.quality.quality_records import CODE_STEPS, NODE_STEPS, Class, Figures, Quality, Trait

TRAITS: Final = {
    Trait.DEVICE: "Device class",
    Trait.NODES: "Nodes of the design",
    Trait.FONT: "Font of the design",
    Trait.CODE: "Length of the code",
}
MOST_CLASSES: Final = 8


def metrics(report: Report) -> None:
    """A tile for each figure, with the change since the span before where that was read."""
    if report.quality is None:
        return
    now, earlier = report.quality.all, report.before.all if report.before else None
    with st.grid(5, min_column_width=150):
        tile("Rows with code", f"{now.rows:,}", change(now, earlier, "rows"))
        tile("Rendered", percent(now.rendered, now.rows), points(now, earlier, "rendered", "rows"))
        tile(
            "Failed when run",
            percent(now.failed, now.rendered),
            points(now, earlier, "failed", "rendered"),
            inverse=True,
        )
        tile("Median match", match(now.median), change(now, earlier, "median"))
        tile(
            "Bad",
            f"{now.bad:,}",
            points(now, earlier, "bad", "rendered"),
            inverse=True,
        )
    if earlier:
        st.caption(verdict(now, earlier))
    if report.quality.is_cut:
        st.caption(f":material/info: Of the last {now.rows:,} rows of the span.")


def tile(label: str, value: str, delta: str | None, *, inverse: bool = False) -> None:
    """One figure."""
    st.metric(label, value, delta, delta_color="inverse" if inverse else "normal", border=True)


def verdict(now: Figures, earlier: Figures) -> str:
    """Whether more rows are bad than in the span before, and how sure that is."""
    more, fewer = chance_of_more_bad(now, earlier), chance_of_more_bad(earlier, now)
    counts = (
        f"{now.bad:,} of {now.rendered:,} rendered rows are bad, against {earlier.bad:,} of "
        f"{earlier.rendered:,} in the span before"
    )
    if more < SIGNIFICANT:
        return f":material/trending_up: **More are bad**: {counts} (p = {more:.2g})."
    if fewer < SIGNIFICANT:
        return f":material/trending_down: **Fewer are bad**: {counts} (p = {fewer:.2g})."
    return f"{counts}: no more than chance would do (p = {min(more, fewer):.2g})."


def percent(some: int, of: int) -> str:
    """`71 %`; a dash of nothing."""
    return f"{some * 100 / of:.0f} %" if of else MISSING


def match(value: float | None) -> str:
    """A match as a number."""
    return MISSING if value is None else f"{value:.0f}"


def change(now: Figures, earlier: Figures | None, name: str) -> str | None:
    """`+12` or `-3`; None where one of both is not known."""
    value, other = getattr(now, name), getattr(earlier, name, None)
    return None if value is None or other is None else f"{value - other:+,.0f}"


def points(now: Figures, earlier: Figures | None, some: str, of: str) -> str | None:
    """The change of a share in percentage points."""
    if earlier is None or not getattr(now, of) or not getattr(earlier, of):
        return None
    shares = [getattr(each, some) * 100 / getattr(each, of) for each in (now, earlier)]
    return f"{shares[0] - shares[1]:+.0f} points"


def classes(quality: Quality) -> None:
    """The figures by device class, size of the design, font and length of the code."""
    for place, trait in zip(st.columns(2) * 2, TRAITS, strict=True):
        rows = [each for each in quality.classes if each.trait is trait and each.value]
        if trait in (Trait.NODES, Trait.CODE):
            rows.sort(key=lambda each: int(each.value or 0))
        with place:
            st.dataframe(
                pd.DataFrame([figures(each) for each in rows[:MOST_CLASSES]]),
                hide_index=True,
                column_config={
                    "Median match": st.column_config.ProgressColumn(
                        min_value=0, max_value=100, format="%.0f"
                    )
                },
            )


def figures(each: Class) -> dict[str, object]:
    """A row of the table."""
    return {
        TRAITS[each.trait]: name(each),
        "Rows": each.rows,
        "Rendered": each.rendered,
        "Failed": each.failed,
        "Bad": each.bad,
        "Median match": each.median,
    }


def name(each: Class) -> str:
    """A class in words: `500 to 1,999`, `20 KB or more`."""
    value = each.value or ""
    if each.trait not in (Trait.NODES, Trait.CODE):
        return value
    steps = (0, *(NODE_STEPS if each.trait is Trait.NODES else CODE_STEPS))
    place = steps.index(int(value))
    said = bytes_text if each.trait is Trait.CODE else "{:,}".format
    if place == len(steps) - 1:
        return f"{said(steps[place])} or more"
    return f"{said(steps[place])} to {said(steps[place + 1] - 1)}"
