"""Filters of the audit log as SQL conditions."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm.util import AliasedClass

from store.actions.receipts import AuditFilters
from store.own_models import AuditRow, ReceiptRow
from store.sessions import pasted, references

Receipts = type[ReceiptRow] | AliasedClass[ReceiptRow]


def conditions(filters: AuditFilters, receipts: Receipts) -> list[ColumnElement[bool]]:
    """The filters as SQL. A NUL can be in no stored text: nothing matches it."""
    result: list[ColumnElement[bool]] = []
    if filters.actor:
        result.append(receipts.actor == filters.actor.replace("\0", "\ufffd"))
    if filters.action:
        result.append(receipts.action.in_([a.replace("\0", "\ufffd") for a in filters.action]))
    if filters.row_id:
        result.append(_changed(receipts, AuditRow.row_id == filters.row_id))
    if filters.request_id:
        result.append(receipts.request_id == filters.request_id)
    if filters.batch_id:
        result.append(receipts.batch_id == filters.batch_id)
    if filters.at_from:
        result.append(receipts.at >= filters.at_from)
    if filters.at_to:
        result.append(receipts.at <= filters.at_to)
    if filters.text:
        result.append(_names_or_says(receipts, filters.text.replace("\0", "\ufffd")))
    return result


def _names_or_says(receipts: Receipts, text: str) -> ColumnElement[bool]:
    """Whether the action changed a row that has or had the reference in `text`, or the text
    is part of its reason, its scope or the name of one of its rows.
    """
    texts = [
        column.icontains(text, autoescape=True) for column in (receipts.reason, receipts.scope)
    ]
    texts.append(_changed(receipts, AuditRow.label.icontains(text, autoescape=True)))
    if known := pasted.references(text):
        texts.append(_changed(receipts, AuditRow.row_id.in_(references.row_ids_with(known))))
    return or_(*texts)


def _changed(receipts: Receipts, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the action changed a row of which this is true."""
    return exists(select(1).where(AuditRow.request_id == receipts.request_id, condition)).correlate(
        receipts
    )
