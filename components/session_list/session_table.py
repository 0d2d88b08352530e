"""The table of sessions: selectable rows, with the frame name as the link to the session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode
from uuid import NAMESPACE_OID, uuid5

from components.code import renders, verdicts
from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.numbers import bytes_text, frame_size
from components.formatting.times import MISSING, ago, exact, zone_name
from components.pictures import table
from components.pictures.marks import Bar, Mark
from components.pictures.table import Column, Row
from components.session_list import opening, row_pictures, view_bar
from services.session_list import ListedRows
from store.insights.insight_records import Judgement
from store.records import SessionSummary, Sort
from store.renders.render_records import RenderSummary

ORDERS: Final = MappingProxyType(
    {
        "name": (Sort.NAME_ASC, Sort.NAME_DESC),
        "status": (Sort.STATUS_ASC, Sort.STATUS_DESC),
        "match": (Sort.MATCH_ASC, Sort.MATCH_DESC),
        "updated": (Sort.UPDATED_DESC, Sort.UPDATED_ASC),
    }
)
"""The orders of the whole list that a column's heading offers, the first one first."""
ASCENDING: Final = frozenset({Sort.NAME_ASC, Sort.STATUS_ASC, Sort.UPDATED_ASC, Sort.MATCH_ASC})

Params = Mapping[str, Sequence[str]]


def status_mark(row: SessionSummary, *, stuck: bool) -> Mark:
    """A row's status as a badge."""
    if stuck:
        return Mark(status.STUCK, "stuck")
    return Mark(status.look(row.status), safe_text.line(status.word(row.status), 40) or "blank")


def check_mark(row: SessionSummary, judgement: Judgement | None) -> Mark | None:
    """The code check's result as a badge; None while no code is expected."""
    look = verdicts.look(judgement, row.status)
    return None if look is verdicts.NOT_EXPECTED else Mark(look, verdicts.word(judgement))


def render_mark(render: RenderSummary | None) -> Mark | None:
    """What became of the code as a badge; None where it was not rendered as it is now."""
    if render is None:
        return None
    return Mark(renders.look(render.verdict), renders.word(render.verdict))


def match_bar(render: RenderSummary | None) -> Bar | None:
    """The match with the design as a number and a bar."""
    if render is None or render.score is None:
        return None
    return Bar(renders.match_text(render), render.score / 100, renders.label(render.score))


def address(row: SessionSummary, list_params: Params) -> str:
    """The address of a row's session page, with the list to go back to."""
    return f"session?{urlencode({'id': str(row.id), **list_params}, doseq=True)}"


def identity(rows: Sequence[SessionSummary]) -> str:
    """A key for exactly these rows in this order; a selection belongs to it."""
    return str(uuid5(NAMESPACE_OID, str([str(row.id) for row in rows])))


def columns(zone: tzinfo, sort: Sort | None) -> list[Column]:
    """The columns; `show` explains `sort`."""

    def sortable(name: str, label: str) -> Column:
        first, second = ORDERS[name]
        if sort not in (first, second):
            return Column(name, label, order=str(first) if sort else None)
        direction = "ascending" if sort in ASCENDING else "descending"
        return Column(
            name, label, order=str(second if sort == first else first), direction=direction
        )

    check = Column("check", "Code check", help="Of the code as it is now, without running it")
    render = Column("render", "Render", help="What became of the code when it ran")
    return [
        sortable("name", "Frame"),
        sortable("status", "Status"),
        *([check, render, sortable("match", "Match")] if sort else []),
        Column("reference", "Reference"),
        sortable("updated", "Updated"),
        Column("exact_time", f"Exact time ({zone_name(zone)})"),
        Column("size", "Frame size"),
        Column("code", "Code"),
        Column("session", "Session", help="The first 8 characters of the session id"),
    ]


def texts(row: SessionSummary, clock: Clock) -> dict[str, str]:
    """The text of a row's cells by column, ready to show and always masked."""
    return {
        "reference": safe_text.line(row.error_code or "", 24) or MISSING,
        "updated": ago(row.updated_at, clock.now),
        "exact_time": exact(row.updated_at, clock.zone),
        "size": frame_size(row.frame_width, row.frame_height),
        "code": bytes_text(row.code_bytes),
        "session": row.session_id,
    }


def show(
    listed: ListedRows, clock: Clock, way_back: Params, *, sort: Sort | None = None
) -> list[SessionSummary]:
    """Draw the table and return the selected rows. `way_back` is part of each row's address.

    With `sort`, the headings sort the whole list, and a column shows the code check. Without it,
    the order is fixed and there is no code check.

    The table is keyed by the ids it shows, so a selection never carries over to other rows.
    """
    rows, known = listed.page.rows, listed.insights or {}
    pictures = row_pictures.of_insights(listed.insights, clock.now)

    def drawn(row: SessionSummary) -> Row:
        marks: dict[str, Mark | None] = {
            "status": status_mark(row, stuck=row.is_stuck(clock.stuck_after))
        }
        insight = known.get(row.id)
        render = insight.render if insight else None
        bars: dict[str, Bar | None] = {}
        if sort:
            marks |= {"check": check_mark(row, insight), "render": render_mark(render)}
            bars = {"match": match_bar(render)}
        where = address(row, way_back)
        return Row(row.id, pictures.of(row), where, texts(row, clock), marks, bars)

    selected = set(
        table.show(
            columns(clock.zone, sort),
            [drawn(row) for row in rows],
            key=f"rows-{identity(rows)}",
            opened=opening.remember,
            sorted_by=view_bar.sort_by,
        )
    )
    return [row for row in rows if row.id in selected]
