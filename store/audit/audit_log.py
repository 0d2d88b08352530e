"""Reads the audit log: one entry per action, however many rows it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import errors
from pydantic import AwareDatetime
from sqlalchemy import func, select, true
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, aliased

from store import paging
from store.actions.receipts import AuditEntry, AuditFilters, LoggedAction, LogPage
from store.audit import grouping
from store.audit.entries import entry_of, selected_entries
from store.bulk_models import BulkResetRow
from store.errors import SearchTooSlow
from store.own_models import AuditRow, ReceiptRow, SkipRow
from store.paging import Direction
from store.together import gather

MAX_SIZE: Final = 200
ENTRIES_SHOWN: Final = 5
LIST: Final = "log"
MOST_NEW: Final = 101
KEY: Final = (ReceiptRow.at, ReceiptRow.request_id)

_Undo = aliased(ReceiptRow)


class LoggedRow(NamedTuple):
    """A receipt with its undo, and the name of the bulk reset that it is a part of."""

    receipt: ReceiptRow
    undone_by: UUID | None
    bulk_name: str | None


class ActionCursor(paging.Cursor):
    """A position in the log."""

    at: AwareDatetime | None = None
    request_id: UUID | None = None

    @property
    def position(self) -> tuple[datetime, UUID] | None:
        """The position as values for keyset conditions."""
        if self.at is None or self.request_id is None:
            return None
        return self.at, self.request_id


def search(
    db: Session, filters: AuditFilters, cursor: str | None = None, size: int = 25
) -> LogPage:
    """One page of the log, newest first, by keyset. Actions that changed nothing are included.

    What somebody did over and over on one day is one entry (grouping). A bulk action is one, that
    of its last matching batch, with totals over all batches; filtered by `batch_id`, each batch is
    an entry. An entry includes the first five changed rows or, if the filters name a row, that one.
    Raises InvalidInput for a broken cursor, SearchTooSlow on a statement timeout.
    """
    size = max(1, min(size, MAX_SIZE))
    given = paging.decode(ActionCursor, cursor, LIST)
    backwards = given is not None and given.backwards
    place = given.position if given else None
    statement = (
        select(ReceiptRow, _Undo.request_id, BulkResetRow.name)
        .outerjoin(_Undo, _Undo.undoes == ReceiptRow.request_id)
        .outerjoin(BulkResetRow, BulkResetRow.batch_id == ReceiptRow.batch_id)
        .where(*grouping.entries(filters))
        .order_by(*paging.directed(KEY, descending=not backwards))
        .limit(size + 1)
    )
    if place:
        statement = statement.where(paging.beyond(KEY, place, descending=not backwards))
    try:
        rows = [LoggedRow(*row) for row in db.execute(statement)]
    except DBAPIError as error:
        if not isinstance(error.orig, errors.QueryCanceled):
            raise
        raise SearchTooSlow(
            "This search of the log takes too long. Narrow it by time, person, action or session."
        ) from error
    page = paging.cut(rows, size, backwards=backwards, placed=place is not None)
    before, after = page.links(_cursor)
    return LogPage(actions=_actions(db, page.rows, filters), before=before, after=after)


def written_since(db: Session, filters: AuditFilters, since: datetime) -> tuple[datetime, ...]:
    """When the entries after `since` were written, the latest first, MOST_NEW at most."""
    times = select(ReceiptRow.at).where(ReceiptRow.at > since, *grouping.entries(filters))
    return tuple(db.scalars(times.order_by(ReceiptRow.at.desc()).limit(MOST_NEW)))


def _cursor(direction: Direction, row: LoggedRow | None) -> ActionCursor:
    if row is None:
        return ActionCursor(direction=direction, of=LIST)
    receipt = row.receipt
    return ActionCursor(direction=direction, of=LIST, at=receipt.at, request_id=receipt.request_id)


def _actions(
    db: Session, rows: Sequence[LoggedRow], filters: AuditFilters
) -> tuple[LoggedAction, ...]:
    ids = [row.receipt.request_id for row in rows]
    batch_ids = [row.receipt.batch_id for row in rows if row.receipt.batch_id]
    batches = _batches(db, batch_ids) if batch_ids and not filters.batch_id else {}
    every = [*ids, *(each for requests in batches.values() for each in requests)]
    changed, skipped = gather(
        db, partial(_counts, rows=AuditRow, ids=every), partial(_counts, rows=SkipRow, ids=every)
    )
    is_whole = not filters.batch_id and not filters.request_id
    runs = grouping.runs(db, ids) if is_whole else {}

    def requests_of(receipt: ReceiptRow) -> tuple[UUID, ...]:
        return batches.get(receipt.batch_id or receipt.request_id, (receipt.request_id,))

    def with_rows(receipt: ReceiptRow) -> UUID:
        """The batch whose rows are shown, because the last batch may have changed none."""
        if changed.get(receipt.request_id):
            return receipt.request_id
        return max(requests_of(receipt), key=lambda each: changed.get(each, 0))

    shown: dict[UUID, list[AuditEntry]] = {with_rows(row.receipt): [] for row in rows}
    for entry in _first_entries(db, list(shown), filters.row_id):
        shown[entry.request_id].append(entry)

    def logged(row: LoggedRow) -> LoggedAction:
        receipt = row.receipt
        run = runs.get(receipt.request_id, grouping.Run(1, receipt.at))
        requests = requests_of(receipt)
        return LoggedAction(
            request_id=receipt.request_id,
            at=receipt.at,
            actor=receipt.actor,
            role=receipt.role,
            action=receipt.action,
            reason=receipt.reason,
            scope=receipt.scope,
            batch_id=receipt.batch_id,
            undoes=receipt.undoes,
            undone_by=row.undone_by,
            changed=sum(changed.get(each, 0) for each in requests),
            skipped=sum(skipped.get(each, 0) for each in requests),
            batches=len(requests),
            entries=tuple(shown[with_rows(receipt)]),
            bulk_name=row.bulk_name,
            times=run.times,
            since=run.since,
        )

    return tuple(logged(row) for row in rows)


def _batches(db: Session, batch_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """The requests of each bulk action."""
    rows = db.execute(
        select(ReceiptRow.batch_id, func.array_agg(ReceiptRow.request_id))
        .where(ReceiptRow.batch_id.in_(batch_ids))
        .group_by(ReceiptRow.batch_id)
    )
    return {batch_id: tuple(requests) for batch_id, requests in rows if batch_id}


def _counts(
    db: Session, rows: type[AuditRow] | type[SkipRow], ids: Sequence[UUID]
) -> dict[UUID, int]:
    counted = select(rows.request_id, func.count()).where(rows.request_id.in_(ids))
    return {row[0]: row[1] for row in db.execute(counted.group_by(rows.request_id))}


def _first_entries(db: Session, ids: Sequence[UUID], row_id: UUID | None) -> Iterable[AuditEntry]:
    of = aliased(AuditRow)
    firsts = select(of.id).where(of.request_id == ReceiptRow.request_id)
    if row_id:
        firsts = firsts.where(of.row_id == row_id)
    first = firsts.order_by(of.id.desc()).limit(ENTRIES_SHOWN).lateral()
    chosen = (
        select(first.c.id)
        .select_from(ReceiptRow)
        .join(first, true())
        .where(ReceiptRow.request_id.in_(ids))
    )
    statement = selected_entries().where(AuditRow.id.in_(chosen)).order_by(AuditRow.id.desc())
    return (entry_of(row) for row in db.execute(statement))
