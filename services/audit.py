"""Reads what the audit page shows: the log, one receipt, and what pasted text refers to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

from services import acting, receipts, resources
from store.actions import aftermath, answering
from store.actions.receipts import Answer, AuditFilters, AuditPage, LogPage, Receipt
from store.audit import audit_log, entries
from store.reading import Reader
from store.sessions import pasted, prototype_sessions

SIZE: Final = 25
"""Actions, or rows of a receipt, on one page."""


class ReceiptState(NamedTuple):
    """One action and a page of its rows. `since` has the current status, by id, of rows that were
    changed after it, `answered` the last answer to their visitors after it; None if that was not
    read in time.
    """

    receipt: Receipt
    rows: AuditPage
    since: Mapping[UUID, str] | None
    answered: Mapping[UUID, Answer] | None


class LogState(NamedTuple):
    """A page of the log. `batch` has the receipts of the bulk action that it is filtered by,
    None if they were not read in time.
    """

    page: LogPage
    batch: tuple[Receipt, ...] | None


def receipt(request_id: UUID, cursor: str | None) -> ReceiptState:
    """One action. Raises NotFound, InvalidInput, TooSlow."""
    me = acting.principal()
    entries_of = partial(entries.of_request, request_id=request_id, cursor=cursor, size=SIZE)
    with Reader(resources.database()) as reader:
        with reader.batch() as batch:
            result = batch.later(partial(receipts.receipt, request_id=request_id, me=me))
            page = batch.later(entries_of)
        ids = [entry.row_id for entry in page().entries]
        if not ids:
            return ReceiptState(result(), page(), {}, {})
        with reader.batch() as after:
            since = after.aside(partial(aftermath.changed_since, request_id=request_id, ids=ids))
            answered = after.aside(
                partial(answering.answered_since, request_id=request_id, ids=ids)
            )
    return ReceiptState(result(), page(), since(), answered())


def log(filters: AuditFilters, cursor: str | None) -> LogState:
    """A page of the log. Raises InvalidInput, TooSlow."""
    me, batch_id = acting.principal(), filters.batch_id
    with Reader(resources.database()) as reader, reader.batch() as batch:
        page = batch.later(partial(audit_log.search, filters=filters, cursor=cursor, size=SIZE))
        bulk = (
            batch.aside(partial(receipts.batch, batch_id=batch_id, me=me))
            if batch_id
            else lambda: ()
        )
    return LogState(page(), bulk())


def find_reference(search_text: str) -> tuple[str, UUID] | None:
    """What pasted text refers to: `receipt` or `row`, and its id; None if it matches nothing."""
    database = resources.database()
    for uuid in pasted.uuids(pasted.one_line(search_text)):
        for kind, field in (("receipt", "request_id"), ("row", "row_id")):
            filters = AuditFilters.model_validate({field: uuid})
            if database.read(partial(audit_log.search, filters=filters, size=1)).actions:
                return kind, uuid
    row_id = database.read(partial(prototype_sessions.lookup, search_text=search_text))
    return ("row", row_id) if row_id else None
