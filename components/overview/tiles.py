"""Tiles: each shows a number, says what it counts, and links to exactly those rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import Final, Literal
from urllib.parse import urlencode

import streamlit as st

from components.formatting import safe_text, status
from components.formatting.numbers import NOT_COUNTED
from components.formatting.times import MISSING
from components.frontend import component
from components.pictures.marks import glyph
from components.url_state import address
from components.url_state.query_string import moment_text
from language import _, format_plain, ngettext
from store.counts import Count, CountKind, StatusCounts
from store.insights.failure_records import Failures, Span
from store.records import Sort
from store.sessions.lifecycle import Status

OPENING: Final = f"{address.PRESS}tile"

_component = component("overview_tiles", "overview/tiles")


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

    @property
    def query(self) -> dict[str, str | list[str]]:
        """The parameters of the page."""
        return {
            name: value if isinstance(value, str) else list(value)
            for name, value in self.params.items()
        }

    @property
    def exactness(self) -> str:
        """The line below the number: how exact it is, then the note."""
        if self.count is None:
            return " · ".join(filter(None, (_(NOT_COUNTED), self.note)))
        kind = {
            CountKind.EXACT: "",
            CountKind.ESTIMATE: _("about this many"),
            CountKind.AT_LEAST: _("at least this many"),
        }[self.count.kind]
        return " · ".join(filter(None, (kind, self.note)))

    def data(self) -> dict[str, object]:
        """What tiles.js draws."""
        return {
            "number": format_plain("{count:,}", count=self.count.value) if self.count else MISSING,
            "label": self.label,
            "icon": glyph(self.icon),
            "note": self.exactness,
            "color": self.color,
            "address": f"{PurePath(self.page).stem}?{urlencode(self.query, doseq=True)}",
        }


def show(tiles: Sequence[Tile], *, label: str, columns: int, width: int, key: str) -> None:
    """The tiles, side by side as far as the screen's width goes; those of a row are equally high.

    One element for all of them: as containers with a number, a link and a note each, fourteen tiles
    were half of the messages that the overview sends.
    """

    def opened() -> None:
        number = st.session_state[key].get("opened")
        if isinstance(number, int) and 0 <= number < len(tiles):
            st.session_state[OPENING] = tiles[number].page, tiles[number].query

    _component(
        key=key,
        data={
            "label": label,
            "columns": columns,
            "width": width,
            "tiles": [tile.data() for tile in tiles],
        },
        on_opened_change=opened,
    )


def follow() -> None:
    """Open the page of the tile that was pressed, if one was: a callback cannot switch pages."""
    if opening := st.session_state.get(OPENING):
        page, query = opening
        address.go(page, query, press=OPENING)


def of_statuses(counts: StatusCounts | None) -> list[Tile]:
    """A tile for each lifecycle status that occurs, and one for all others together."""
    names = [str(name) for name in Status]
    rest = [name for name in counts.counts if name not in names] if counts else []
    if counts and counts.total:
        names = [name for name in names if counts.counts.get(name)]
    shown = [
        Tile(
            count=Count(value=counts.counts.get(name, 0), kind=counts.kind) if counts else None,
            label=safe_text.line(status.translated(name), 40),
            icon=status.look(name).icon,
            params={"status": name},
        )
        for name in names
    ]
    if counts and rest:
        number = ngettext("{count:,} other status", "{count:,} other statuses", len(rest))
        sort = {"sort": str(Sort.STATUS_ASC)}
        shown.append(Tile(counts.count(rest), number, status.UNKNOWN.icon, params=sort))
    return shown


def kind_text(kind: CountKind | None) -> str:
    """How exact the counts are, as the start of a sentence."""
    if kind is None:
        return _(NOT_COUNTED).capitalize()
    return {
        CountKind.EXACT: _("Exact"),
        CountKind.ESTIMATE: _("The planner's estimates"),
        CountKind.AT_LEAST: _("Counted to a limit: there may be more"),
    }[kind]


def of_stuck(count: Count | None, minutes: int) -> Tile:
    """How many sessions are stuck now; highlighted only if there are any."""
    some = count is not None and count.value > 0
    return Tile(
        count=count,
        label=_("stuck now"),
        icon=":material/check_circle:" if count and not some else status.STUCK.icon,
        page="stuck.py",
        note=_("generating, no update for {minutes} min", minutes=minutes),
        color="orange" if some else None,
    )


def of_failures(failed: Failures | None, window: str, span: Span, note: str) -> Tile:
    """How many sessions failed within a window. It links to those still in error."""
    return Tile(
        count=failed.total if failed else None,
        label=_(window),
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
        label=_("came in"),
        icon=":material/login:",
        params={"created_from": moment_text(since), "sort": str(Sort.CREATED_DESC)},
        note=note,
    )


def of_unlike(count: Count | None) -> Tile:
    """How many do not look like their design. Its page says what they have in common."""
    return Tile(
        count=count,
        label=_("match below 50"),
        icon=":material/compare:",
        page="quality.py",
        params={"worst": "-50"},
        note=_("this week, of those that were rendered"),
        color="orange" if count and count.value else None,
    )


def failure_text(failed: Failures) -> str:
    """`12 in error now, 3 reset later, 1 deleted later`."""
    parts = [_("{in_error:,} in error now", in_error=failed.in_error.value)]
    parts += [_("{reset:,} reset later", reset=failed.reset)] if failed.reset else []
    parts += [_("{deleted:,} deleted later", deleted=failed.deleted)] if failed.deleted else []
    return ", ".join(parts)
