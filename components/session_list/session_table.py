"""The table of sessions: one row each, selectable, with the frame's name as the way in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode
from uuid import NAMESPACE_OID, uuid5

from components.code import verdicts
from components.formatting import safe_text, status
from components.formatting.clock import Clock
from components.formatting.numbers import bytes_text, frame_size
from components.formatting.times import MISSING, ago, exact, zone_name
from components.pictures import table
from components.pictures.marks import Mark
from components.pictures.table import Column, Row
from components.session_list import opening, row_pictures, view_bar
from services.session_list import ListedRows
from store.insights.insight_records import Judgement
from store.records import SessionSummary, Sort

ORDERS: Final = MappingProxyType(
    {
        "name": (Sort.NAME_ASC, Sort.NAME_DESC),
        "status": (Sort.STATUS_ASC, Sort.STATUS_DESC),
        "updated": (Sort.UPDATED_DESC, Sort.UPDATED_ASC),
    }
)
"""The orders of the whole list that a column's heading offers, the first one first."""
ASCENDING: Final = frozenset({Sort.NAME_ASC, Sort.STATUS_ASC, Sort.UPDATED_ASC})

Params = Mapping[str, Sequence[str]]


def status_mark(row: SessionSummary, *, stuck: bool) -> Mark:
    """A row's status as a badge."""
    if stuck:
        return Mark(status.STUCK, "stuck")
    return Mark(status.look(row.status), safe_text.line(status.word(row.status), 40) or "blank")


def check_mark(row: SessionSummary, judgement: Judgement | None) -> Mark | None:
    """What the code check says as a badge; None where no code is due yet."""
    look = verdicts.look(judgement, row.status)
    return None if look is verdicts.NOTHING_DUE else Mark(look, verdicts.word(judgement))


def address(row: SessionSummary, list_params: Params) -> str:
    """Where a row's session is, with the list to come back to."""
    return f"session?{urlencode({'id': str(row.id), **list_params}, doseq=True)}"


def identity(rows: Sequence[SessionSummary]) -> str:
    """A name for just these rows in this order: what a selection is bound to."""
    return str(uuid5(NAMESPACE_OID, str([str(row.id) for row in rows])))


def columns(zone: tzinfo, sort: Sort | None) -> list[Column]:
    """The columns; see `show` for what `sort` makes of them."""

    def sortable(name: str, label: str) -> Column:
        first, second = ORDERS[name]
        if sort not in (first, second):
            return Column(name, label, order=str(first) if sort else None)
        direction = "ascending" if sort in ASCENDING else "descending"
        return Column(
            name, label, order=str(second if sort == first else first), direction=direction
        )

    check = Column("check", "Code check", help="Of the code as it is now, without running it")
    return [
        sortable("name", "Frame"),
        sortable("status", "Status"),
        *([check] if sort else []),
        Column("reference", "Reference"),
        sortable("updated", "Updated"),
        Column("exactly", f"Exact time ({zone_name(zone)})"),
        Column("size", "Frame size"),
        Column("code", "Code"),
        Column("session", "Session", help="The first 8 characters of the session id"),
    ]


def texts(row: SessionSummary, clock: Clock) -> dict[str, str]:
    """A row's cells of text that is ready to show, by column; never anything unmasked."""
    return {
        "reference": safe_text.line(row.error_code or "", 24) or MISSING,
        "updated": ago(row.updated_at, clock.now),
        "exactly": exact(row.updated_at, clock.zone),
        "size": frame_size(row.frame_width, row.frame_height),
        "code": bytes_text(row.code_bytes),
        "session": row.session_id,
    }


def show(
    listed: ListedRows, clock: Clock, way_back: Params, *, sort: Sort | None = None
) -> list[SessionSummary]:
    """Draw the table and return the selected rows. `way_back` goes into each row's address.

    With `sort` the headings sort the whole list, and a column shows the code check. Without it the
    list has one fixed order and is not about code.

    The table's identity is the ids it shows: a selection never passes on to other rows.
    """
    rows, known = listed.page.rows, listed.insights or {}
    pictures = row_pictures.of_insights(listed.insights, clock.now)

    def drawn(row: SessionSummary) -> Row:
        marks = {"status": status_mark(row, stuck=row.is_stuck(clock.stuck_after))}
        check = {"check": check_mark(row, known.get(row.id))} if sort else {}
        where = address(row, way_back)
        return Row(row.id, pictures.of(row), where, texts(row, clock), {**marks, **check})

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
