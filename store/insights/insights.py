"""Stores and reads insights, the results of inspecting rows, in a table of their own.

An insight has the version of its row. Every read compares them and ignores stale insights.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import (
    bindparam,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from store import guarded
from store.content_hash import content_md5
from store.insights.insight_records import (
    Findings,
    Insight,
    Subject,
)
from store.own_models import InsightRow
from store.sessions.conditions import table
from store.sessions.current import RULES, insight_is_current

# By the catalog's tables: to_regclass() fails for a login that may not enter the schema.
_MAY_KEEP: Final = text(
    """
    SELECT NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off'
           AND COALESCE((
               SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'INSERT')
                      AND has_table_privilege(c.oid, 'UPDATE')
               FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
               WHERE n.nspname = 'dashboard' AND c.relname = 'insights'), false)
    """
)

_SUBJECT: Final = text(
    """
    SELECT id AS row_id, xmin::text AS row_version, generated_code AS code,
           design_context::text AS design
    FROM prototype_sessions WHERE id = :row_id
    """
)

# Stored only if the row has not changed since; the latest correct result wins.
_PUT: Final = text(
    """
    INSERT INTO dashboard.insights (
        row_id, row_version, code_md5, design_md5, rules, verdict, findings, risks, more_risks,
        node_count, depth, wireframe, wireframe_complete, design_kind, design_note
    )
    SELECT id, :row_version, :code_md5, :design_md5, :rules, :verdict, :findings, :risks,
           :more_risks, :node_count, :depth, :wireframe, :wireframe_complete, :design_kind,
           :design_note
    FROM prototype_sessions WHERE id = :row_id AND xmin::text = :row_version
    ON CONFLICT (row_id) DO UPDATE SET
        row_version = excluded.row_version, code_md5 = excluded.code_md5,
        design_md5 = excluded.design_md5, rules = excluded.rules, verdict = excluded.verdict,
        findings = excluded.findings, risks = excluded.risks, more_risks = excluded.more_risks,
        node_count = excluded.node_count, depth = excluded.depth,
        wireframe = excluded.wireframe, wireframe_complete = excluded.wireframe_complete,
        design_kind = excluded.design_kind, design_note = excluded.design_note,
        inspected_at = clock_timestamp()
    """
).bindparams(bindparam("findings", type_=JSONB), bindparam("risks", type_=JSONB))

# After a write that did not change code or design, such as a reset, the insight is still valid.
_CONFIRM: Final = text(
    """
    UPDATE dashboard.insights AS i SET row_version = p.xmin::text
    FROM prototype_sessions AS p
    WHERE i.row_id = ANY(:row_ids) AND p.id = i.row_id AND i.rules = :rules
      AND i.code_md5 IS NOT DISTINCT FROM md5(p.generated_code)
      AND i.design_md5 = md5(p.design_context::text)
    RETURNING i.row_id
    """
)

_PURGE: Final = text(
    """
    DELETE FROM dashboard.insights WHERE row_id IN (
        SELECT i.row_id FROM dashboard.insights AS i
        WHERE NOT EXISTS (SELECT FROM prototype_sessions AS p WHERE p.id = i.row_id)
        LIMIT :limit
        FOR UPDATE SKIP LOCKED
    )
    """
)


def get(db: Session, row_id: UUID) -> Insight | None:
    """The row's insight; None if there is none for its current version."""
    return many(db, [row_id]).get(row_id)


def many(db: Session, row_ids: Sequence[UUID]) -> dict[UUID, Insight]:
    """The insights of rows, without rows that have none for their current version."""
    current = select(InsightRow).join(table, insight_is_current)
    rows = db.scalars(current.where(InsightRow.row_id.in_(row_ids)))
    return {row.row_id: Insight.model_validate(row, from_attributes=True) for row in rows}


def may_keep(db: Session) -> bool:
    """Whether this login may store insights; determined without a write."""
    return bool(db.scalar(_MAY_KEEP))


def subject(db: Session, row_id: UUID) -> Subject | None:
    """What to inspect of a row, or None if it was deleted."""
    row = db.execute(_SUBJECT, {"row_id": row_id}).one_or_none()
    return None if row is None else Subject(**row._mapping)


def put(db: Session, inspected: Subject, findings: Findings) -> bool:
    """Store the result; False if the row was changed or deleted since it was read.

    Raises PermissionDenied for a read-only login.
    """
    values = findings.model_dump(mode="json") | {
        "row_id": inspected.row_id,
        "row_version": inspected.row_version,
        "code_md5": None if inspected.code is None else content_md5(inspected.code),
        "design_md5": content_md5(inspected.design),
        "rules": RULES,
    }
    return guarded.write(db, _PUT, values, "insights").rowcount == 1


def confirm(db: Session, row_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Mark stale insights as current if their rows have the same code and design; return those.

    Raises PermissionDenied for a read-only login.
    """
    parameters = {"row_ids": list(row_ids), "rules": RULES}
    return frozenset(guarded.write(db, _CONFIRM, parameters, "insights").scalars())


def purge(db: Session, limit: int = 1_000) -> int:
    """Remove insights of rows that are gone; how many were removed, at most `limit`."""
    return guarded.write(db, _PURGE, {"limit": limit}, "insights").rowcount
