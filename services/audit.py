"""What the audit page shows: the log, one receipt, and what a pasted text refers to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

from services import acting, receipts, resources
from services.together import Reader, together
from store.actions import aftermath
from store.actions.receipts import AuditFilters, AuditPage, LogPage, Receipt
from store.audit import audit_log, entries
from store.sessions import pasted, prototype_sessions

SIZE: Final = 25
"""Actions, or rows of a receipt, on one page."""


class ReceiptState(NamedTuple):
    """One action and a page of its rows. `since` has the status, by id, of those that somebody
    changed after it; None if that was not read in time.
    """

    receipt: Receipt
    rows: AuditPage
    since: Mapping[UUID, str] | None


class LogState(NamedTuple):
    """A page of the log. `batch` has the receipts of the bulk action that it is filtered by,
    None if they were not read in time.
    """

    page: LogPage
    batch: tuple[Receipt, ...] | None


def receipt(request_id: UUID, cursor: str | None) -> ReceiptState:
    """One action. Raises NotFound, InvalidInput, TooSlow."""
    me = acting.principal()

    def page(reader: Reader) -> ReceiptState:
        result = reader.read(partial(receipts.receipt, request_id=request_id, me=me))
        rows = reader.read(
            partial(entries.of_request, request_id=request_id, cursor=cursor, size=SIZE)
        )
        ids = [entry.row_id for entry in rows.entries]
        changed = partial(aftermath.changed_since, request_id=request_id, ids=ids)
        return ReceiptState(result, rows, reader.aside(changed) if ids else {})

    return together(page)


def log(filters: AuditFilters, cursor: str | None) -> LogState:
    """A page of the log. Raises InvalidInput, TooSlow."""
    me, batch_id = acting.principal(), filters.batch_id

    def page(reader: Reader) -> LogState:
        search = partial(audit_log.search, filters=filters, cursor=cursor, size=SIZE)
        shown = reader.read(search)
        if batch_id is None:
            return LogState(shown, ())
        return LogState(shown, reader.aside(partial(receipts.batch, batch_id=batch_id, me=me)))

    return together(page)


def referred_to(words: str) -> tuple[str, UUID] | None:
    """What a pasted text refers to: `receipt` or `row`, and its id; None if nothing is found."""
    database = resources.database()
    for given in pasted.uuids(pasted.one_line(words)):
        for kind, field in (("receipt", "request_id"), ("row", "row_id")):
            filters = AuditFilters.model_validate({field: given})
            if database.read(partial(audit_log.search, filters=filters, size=1)).actions:
                return kind, given
    row_id = database.read(partial(prototype_sessions.lookup, words=words))
    return ("row", row_id) if row_id else None
