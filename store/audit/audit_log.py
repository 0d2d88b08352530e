"""The audit log as people read it: one entry for each action, however many rows it changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import errors
from sqlalchemy import ColumnElement, exists, func, or_, select, true, tuple_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.util import AliasedClass

from store.actions.receipts import AuditEntry, AuditFilters, LoggedAction, LogPage
from store.audit.audit import BROKEN_CURSOR, entry_of, selected_entries
from store.errors import InvalidInput, SearchTooSlow
from store.models import AuditRow, ReceiptRow, SkipRow
from store.sessions import pasted, references

MAX_SIZE: Final = 200
ENTRIES_SHOWN: Final = 5
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)

_CURSOR: Final = re.compile(r"([ab])(0|[1-9][0-9]{0,16})_([0-9a-f]{32})")
_Undo = aliased(ReceiptRow)
_Later = aliased(ReceiptRow)
Receipts = type[ReceiptRow] | AliasedClass[ReceiptRow]


class _Place(NamedTuple):
    """Where a page begins: behind this action, on the side of the older ones or not."""

    older: bool
    at: datetime
    request_id: UUID


def search(
    db: Session, filters: AuditFilters, cursor: str | None = None, size: int = 25
) -> LogPage:
    """One page of the log, newest first, by keyset. An action that changed nothing stands too.

    A bulk action is one entry, that of its last batch among those that the filters keep, with
    sums over all its batches; asked for by `batch_id`, each batch is an entry. Of the rows that
    an action changed the first five come along; if the filters name a row, that one. Raises
    InvalidInput for a broken cursor, SearchTooSlow when the statement timeout ends it.
    """
    size = max(1, min(size, MAX_SIZE))
    place = _parse(cursor)
    older = place is None or place.older
    key = tuple_(ReceiptRow.at, ReceiptRow.request_id)
    statement = (
        select(ReceiptRow, _Undo.request_id)
        .outerjoin(_Undo, _Undo.undoes == ReceiptRow.request_id)
        .where(*_conditions(filters, ReceiptRow), *_one_entry_a_bulk(filters))
        .limit(size + 1)
    )
    if place:
        edge = tuple_(place.at, place.request_id)
        statement = statement.where(key < edge if older else key > edge)
    columns = (ReceiptRow.at, ReceiptRow.request_id)
    statement = statement.order_by(*(each.desc() if older else each.asc() for each in columns))
    try:
        found = [(row[0], row[1]) for row in db.execute(statement)]
    except DBAPIError as error:
        if not isinstance(error.orig, errors.QueryCanceled):
            raise
        raise SearchTooSlow(
            "This search of the log takes too long. Narrow it by time, person, action or session."
        ) from error
    more, found = len(found) > size, found[:size]
    if not older:
        found.reverse()
    on = found and (more if older else True)
    back = found and (place is not None if older else more)
    return LogPage(
        actions=_actions(db, found, filters),
        after=_cursor("a", found[-1][0]) if on else None,
        before=_cursor("b", found[0][0]) if back else None,
    )


def _actions(
    db: Session, found: Sequence[tuple[ReceiptRow, UUID | None]], filters: AuditFilters
) -> tuple[LoggedAction, ...]:
    ids = [receipt.request_id for receipt, _ in found]
    batches: dict[UUID, tuple[UUID, ...]] = {}
    if not filters.batch_id:
        batches = _batches(db, [receipt.batch_id for receipt, _ in found if receipt.batch_id])
    every = [*ids, *(each for requests in batches.values() for each in requests)]
    changed, skipped = _counts(db, AuditRow, every), _counts(db, SkipRow, every)

    def requests_of(receipt: ReceiptRow) -> tuple[UUID, ...]:
        return batches.get(receipt.batch_id or receipt.request_id, (receipt.request_id,))

    def with_rows(receipt: ReceiptRow) -> UUID:
        """The batch whose rows are shown: the last one of a bulk may have changed none."""
        if changed.get(receipt.request_id):
            return receipt.request_id
        return max(requests_of(receipt), key=lambda each: changed.get(each, 0))

    shown: dict[UUID, list[AuditEntry]] = {with_rows(receipt): [] for receipt, _ in found}
    for entry in _first_entries(db, list(shown), filters.row_id):
        shown[entry.request_id].append(entry)

    def logged(receipt: ReceiptRow, undone_by: UUID | None) -> LoggedAction:
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
            undone_by=undone_by,
            changed=sum(changed.get(each, 0) for each in requests),
            skipped=sum(skipped.get(each, 0) for each in requests),
            batches=len(requests),
            entries=tuple(shown[with_rows(receipt)]),
        )

    return tuple(logged(receipt, undone_by) for receipt, undone_by in found)


def _batches(db: Session, batch_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """The requests of each bulk action."""
    rows = db.execute(
        select(ReceiptRow.batch_id, func.array_agg(ReceiptRow.request_id))
        .where(ReceiptRow.batch_id.in_(batch_ids))
        .group_by(ReceiptRow.batch_id)
    )
    return {batch_id: tuple(requests) for batch_id, requests in rows if batch_id}


def _one_entry_a_bulk(filters: AuditFilters) -> list[ColumnElement[bool]]:
    """Keeps the last batch of each bulk action that the filters keep."""
    if filters.batch_id or filters.request_id:
        return []
    later = tuple_(_Later.at, _Later.request_id) > tuple_(ReceiptRow.at, ReceiptRow.request_id)
    follows = (_Later.batch_id == ReceiptRow.batch_id, later, *_conditions(filters, _Later))
    return [or_(ReceiptRow.batch_id.is_(None), ~exists(select(1).where(*follows)))]


def _counts(
    db: Session, of: type[AuditRow] | type[SkipRow], ids: Sequence[UUID]
) -> dict[UUID, int]:
    counted = select(of.request_id, func.count()).where(of.request_id.in_(ids))
    return {row[0]: row[1] for row in db.execute(counted.group_by(of.request_id))}


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


def _cursor(side: str, receipt: ReceiptRow) -> str:
    return f"{side}{(receipt.at - EPOCH) // MICROSECOND}_{receipt.request_id.hex}"


def _parse(cursor: str | None) -> _Place | None:
    if not cursor:
        return None
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        raise InvalidInput(BROKEN_CURSOR)
    at = EPOCH + timedelta(microseconds=int(match[2]))
    return _Place(match[1] == "a", at, UUID(match[3]))


def _conditions(filters: AuditFilters, of: Receipts) -> list[ColumnElement[bool]]:
    """The filters as SQL. A NUL can be in no stored text: nothing matches it."""
    found: list[ColumnElement[bool]] = []
    if filters.actor:
        found.append(of.actor == filters.actor.replace("\0", "\ufffd"))
    if filters.action:
        found.append(of.action.in_([a.replace("\0", "\ufffd") for a in filters.action]))
    if filters.row_id:
        found.append(_changed(of, AuditRow.row_id == filters.row_id))
    if filters.request_id:
        found.append(of.request_id == filters.request_id)
    if filters.batch_id:
        found.append(of.batch_id == filters.batch_id)
    if filters.at_from:
        found.append(of.at >= filters.at_from)
    if filters.at_to:
        found.append(of.at <= filters.at_to)
    if filters.text:
        found.append(_names_or_says(of, filters.text.replace("\0", "\ufffd")))
    return found


def _names_or_says(of: Receipts, words: str) -> ColumnElement[bool]:
    """Whether the action changed a row that has or had the reference in `words`, or the words
    are part of its reason, its scope or the name of one of its rows.
    """
    texts = [column.icontains(words, autoescape=True) for column in (of.reason, of.scope)]
    texts.append(_changed(of, AuditRow.label.icontains(words, autoescape=True)))
    if known := pasted.references(words):
        texts.append(_changed(of, AuditRow.row_id.in_(references.had_by(known))))
    return or_(*texts)


def _changed(of: Receipts, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the action changed a row of which this is true."""
    return exists(select(1).where(AuditRow.request_id == of.request_id, condition)).correlate(of)
