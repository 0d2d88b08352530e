"""Records every write: applies it once, with one audit row per changed row.

Everything happens in the caller's transaction, inside a savepoint, so an error leaves no trace even
if the caller continues and commits. See docs/decisions/0011-receipts-audit-undo.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Final
from uuid import UUID

from pydantic import BeforeValidator
from sqlalchemy import insert, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from store import refusals
from store.actions.receipts import Receipt, Skipped
from store.audit import audit
from store.audit.wording import clean
from store.clean_text import one_line
from store.errors import InvalidInput
from store.own_models import ReceiptRow, SkipRow
from store.principal import Principal
from store.records import Record
from store.sessions.labels import label
from store.sessions.masking import discreet_value

LARGE_BYTES: Final = 1_000


# The columns that inspection reads. Changing other columns keeps its insight valid.
INSPECTED_COLUMNS: Final = frozenset({"generated_code", "design_context"})

# In the statement's snapshot, this is the row's version before the change. If the login may not
# update insights, the next inspection of the row does.
_INSPECTED_BEFORE: Final = """
    SELECT FROM dashboard.insights AS i JOIN public.prototype_sessions AS p ON p.id = i.row_id
    WHERE i.row_id = kept.row_id AND i.row_version = p.xmin::text
      AND has_table_privilege('dashboard.insights', 'UPDATE')
"""
_STILL_INSPECTED: Final = """
    UPDATE dashboard.insights AS i SET row_version = p.xmin::text
    FROM public.prototype_sessions AS p WHERE p.id = i.row_id AND i.row_id = ANY(:ids)
"""


class Request(Record):
    """One action of a person, as recorded in the receipt."""

    principal: Principal
    action: str
    reason: str
    request_id: UUID
    scope: Annotated[str, BeforeValidator(one_line)] = ""
    batch_id: UUID | None = None
    undoes: UUID | None = None


def described(principal: Principal, action: str, scope: str, request_id: UUID) -> Request:
    """An action that needs no reason, with a `scope` for the audit log that says what it does."""
    return Request(
        principal=principal, action=action, reason="", request_id=request_id, scope=scope
    )


def run_once(db: Session, request: Request, work: Callable[[], Sequence[Skipped]]) -> Receipt:
    """Run `work`, which returns what it skipped, once per request_id.

    A repeat returns the stored receipt with `repeated`, and waits if the request is still running
    in another transaction. Raises InvalidInput if the request_id belongs to something else, Busy,
    PermissionDenied (of the database login), and what `work` raises.
    """
    with refusals.explained(), db.begin_nested():
        fresh = _claim(db, request)
        if fresh:
            skipped = [{"request_id": request.request_id, **row.model_dump()} for row in work()]
            if skipped:
                db.execute(insert(SkipRow), skipped)
    receipt = audit.find_receipt(db, request.request_id)
    if receipt is None:
        raise InvalidInput("This action has already been undone.")
    if fresh:
        return receipt
    expected = (request.principal.actor, request.action, request.undoes)
    if (receipt.actor, receipt.action, receipt.undoes) != expected:
        raise InvalidInput("This form was already used for another action. Reload the page.")
    return receipt.model_copy(update={"repeated": True})


def _claim(db: Session, request: Request) -> bool:
    """Insert the receipt; False if there is one for this request_id, or for this undo."""
    statement = (
        postgresql.insert(ReceiptRow)
        .values(
            request_id=request.request_id,
            actor=clean(db, request.principal.actor),
            role=request.principal.role.value,
            action=request.action,
            reason=clean(db, request.reason),
            scope=clean(db, request.scope),
            batch_id=request.batch_id,
            undoes=request.undoes,
        )
        .on_conflict_do_nothing()
        .returning(ReceiptRow.request_id)
    )
    return db.scalar(statement) is not None


def apply(
    db: Session,
    request_id: UUID,
    change: str,
    parameters: Mapping[str, object],
    columns: Sequence[str] | None,
) -> set[UUID]:
    """Run `change` (SQL that ends in RETURNING the changed rows' `id`) and record it.

    Keeps the old values of `columns` (None: all, for rows that appear or vanish) for undo, writes
    the audit rows, and returns the changed ids.
    The rows must be locked already: the old values are those of this statement's snapshot.
    """
    rows = db.execute(
        text(
            f"WITH changed AS ({change})"
            ' INSERT INTO dashboard.undo_snapshots AS kept (request_id, row_id, "row")'
            f" SELECT :request_id, changed.id, {_object('old', columns)}"
            " FROM changed LEFT JOIN public.prototype_sessions AS old ON old.id = changed.id"
            f" RETURNING row_id, EXISTS ({_INSPECTED_BEFORE}) AS inspected"
        ),
        {**parameters, "request_id": request_id},
    ).all()
    if rows:
        db.execute(text(_audit(columns)), {"request_id": request_id})
    inspected = [row.row_id for row in rows if row.inspected]
    if inspected and columns is not None and not INSPECTED_COLUMNS & {*columns}:
        db.execute(text(_STILL_INSPECTED), {"ids": inspected})
    return {row.row_id for row in rows}


def _object(alias: str, columns: Sequence[str] | None) -> str:
    """SQL for a JSON object of some columns (None: all) of `alias`; empty if there is no row."""
    pairs = ", ".join(f"'{column}', {alias}.{column}" for column in columns or ())
    row = f"to_jsonb({alias})" if columns is None else f"jsonb_build_object({pairs})"
    return f"CASE WHEN {alias}.id IS NULL THEN '{{}}' ELSE {row} END"


def _loggable_changes(values: str, others: str) -> str:
    """SQL for the part of `values` that differs from `others`, as the audit may keep it.

    The row's session_id is masked in every text: a thumbnail's address can hold it, too.
    """
    return f"""(
        SELECT COALESCE(jsonb_object_agg(key, CASE
            WHEN jsonb_typeof(value) IN ('null', 'number') THEN value
            WHEN key IN ('design_context', 'generated_code') OR octet_length(word) > {LARGE_BYTES}
            THEN jsonb_build_object('bytes', octet_length(word),
                                    'sha256', encode(sha256(convert_to(word, 'UTF8')), 'hex'))
            ELSE to_jsonb({discreet_value("key", "word", "secret")}) END), '{{}}')
        FROM jsonb_each({values}), LATERAL (SELECT value #>> '{{}}' AS word) AS plain
        WHERE value IS DISTINCT FROM {others} -> key)"""


def _audit(columns: Sequence[str] | None) -> str:
    """SQL that writes an audit row for each row whose old values this request keeps."""
    return f"""
        INSERT INTO dashboard.audit (request_id, row_id, label, before, after, version_after)
        SELECT :request_id, row_id, {label("name", "secret")},
               {_loggable_changes("was", "now")}, {_loggable_changes("now", "was")}, version
        FROM (
            SELECT s.row_id, s."row" AS was, {_object("p", columns)} AS now,
                   p.xmin::text AS version,
                   COALESCE(p.frame_name, s."row" ->> 'frame_name') AS name,
                   COALESCE(p.session_id, s."row" ->> 'session_id') AS secret
            FROM dashboard.undo_snapshots AS s
            LEFT JOIN public.prototype_sessions AS p ON p.id = s.row_id
            WHERE s.request_id = :request_id
        ) AS held
        ORDER BY row_id"""
