"""The span's figures, beside those of the span before, and by what rows have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from components.formatting.numbers import bytes_text
from components.formatting.times import MISSING
from language import N_, _, format_plain, ngettext
from services.quality import Report, chance_of_more_bad
from services.standing_out import SIGNIFICANT
from store.quality.quality_records import CODE_STEPS, NODE_STEPS, Class, Figures, Quality, Trait

TRAITS: Final = {
    Trait.DEVICE: N_("Device class"),
    Trait.NODES: N_("Nodes of the design"),
    Trait.FONT: N_("Font of the design"),
    Trait.CODE: N_("Length of the code"),
}
MOST_CLASSES: Final = 8
SAME: Final = "±0"


def metrics(report: Report) -> None:
    """A tile for each figure, with the change since the span before where that was read."""
    if report.quality is None:
        return
    now, earlier = report.quality.all, report.before.all if report.before else None
    with st.grid(5, min_column_width=150):
        tile(
            _("Rows with code"),
            format_plain("{rows:,}", rows=now.rows),
            change(now, earlier, "rows"),
        )
        tile(
            _("Rendered"), percent(now.rendered, now.rows), points(now, earlier, "rendered", "rows")
        )
        tile(
            _("Failed when run"),
            percent(now.failed, now.rendered),
            points(now, earlier, "failed", "rendered"),
            inverse=True,
        )
        tile(_("Median match"), match(now.median), change(now, earlier, "median"))
        tile(
            _("Bad"),
            format_plain("{bad:,}", bad=now.bad),
            points(now, earlier, "bad", "rendered"),
            inverse=True,
        )
    if earlier:
        st.caption(verdict(now, earlier))
    if report.quality.is_cut:
        st.caption(_(":material/info: Of the last {rows:,} rows of the span.", rows=now.rows))


def link(bad: int, rows: Mapping[str, Sequence[str]]) -> None:
    """The way to the bad rows, or to all if none is; `rows` is their address."""
    some = ngettext("The {count:,} bad row", "The {count:,} bad rows, the worst match first", bad)
    label = some if bad else _("No row is bad: all rows, the worst match first")
    icon = ":material/arrow_forward:"
    st.page_link("sessions.py", label=label, icon=icon, query_params=rows)


def tile(label: str, value: str, delta: str | None, *, inverse: bool = False) -> None:
    """One figure."""
    if delta == SAME:
        st.metric(label, value, delta, delta_color="off", delta_arrow="off", border=True)
        return
    st.metric(label, value, delta, delta_color="inverse" if inverse else "normal", border=True)


def verdict(now: Figures, earlier: Figures) -> str:
    """Whether more rows are bad than in the span before, and how sure that is."""
    if not earlier.rendered:
        return _("Nothing of the span before was rendered: there is nothing to compare with.")
    more, fewer = chance_of_more_bad(now, earlier), chance_of_more_bad(earlier, now)
    counts = _(
        "{bad:,} of {rendered:,} rendered rows are bad, against {bad_2:,} of "
        "{rendered_2:,} in the span before",
        bad=now.bad,
        rendered=now.rendered,
        bad_2=earlier.bad,
        rendered_2=earlier.rendered,
    )
    if more < SIGNIFICANT:
        return _(
            ":material/trending_up: **More are bad**: {counts} (p = {more:.2g}).",
            counts=counts,
            more=more,
        )
    if fewer < SIGNIFICANT:
        return _(
            ":material/trending_down: **Fewer are bad**: {counts} (p = {fewer:.2g}).",
            counts=counts,
            fewer=fewer,
        )
    return _(
        "{counts}: no more than chance would do (p = {more:.2g}).",
        counts=counts,
        more=min(more, fewer),
    )


def percent(some: int, of: int) -> str:
    """`71 %`; a dash of nothing."""
    return format_plain("{some:.0f} %", some=some * 100 / of) if of else MISSING


def match(value: float | None) -> str:
    """A match as a number."""
    return MISSING if value is None else format_plain("{value:.0f}", value=value)


def change(now: Figures, earlier: Figures | None, name: str) -> str | None:
    """`+12` or `-3`; None where one of both is not known, or nothing was in the span before."""
    value, other = getattr(now, name), getattr(earlier, name, None)
    if value is None or other is None or (earlier and not earlier.rows):
        return None
    return format_plain("{value:+,.0f}", value=value - other) if round(value - other) else SAME


def points(now: Figures, earlier: Figures | None, some: str, of: str) -> str | None:
    """The change of a share in percentage points."""
    if earlier is None or not getattr(now, of) or not getattr(earlier, of):
        return None
    shares = [getattr(each, some) * 100 / getattr(each, of) for each in (now, earlier)]
    gained = shares[0] - shares[1]
    return _("{shares:+.0f} points", shares=gained) if round(gained) else SAME


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
                    _("Median match"): st.column_config.ProgressColumn(
                        min_value=0, max_value=100, format="%.0f"
                    )
                },
            )


def figures(each: Class) -> dict[str, object]:
    """A row of the table."""
    return {
        _(TRAITS[each.trait]): name(each),
        _("Rows"): each.rows,
        _("Rendered"): each.rendered,
        _("Failed"): each.failed,
        _("Bad"): each.bad,
        _("Median match"): each.median,
    }


def name(each: Class) -> str:
    """A class in words: `500 to 1,999`, `20 KB or more`."""
    value = each.value or ""
    if each.trait not in (Trait.NODES, Trait.CODE):
        return _(value) if each.trait is Trait.DEVICE else value
    steps = (0, *(NODE_STEPS if each.trait is Trait.NODES else CODE_STEPS))
    place = steps.index(int(value))
    said = bytes_text if each.trait is Trait.CODE else "{:,}".format
    if place == len(steps) - 1:
        return _("{said} or more", said=said(steps[place]))
    return _("{said} to {said_2}", said=said(steps[place]), said_2=said(steps[place + 1] - 1))
