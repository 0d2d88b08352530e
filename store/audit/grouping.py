"""What is one entry of the audit log: the last batch of a bulk action, and the last time that
somebody did the same on one day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from store.actions.receipts import AuditFilters
from store.audit.audit_conditions import Receipts, conditions
from store.own_models import ReceiptRow
from store.principal import QUIET

_Later = aliased(ReceiptRow)
_Same = aliased(ReceiptRow)


class Run(NamedTuple):
    """How often it was done on that day until then, and when first."""

    times: int
    since: datetime


def entries(filters: AuditFilters) -> list[ColumnElement[bool]]:
    """Keeps what matches and is an entry; filtered by request or batch, each receipt is one."""
    matching = conditions(filters, ReceiptRow)
    if filters.batch_id or filters.request_id:
        return matching
    return [*matching, _last_of_a_bulk(filters), _last_of_a_run(filters)]


def _last_of_a_bulk(filters: AuditFilters) -> ColumnElement[bool]:
    """Keeps only the last matching batch of each bulk action."""
    later = tuple_(_Later.at, _Later.request_id) > tuple_(ReceiptRow.at, ReceiptRow.request_id)
    follows = (_Later.batch_id == ReceiptRow.batch_id, later, *conditions(filters, _Later))
    return or_(ReceiptRow.batch_id.is_(None), ~exists(select(1).where(*follows)))


def _last_of_a_run(filters: AuditFilters) -> ColumnElement[bool]:
    """Keeps of what somebody did over and over on one day only the last that matches."""
    later = tuple_(_Same.at, _Same.request_id) > tuple_(ReceiptRow.at, ReceiptRow.request_id)
    within = _Same.at >= ReceiptRow.at, _Same.at < _midnight(ReceiptRow)
    follows = (*within, later, *_is_same(), *conditions(filters, _Same))
    return or_(ReceiptRow.action.not_in(QUIET), ~exists(select(1).where(*follows)))


def runs(db: Session, ids: Sequence[UUID]) -> Mapping[UUID, Run]:
    """The runs that end with those of these receipts that are of QUIET actions."""
    earlier = tuple_(_Same.at, _Same.request_id) <= tuple_(ReceiptRow.at, ReceiptRow.request_id)
    since = _midnight(ReceiptRow) - timedelta(days=1)
    rows = db.execute(
        select(ReceiptRow.request_id, func.count(), func.min(_Same.at))
        .join(_Same, and_(_Same.at >= since, earlier, *_is_same()))
        .where(ReceiptRow.request_id.in_(ids), ReceiptRow.action.in_(QUIET))
        .group_by(ReceiptRow.request_id)
    )
    return {request_id: Run(times, first) for request_id, times, first in rows}


def _midnight(receipts: Receipts) -> ColumnElement[datetime]:
    """The end of a receipt's day, in UTC."""
    day = func.date_trunc("day", func.timezone("UTC", receipts.at))
    return func.timezone("UTC", day + timedelta(days=1))


def _is_same() -> tuple[ColumnElement[bool], ...]:
    """By the same person, the same in the same words."""
    names = ("actor", "action", "scope")
    return tuple(getattr(_Same, name) == getattr(ReceiptRow, name) for name in names)
