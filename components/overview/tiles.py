"""Tiles: each shows a number, says what it counts, and links to exactly those rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.formatting import status
from components.formatting.numbers import NOT_COUNTED
from components.formatting.times import MISSING
from components.url_state.query_string import moment_text
from store.counts import Count, CountKind, StatusCounts
from store.insights.failure_records import Failures, Span
from store.records import Sort
from store.sessions.lifecycle import Status

LINK_INSET: Final = 8
"""The left inset of a page link's text, in pixels."""


@dataclass(frozen=True)
class Tile:
    """A number (None: not counted in time), what it counts, and the page with those rows."""

    count: Count | None
    label: str
    icon: str
    page: str = "sessions.py"
    params: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    note: str = ""
    color: Literal["orange"] | None = None

    def painted(self, text: str) -> str:
        """The text in the tile's color, as markdown."""
        return f":{self.color}[{text}]" if self.color else text

    @property
    def exactness(self) -> str:
        """The line below the number: how exact it is, then the note."""
        if self.count is None:
            return " · ".join(filter(None, (NOT_COUNTED, self.note)))
        kind = "" if self.count.kind is CountKind.EXACT else f"{self.count.kind} this many"
        return " · ".join(filter(None, (kind, self.note)))


def inset() -> DeltaGenerator:
    """A row for what is above or below a page link: it begins where the link's text does.

    Without `wrap=False`, text that is longer than a line would go below the space, to the edge.
    """
    row = st.container(horizontal=True, wrap=False, gap=None)
    row.space(LINK_INSET)
    return row


def show(tiles: Sequence[Tile], *, columns: int, width: int, key: str) -> None:
    """The tiles, side by side as far as the screen's width goes; those of a row are equally high.

    A click anywhere in a tile follows its link: frontend/page_frame/tiles.js knows tiles by the
    beginning of their keys. Each is itself a child of the grid: a cell of its own would not stretch
    to the row's height.
    """
    grid = st.grid(columns, min_column_width=width)
    for number, tile in enumerate(tiles):
        place = grid.container(border=True, gap=None, height="stretch", key=f"tile-{key}-{number}")
        with place:
            with inset():
                st.metric(
                    tile.label,
                    tile.painted(f"{tile.count.value:,}" if tile.count else MISSING),
                    label_visibility="collapsed",
                    width="content",
                )
            st.page_link(
                tile.page,
                label=tile.painted(tile.label),
                icon=tile.icon,
                query_params={
                    name: value if isinstance(value, str) else list(value)
                    for name, value in tile.params.items()
                },
                help="",
            )
            if tile.exactness:
                with inset():
                    st.caption(tile.exactness)


def of_statuses(counts: StatusCounts | None) -> list[Tile]:
    """A tile for each lifecycle status that occurs, and one for all others together."""
    names = [str(name) for name in Status]
    rest = [name for name in counts.counts if name not in names] if counts else []
    if counts and counts.total:
        names = [name for name in names if counts.counts.get(name)]
    shown = [
        Tile(
            count=Count(value=counts.counts.get(name, 0), kind=counts.kind) if counts else None,
            label=status.label(name),
            icon=status.look(name).icon,
            params={"status": name},
        )
        for name in names
    ]
    if counts and rest:
        number = f"{len(rest):,} other status{'' if len(rest) == 1 else 'es'}"
        sort = {"sort": str(Sort.STATUS_ASC)}
        shown.append(Tile(counts.of(rest), number, status.UNKNOWN.icon, params=sort))
    return shown


def kind_text(kind: CountKind | None) -> str:
    """How exact the counts are, as the start of a sentence."""
    if kind is None:
        return NOT_COUNTED.capitalize()
    return {
        CountKind.EXACT: "Exact",
        CountKind.ESTIMATE: "The planner's estimates",
        CountKind.AT_LEAST: "Counted to a limit: there may be more",
    }[kind]


def of_stuck(count: Count | None, minutes: int) -> Tile:
    """How many sessions are stuck now; highlighted only if there are any."""
    some = count is not None and count.value > 0
    return Tile(
        count=count,
        label="stuck now",
        icon=":material/check_circle:" if count and not some else status.STUCK.icon,
        page="stuck.py",
        note=f"generating, no update for {minutes} min",
        color="orange" if some else None,
    )


def of_failures(failed: Failures | None, window: str, span: Span, note: str) -> Tile:
    """How many sessions failed within a window. It links to those still in error."""
    return Tile(
        count=failed.total if failed else None,
        label=window,
        icon=":material/error:",
        params={
            "status": "error",
            "from": moment_text(span.failed_from),
            "to": moment_text(span.failed_to),
        },
        note=" · ".join(filter(None, (note, failure_text(failed) if failed else ""))),
    )


def of_arrivals(count: Count | None, since: datetime, note: str) -> Tile:
    """How many sessions were created since then."""
    return Tile(
        count=count,
        label="came in",
        icon=":material/login:",
        params={"created_from": moment_text(since), "sort": str(Sort.CREATED_DESC)},
        note=note,
    )


def of_unlike(count: Count | None) -> Tile:
    """How many do not look like their design. Its page says what they have in common."""
    return Tile(
        count=count,
        label="match below 50",
        icon=":material/compare:",
        page="quality.py",
        params={"worst": "-50"},
        note="this week, of those that were rendered",
        color="orange" if count and count.value else None,
    )


def failure_text(failed: Failures) -> str:
    """`12 in error now, 3 reset later, 1 deleted later`."""
    parts = [f"{failed.in_error.value:,} in error now"]
    parts += [f"{failed.reset:,} reset later"] if failed.reset else []
    parts += [f"{failed.deleted:,} deleted later"] if failed.deleted else []
    return ", ".join(parts)
