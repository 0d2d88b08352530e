"""Reads the rows that actions changed."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field
from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from store import paging
from store.actions.receipts import AuditEntry, AuditPage
from store.audit.audit import is_as_left
from store.bulk_models import BulkResetRow
from store.models import PrototypeSessionRow
from store.own_models import AuditRow, ReceiptRow
from store.paging import Direction

MAX_SIZE: Final = 500
LIST: Final = "entries"
BIGINT_MAX: Final = 2**63 - 1

_Undo = aliased(ReceiptRow)
_UndoneRow = aliased(AuditRow)


class EntryCursor(paging.Cursor):
    """A position among the rows of one action."""

    id: Annotated[int, Field(ge=1, le=BIGINT_MAX)] | None = None


def for_row(db: Session, row_id: UUID, limit: int = 200) -> tuple[AuditEntry, ...]:
    """What was done to one row, newest first, even after it was deleted."""
    statement = selected_entries().where(AuditRow.row_id == row_id).order_by(AuditRow.id.desc())
    return tuple(entry_of(row) for row in db.execute(statement.limit(limit)))


def of_request(
    db: Session, request_id: UUID, cursor: str | None = None, size: int = 50
) -> AuditPage:
    """One page of the rows that one action changed, newest first, by keyset.

    Raises InvalidInput for a broken cursor.
    """
    size = max(1, min(size, MAX_SIZE))
    place = paging.decode(EntryCursor, cursor, LIST)
    backwards = place is not None and place.backwards
    statement = selected_entries().where(AuditRow.request_id == request_id).limit(size + 1)
    if place and place.id is not None:
        statement = statement.where(
            paging.beyond([AuditRow.id], [place.id], descending=not backwards)
        )
    statement = statement.order_by(*paging.directed([AuditRow.id], descending=not backwards))
    rows = [entry_of(row) for row in db.execute(statement)]
    placed = place is not None and place.id is not None
    page = paging.cut(rows, size, backwards=backwards, placed=placed)
    before, after = page.links(_cursor)
    return AuditPage(entries=tuple(page.rows), before=before, after=after)


def _cursor(direction: Direction, entry: AuditEntry | None) -> EntryCursor:
    return EntryCursor(direction=direction, of=LIST, id=entry.id if entry else None)


def selected_entries() -> Select[Any]:
    """The columns of AuditEntry, in its order."""
    columns: list[Any] = [
        AuditRow.id,
        AuditRow.request_id,
        ReceiptRow.at,
        ReceiptRow.actor,
        ReceiptRow.role,
        ReceiptRow.action,
        ReceiptRow.reason,
        ReceiptRow.scope,
        AuditRow.row_id,
        AuditRow.label,
        AuditRow.before,
        AuditRow.after,
        ReceiptRow.undoes,
        _UndoneRow.request_id.label("undone_by"),
        ReceiptRow.batch_id,
        is_as_left.label("is_unchanged"),
        BulkResetRow.name.label("bulk_name"),
    ]
    return (
        select(*columns)
        .join(ReceiptRow, ReceiptRow.request_id == AuditRow.request_id)
        .outerjoin(PrototypeSessionRow, PrototypeSessionRow.id == AuditRow.row_id)
        .outerjoin(_Undo, _Undo.undoes == AuditRow.request_id)
        .outerjoin(BulkResetRow, BulkResetRow.batch_id == ReceiptRow.batch_id)
        .outerjoin(
            _UndoneRow,
            (_UndoneRow.request_id == _Undo.request_id) & (_UndoneRow.row_id == AuditRow.row_id),
        )
    )


def entry_of(row: Row[Any]) -> AuditEntry:
    """A row of `selected_entries` as a record."""
    return AuditEntry(**row._mapping)
