"""The table of sessions: one row each, selectable, with the frame's name as the way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode
from uuid import NAMESPACE_OID, UUID, uuid5

from components.code import verdicts
from components.formatting import safe_text, status
from components.formatting.numbers import bytes_text, frame_size
from components.formatting.times import MISSING, ago, exact, zone_name
from components.pictures import Pictures, table
from components.pictures.marks import Mark
from components.pictures.table import Column, Row
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


def columns(zone: tzinfo, sort: Sort | None, *, with_check: bool) -> list[Column]:
    """The columns. Without `sort` no heading sorts: the list has one fixed order."""

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
        *([check] if with_check else []),
        Column("reference", "Reference"),
        sortable("updated", "Updated"),
        Column("exactly", f"Exact time ({zone_name(zone)})"),
        Column("size", "Frame size"),
        Column("code", "Code"),
        Column("session", "Session", help="The first 8 characters of the session id"),
    ]


def texts(row: SessionSummary, now: datetime, zone: tzinfo) -> dict[str, str]:
    """A row's cells of text that is ready to show, by column; never anything unmasked."""
    return {
        "reference": safe_text.line(row.error_code or "", 24) or MISSING,
        "updated": ago(row.updated_at, now),
        "exactly": exact(row.updated_at, zone),
        "size": frame_size(row.frame_width, row.frame_height),
        "code": bytes_text(row.code_bytes),
        "session": row.session_id,
    }


def show(
    rows: Sequence[SessionSummary],
    *,
    pictures: Pictures,
    now: datetime,
    zone: tzinfo,
    stuck_after: timedelta,
    opened: Callable[[UUID], None],
    list_params: Params,
    judgements: Mapping[UUID, Judgement] | None = None,
    sort: Sort | None = None,
    sorted_by: Callable[[str], None] = lambda order: None,
) -> list[SessionSummary]:
    """Draw the table and return the selected rows.

    `opened` gets the row whose name was pressed; `list_params` go into its address, for the way
    back. `sorted_by` gets the order of the whole list that a heading asked for. Without
    `judgements` nothing is said of the rows' code.

    The table's identity is the ids it shows: a selection never passes on to other rows.
    """

    def drawn(row: SessionSummary) -> Row:
        marks = {"status": status_mark(row, stuck=row.is_stuck(stuck_after))}
        check = {"check": check_mark(row, judgements.get(row.id))} if judgements is not None else {}
        where = address(row, list_params)
        return Row(row.id, pictures.of(row), where, texts(row, now, zone), {**marks, **check})

    selected = set(
        table.show(
            columns(zone, sort, with_check=judgements is not None),
            [drawn(row) for row in rows],
            key=f"rows-{identity(rows)}",
            opened=opened,
            sorted_by=sorted_by,
        )
    )
    return [row for row in rows if row.id in selected]
