"""Finds the session of a reference, even after the reference was replaced.

The audit log does not know a reference that the backend replaced or cleared itself without an
action of the dashboard before or after. See docs/decisions/0067-past-references.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    CompoundSelect,
    Uuid,
    any_,
    func,
    select,
    union_all,
)

from store.actions.receipts import AuditEntry, PastReference
from store.models import PrototypeSessionRow, reference_key
from store.own_models import AuditRow, reference_after, reference_before


def row_ids_with(references: Sequence[str]) -> CompoundSelect[UUID]:
    """The ids of rows that have or had one of these references (upper case), by index.

    They may include deleted rows and duplicates: to remove duplicates, the planner would read an
    index in the order of ids instead.
    """
    return _row_ids_where(lambda reference: reference.in_(references))


def row_ids_with_start(start: str) -> CompoundSelect[UUID]:
    """`row_ids_with` for references that start with `start`: `BP-` and digits, in upper case."""
    return _row_ids_where(lambda reference: reference.like(f"{start}%"))


def _row_ids_where(
    matches: Callable[[ColumnElement[str]], ColumnElement[bool]],
) -> CompoundSelect[UUID]:
    now = select(PrototypeSessionRow.id).where(
        PrototypeSessionRow.error_code.is_not(None), matches(reference_key)
    )
    before = select(AuditRow.row_id).where(
        AuditRow.before["error_code"].astext.is_not(None), matches(reference_before)
    )
    after = select(AuditRow.row_id).where(
        AuditRow.after["error_code"].astext.is_not(None), matches(reference_after)
    )
    return union_all(now, before, after)


def is_among(row_ids: CompoundSelect[UUID]) -> ColumnElement[bool]:
    """Whether a row has one of these ids. They are looked up once, in advance: in a join, the
    planner would read the list in order until it found them.
    """
    ids = func.array(row_ids.scalar_subquery(), type_=ARRAY(Uuid()))
    return PrototypeSessionRow.id == any_(ids)


def past_references(
    history: Sequence[AuditEntry], current: str | None
) -> tuple[PastReference, ...]:
    """The past references of a session, even a deleted one, latest first.

    `history` is what was done to it, newest first, and `current` its reference now.
    """
    latest: dict[str, PastReference] = {}
    for entry in history:
        was, became = entry.before.get("error_code"), entry.after.get("error_code")
        if isinstance(became, str):
            latest.setdefault(became, PastReference(reference=became))
        if isinstance(was, str):
            until = PastReference(
                reference=was, until=entry.at, action=entry.action, actor=entry.actor
            )
            latest.setdefault(was, until)
    return tuple(each for each in latest.values() if each.reference != current)
