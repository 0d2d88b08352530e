"""The frozen records of what people did: targets, receipts, audit entries."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field, JsonValue

from store.records import Filters, Record


class Target(Record):
    """A row as someone saw it: its id and the version that was on the screen."""

    id: UUID
    version: str = Field(pattern=r"^[0-9]{1,10}$", description="xmin as text.")


class Scope(Record):
    """What a bulk action was confirmed for: the frozen predicate, in words, and the rows that it
    named then (the first 50,000), so that those that left it since can be listed.
    """

    filters: Filters
    words: str
    shown: tuple[UUID, ...] = ()


class Changed(Record):
    """A row that an action changed. `error_code` is the fresh reference that `fail` wrote."""

    row_id: UUID
    audit_id: int
    label: str
    error_code: str | None = None


class Skipped(Record):
    """A row that an action skipped, and why, as a phrase for people."""

    row_id: UUID
    label: str
    reason: str


class Receipt(Record):
    """What one action did. `repeated` says the request had been carried out before; `standing` is
    how many of the changed rows still are as it left them.

    `undoable` and `no_undo`, the reason why not, are about one person: `undo_rules.judged` sets
    them.
    """

    request_id: UUID
    at: datetime
    actor: str
    role: str
    action: str
    reason: str
    scope: str
    changed: tuple[Changed, ...]
    skipped: tuple[Skipped, ...]
    undoes: UUID | None = None
    undone_by: UUID | None = None
    batch_id: UUID | None = None
    repeated: bool = False
    standing: int = 0
    undoable: bool = False
    no_undo: str = ""


class AuditEntry(Record):
    """One changed row in the audit log. Large values are given as their size and hash; `stands`
    says that the row still is as the action left it, `undoable` and `no_undo` as in a receipt.
    """

    id: int
    request_id: UUID
    at: datetime
    actor: str
    role: str
    action: str
    reason: str
    row_id: UUID
    label: str
    before: dict[str, JsonValue]
    after: dict[str, JsonValue]
    undoes: UUID | None
    undone_by: UUID | None
    batch_id: UUID | None
    stands: bool
    undoable: bool = False
    no_undo: str = ""


class ResetRow(Record):
    """A session that was reset lately: how often, and whether it is stuck now."""

    row_id: UUID
    label: str
    status: str | None
    resets: int
    stuck: bool


class ResetAgain(Record):
    """Sessions that another reset is unlikely to help; `total` can exceed the number of `rows`."""

    total: int
    rows: tuple[ResetRow, ...]


class PastReference(Record):
    """A reference that a session had. `until`, `action` and `actor` are None where the audit log
    does not say when it was replaced: the backend did it.
    """

    reference: str
    until: datetime | None
    action: str | None
    actor: str | None


class AuditFilters(Record):
    """What the audit log shows. `at_from` and `at_to` are inclusive; `text` is part of a reason,
    a label or a scope, in any case.
    """

    actor: str = Field(default="", max_length=200)
    action: tuple[str, ...] = ()
    row_id: UUID | None = None
    request_id: UUID | None = None
    batch_id: UUID | None = None
    at_from: datetime | None = None
    at_to: datetime | None = None
    text: str = Field(default="", max_length=500)


class LoggedAction(Record):
    """One action in the audit log: `changed` and `skipped` are counts of rows, and `entries` the
    first of the changed ones. A bulk action counts over all its `batches`.
    """

    request_id: UUID
    at: datetime
    actor: str
    role: str
    action: str
    reason: str
    scope: str
    batch_id: UUID | None
    undoes: UUID | None
    undone_by: UUID | None
    changed: int
    skipped: int
    batches: int
    entries: tuple[AuditEntry, ...]


class LogPage(Record):
    """One page of the audit log, newest first. `after`/`before` are cursors, None at the ends."""

    actions: tuple[LoggedAction, ...]
    after: str | None
    before: str | None


class AuditPage(Record):
    """One page of the rows that an action changed. `after`/`before` are cursors, as above."""

    entries: tuple[AuditEntry, ...]
    after: str | None
    before: str | None
