"""The frozen records of what people did: targets, receipts, audit entries."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field, JsonValue

from store.records import Filters, Record


class Target(Record):
    """A row as a person saw it: its id and version."""

    id: UUID
    version: str = Field(pattern=r"^[0-9]{1,10}$", description="xmin as text.")


class Scope(Record):
    """The confirmed scope of a bulk action: the frozen predicate, its description, and the first
    50,000 rows that matched then, so that rows that have left it can be listed.
    """

    filters: Filters
    description: str
    row_ids: tuple[UUID, ...] = ()


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
    """What one action did. `repeated`: the request had already been applied. `standing` is the
    number of changed rows that are still as the action left them.

    `undoable` and `no_undo` (the reason why not) are for one person, set by `undo_rules.judged`.
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
    """One changed row in the audit log. Large values have only size and hash. `is_unchanged`: the
    row is still as the action left it. `bulk_name` is that of the bulk reset, if it was a turn of
    one. `undoable` and `no_undo` are as in a receipt.
    """

    id: int
    request_id: UUID
    at: datetime
    actor: str
    role: str
    action: str
    reason: str
    scope: str = ""
    row_id: UUID
    label: str
    before: dict[str, JsonValue]
    after: dict[str, JsonValue]
    undoes: UUID | None
    undone_by: UUID | None
    batch_id: UUID | None
    is_unchanged: bool
    bulk_name: str | None = None
    undoable: bool = False
    no_undo: str = ""


class ResetRow(Record):
    """A recently reset session: how often, and whether it is stuck now."""

    row_id: UUID
    label: str
    status: str | None
    resets: int
    stuck: bool


class ResetAgain(Record):
    """Sessions that another reset is unlikely to help; `total` can exceed the number of `rows`."""

    total: int
    rows: tuple[ResetRow, ...]


class Answer(Record):
    """Who answered a session's visitor, and when."""

    actor: str
    at: datetime


class PastReference(Record):
    """A reference that a session had. `until`, `action` and `actor` are None if the backend
    replaced it, which the audit log does not record.
    """

    reference: str
    until: datetime | None = None
    action: str | None = None
    actor: str | None = None


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
    first of the changed ones. For a bulk action, the counts are over all `batches`; `bulk_name` is
    that of a bulk reset. `times` is how often somebody did the same on that day, as far as that is
    one entry, first `since`.
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
    bulk_name: str | None = None
    times: int = 1
    since: datetime | None = None


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
