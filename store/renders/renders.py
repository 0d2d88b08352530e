"""Renders: kept beside the rows, each true of one code, one design and one version of the runtime.

A row's render is current where the row's insight is: that knows the hashes of its code and design.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, Text, bindparam, cast, func, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from store import guarded
from store.content_hash import content_md5
from store.insights.insight_records import Subject
from store.own_models import InsightRow
from store.render_models import RenderRow
from store.renders.render_records import Key, Outcome, Render, VersionRender
from store.sessions.conditions import table
from store.sessions.current import RULES, RUNTIME, insight_is_current, render_is_current

_FIELDS: Final = (
    "verdict, message, line, score, parts, pairs, painted_ms, notes, stand_ins, font, picture"
)
_VALUES: Final = ", ".join(f":{name}" for name in _FIELDS.split(", "))
_SET: Final = ", ".join(
    f"{name} = excluded.{name}" for name in f"source, {_FIELDS}, rendered_by".split(", ")
)
_JSON: Final = [bindparam(name, type_=JSONB) for name in ("parts", "pairs", "notes", "stand_ins")]

_PICTURE: Final = cast(
    func.floor(func.extract("epoch", RenderRow.rendered_at) * 1_000_000), BigInteger
).cast(Text)

_SUBJECT: Final = text(
    """
    SELECT id AS row_id, xmin::text AS row_version, generated_code AS code,
           design_context::text AS design, frame_width, frame_height
    FROM prototype_sessions WHERE id = :row_id
    """
)

# A headless render replaces whatever is there.
_PUT: Final = text(
    f"""
    INSERT INTO dashboard.renders
        (row_id, code_md5, design_md5, runtime, source, {_FIELDS}, rendered_by)
    VALUES (:row_id, :code_md5, :design_md5, :runtime, 'headless', {_VALUES}, :rendered_by)
    ON CONFLICT (row_id, code_md5, design_md5, runtime) DO UPDATE SET
        {_SET}, rendered_at = clock_timestamp()
    """
).bindparams(*_JSON)

# A viewer's is kept only of the row as it is now, never over a headless one, and not written again
# where it says nothing new.
_PUT_VIEWED: Final = text(
    f"""
    INSERT INTO dashboard.renders
        (row_id, code_md5, design_md5, runtime, source, {_FIELDS}, rendered_by)
    SELECT i.row_id, i.code_md5, i.design_md5, :runtime, 'viewer', {_VALUES}, :rendered_by
    FROM dashboard.insights AS i JOIN public.prototype_sessions AS p ON p.id = i.row_id
    WHERE i.row_id = :row_id AND i.row_version = p.xmin::text AND i.code_md5 = :code_md5
    ON CONFLICT (row_id, code_md5, design_md5, runtime) DO UPDATE SET
        {_SET}, rendered_at = clock_timestamp()
    WHERE renders.source = 'viewer'
      AND (renders.verdict, renders.message, renders.score)
          IS DISTINCT FROM (excluded.verdict, excluded.message, excluded.score)
    """
).bindparams(*_JSON)

_OF_VERSIONS: Final = text(
    """
    SELECT DISTINCT ON (r.code_md5) r.code_md5, r.verdict, r.score,
           COALESCE(r.code_md5 = i.code_md5 AND r.design_md5 = i.design_md5, false) AS is_current
    FROM dashboard.renders AS r
    LEFT JOIN public.prototype_sessions AS p ON p.id = r.row_id
    LEFT JOIN dashboard.insights AS i
      ON i.row_id = p.id AND i.row_version = p.xmin::text AND i.rules = :rules
    WHERE r.row_id = :row_id AND r.runtime = :runtime
    ORDER BY r.code_md5, is_current DESC, r.rendered_at DESC
    """
)


class RenderSubject(Subject):
    """What is rendered of a row: its code and design, and the frame's size in pixels."""

    frame_width: int | None
    frame_height: int | None


def subject(db: Session, row_id: UUID) -> RenderSubject | None:
    """What to render of a row, or None if it was deleted."""
    row = db.execute(_SUBJECT, {"row_id": row_id}).one_or_none()
    return None if row is None else RenderSubject(**row._mapping)


def key_of(subject: Subject) -> Key:
    """The hashes of what is rendered, as PostgreSQL's md5() of a text in UTF-8."""
    return Key(
        row_id=subject.row_id,
        code_md5=content_md5(subject.code or ""),
        design_md5=content_md5(subject.design),
    )


def get(db: Session, row_id: UUID) -> Render | None:
    """The render of a row as it is now; None if there is none."""
    names = list(Render.model_fields)
    statement = (
        select(*(getattr(RenderRow, name) for name in names))
        .select_from(RenderRow)
        .join(InsightRow, render_is_current)
        .join(table, insight_is_current)
        .where(RenderRow.row_id == row_id)
    )
    row = db.execute(statement).one_or_none()
    return None if row is None else Render.model_validate(dict(row._mapping))


def pictures(db: Session, row_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Names of the pictures of rows as they are now; rows without a picture are left out.

    Another render has another name.
    """
    statement = (
        select(RenderRow.row_id, _PICTURE.label("name"))
        .select_from(RenderRow)
        .join(InsightRow, render_is_current)
        .join(table, insight_is_current)
        .where(RenderRow.row_id.in_(row_ids), RenderRow.picture.is_not(None))
    )
    return {row.row_id: row.name for row in db.execute(statement)}


def picture(db: Session, row_id: UUID, name: str) -> bytes | None:
    """The picture of this name; None if it was replaced since."""
    named = select(RenderRow.picture).where(RenderRow.row_id == row_id, _PICTURE == name)
    return db.scalar(named)


def get_for_versions(db: Session, row_id: UUID) -> dict[str, VersionRender]:
    """The latest render of each code that the row has or had, by the code's md5."""
    rows = db.execute(_OF_VERSIONS, {"row_id": row_id, "runtime": RUNTIME, "rules": RULES})
    return {row.code_md5: VersionRender(**row._mapping) for row in rows}


def put(db: Session, key: Key, outcome: Outcome, *, rendered_by: str) -> None:
    """Keep a headless render, in place of what was known of the same.

    Raises PermissionDenied for a login that only reads.
    """
    guarded.write(db, _PUT, {**_values(outcome, rendered_by), **key.model_dump()}, "renders")


def put_viewed(db: Session, row_id: UUID, code: str, outcome: Outcome, *, rendered_by: str) -> bool:
    """Keep what a viewer's browser reported for a row's code; whether that was new.

    Not kept: what is not of the row as it is now, or known from a headless render. Raises
    PermissionDenied for a login that only reads.
    """
    values = {**_values(outcome, rendered_by), "row_id": row_id, "code_md5": content_md5(code)}
    return guarded.write(db, _PUT_VIEWED, values, "renders").rowcount == 1


def _values(outcome: Outcome, rendered_by: str) -> dict[str, Any]:
    values = outcome.model_dump(mode="json", exclude={"picture"})
    return {
        **values,
        "picture": outcome.picture,
        "runtime": RUNTIME,
        "rendered_by": rendered_by[:200],
    }
