"""Finds the session of a reference, even after the reference was replaced.

The audit log does not know a reference that the backend replaced or cleared itself without an
action of the dashboard before or after. See docs/decisions/0067-past-references.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    CompoundSelect,
    Uuid,
    any_,
    func,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from store.actions.receipts import PastReference
from store.models import PrototypeSessionRow, reference_key
from store.own_models import AuditRow, reference_after, reference_before

_PAST: Final = text(
    """
    SELECT * FROM (
        SELECT DISTINCT ON (reference) reference, until, action, actor, id
        FROM (
            SELECT a.before ->> 'error_code' AS reference, r.at AS until, r.action, r.actor, a.id
            FROM dashboard.audit AS a JOIN dashboard.receipts AS r USING (request_id)
            WHERE a.row_id = :row_id AND jsonb_typeof(a.before -> 'error_code') = 'string'
            UNION ALL
            SELECT a.after ->> 'error_code', NULL, NULL, NULL, a.id
            FROM dashboard.audit AS a
            WHERE a.row_id = :row_id AND jsonb_typeof(a.after -> 'error_code') = 'string'
        ) AS mentioned
        ORDER BY reference, id DESC
    ) AS latest
    WHERE NOT EXISTS (
        SELECT FROM public.prototype_sessions AS p
        WHERE p.id = :row_id AND p.error_code = latest.reference)
    ORDER BY id DESC
    """
)


def had_by(known: Sequence[str]) -> CompoundSelect[UUID]:
    """The ids of rows that have or had one of these references (upper case), by index.

    They may include deleted rows and duplicates: to remove duplicates, the planner would read an
    index in the order of ids instead.
    """
    return _had(lambda reference: reference.in_(known))


def had_by_start(start: str) -> CompoundSelect[UUID]:
    """`had_by` for references that start with `start`: `BP-` and some digits, in upper case."""
    return _had(lambda reference: reference.like(f"{start}%"))


def _had(meant: Callable[[ColumnElement[str]], ColumnElement[bool]]) -> CompoundSelect[UUID]:
    now = select(PrototypeSessionRow.id).where(
        PrototypeSessionRow.error_code.is_not(None), meant(reference_key)
    )
    before = select(AuditRow.row_id).where(
        AuditRow.before["error_code"].astext.is_not(None), meant(reference_before)
    )
    after = select(AuditRow.row_id).where(
        AuditRow.after["error_code"].astext.is_not(None), meant(reference_after)
    )
    return union_all(now, before, after)


def is_among(row_ids: CompoundSelect[UUID]) -> ColumnElement[bool]:
    """Whether a row has one of these ids. They are looked up once, in advance: in a join, the
    planner would read the list in order until it found them.
    """
    ids = func.array(row_ids.scalar_subquery(), type_=ARRAY(Uuid()))
    return PrototypeSessionRow.id == any_(ids)


def past(db: Session, row_id: UUID) -> tuple[PastReference, ...]:
    """The past references of a session, even a deleted one, latest first."""
    rows = db.execute(_PAST, {"row_id": row_id})
    return tuple(
        PastReference(reference=row.reference, until=row.until, action=row.action, actor=row.actor)
        for row in rows
    )
