"""The table of sessions: selectable rows, with the frame name as the link to the session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode
from uuid import NAMESPACE_OID, UUID, uuid5

from components.code import renders, verdicts
from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.numbers import bytes_text, frame_size
from components.formatting.times import MISSING, ago, with_zone
from components.pictures import table
from components.pictures.marks import Bar, Mark
from components.pictures.table import Column, Row
from components.review import review_words
from components.session_list import opening, row_pictures, view_bar
from language import _
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
        return Mark(status.STUCK, _("stuck"))
    return Mark(
        status.look(row.status), safe_text.line(status.display_name(row.status), 40) or _("blank")
    )


def check_mark(row: SessionSummary, judgement: Judgement | None) -> Mark | None:
    """The code check's result as a badge; None while no code is expected."""
    look = verdicts.look(judgement, row.status)
    return None if look is verdicts.NOT_EXPECTED else Mark(look, verdicts.display_name(judgement))


def render_mark(render: RenderSummary | None) -> Mark | None:
    """What became of the code as a badge; None where it was not rendered as it is now."""
    if render is None:
        return None
    return Mark(renders.look(render.verdict), renders.display_name(render.verdict))


def match_bar(render: RenderSummary | None) -> Bar | None:
    """The match with the design as a number and a bar."""
    if render is None or render.score is None:
        return None
    return Bar(renders.match_text(render), render.score / 100, renders.label(render.score))


def addresses(rows: Sequence[SessionSummary], way_back: Params) -> dict[UUID, str]:
    """The addresses of rows' session pages, with the list to go back to."""
    rest = f"&{urlencode(way_back, doseq=True)}" if way_back else ""
    return {row.id: f"session?id={row.id}{rest}" for row in rows}


def identity(rows: Sequence[SessionSummary]) -> str:
    """A key for exactly these rows in this order; a selection belongs to it."""
    return str(uuid5(NAMESPACE_OID, str([str(row.id) for row in rows])))


def columns(sort: Sort | None, *, marked: bool = False) -> list[Column]:
    """The columns; `show` explains `sort`. `marked`: there are marks of people to show."""

    def sortable(name: str, label: str) -> Column:
        first, second = ORDERS[name]
        if sort not in (first, second):
            return Column(name, label, order=str(first) if sort else None)
        direction = "ascending" if sort in ASCENDING else "descending"
        return Column(
            name, label, order=str(second if sort == first else first), direction=direction
        )

    check = Column("check", _("Code check"), help=_("Of the code as it is now, without running it"))
    render = Column("render", _("Render"), help=_("What became of the code when it ran"))
    return [
        sortable("name", _("Frame")),
        sortable("status", _("Status")),
        *([check, render, sortable("match", _("Match"))] if sort else []),
        *(
            [Column("marks", _("Review"), help=_("What people say of it as it is now"))]
            if marked
            else []
        ),
        Column("reference", _("Reference")),
        sortable("updated", _("Updated")),
        Column("size", _("Frame size")),
        Column("code", _("Code")),
        Column("session", _("Session"), help=_("The first 8 characters of the session id")),
    ]


def texts(row: SessionSummary, clock: Clock) -> dict[str, str]:
    """The text of a row's cells by column, ready to show and always masked. `exact_time` is shown
    when the last update is pointed at."""
    return {
        "reference": safe_text.line(row.error_code or "", 24) or MISSING,
        "updated": ago(row.updated_at, clock.now),
        "exact_time": with_zone(row.updated_at, clock.zone),
        "size": frame_size(row.frame_width, row.frame_height),
        "code": bytes_text(row.code_bytes),
        "session": row.session_id,
    }


def show(
    listed: ListedRows,
    clock: Clock,
    way_back: Params,
    *,
    sort: Sort | None = None,
    compact: bool = False,
) -> list[SessionSummary]:
    """Draw the table and return the selected rows. `way_back` is part of each row's address.

    With `sort`, the headings sort the whole list, and columns show the code check and, where there
    are any, the marks of people. Without it, the order is fixed, and there is neither.

    The table is keyed by the ids it shows, so a selection never carries over to other rows.
    """
    rows, known = listed.page.rows, listed.insights or {}
    pictures = row_pictures.of_insights(listed.insights, clock.now)
    where = addresses(rows, way_back)
    marked = bool(sort) and any(each.marks.now or each.marks.older for each in known.values())

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
        if marked:
            marks["marks"] = review_words.badge(insight.marks if insight else None)
        return Row(row.id, pictures.picture_of(row), where[row.id], texts(row, clock), marks, bars)

    selected = set(
        table.show(
            columns(sort, marked=marked),
            [drawn(row) for row in rows],
            key=f"rows-{identity(rows)}",
            opened=opening.remember,
            sorted_by=view_bar.sort_by,
            compact=compact,
        )
    )
    return [row for row in rows if row.id in selected]
