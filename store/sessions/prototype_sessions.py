"""One session at a time: the API of the backend's seed, and reads by key."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, func, literal, select, text, union_all, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import UpdateBase

from store import columns
from store.errors import InvalidInput, NotFound
from store.records import CodeGenerateRequest, PrototypeSession, SessionSummary
from store.sessions import pasted, references
from store.sessions.conditions import table
from store.sessions.masking import MASKED_SESSION_ID, discreet, discreet_reference, discreet_status
from store.sessions.summaries import COLUMNS, summaries

LOOKUP_CHARS: Final = 20_000

# design_context as text, because parsing can fail on deep nesting, which must not lose the row.
WHOLE: Final = text(
    f"id, {MASKED_SESSION_ID} AS session_id, design_context::text AS design_context,"
    f" generated_code, {discreet('thumbnail_url')} AS thumbnail_url,"
    f" {discreet('frame_name')} AS frame_name, frame_width, frame_height,"
    f" {discreet_status('status')} AS status, {discreet_reference('error_code')} AS error_code,"
    " created_at, updated_at, xmin::text AS version"
)


def create_prototype_session(
    db: Session, session_id: str, request: CodeGenerateRequest, *, status: str = "pending"
) -> PrototypeSession:
    """Insert the session's row or, on regeneration, overwrite it, in one statement.

    An existing row keeps its id, its created_at and, until new code arrives, its generated_code;
    its error_code is cleared. Raises InvalidInput.
    """
    values = columns.storable_values({**dict(request), "status": status})
    key = columns.session_id(session_id)
    new = insert(table).values(session_id=key, **values)
    overwritten = {name: new.excluded[name] for name in values}
    upsert = new.on_conflict_do_update(
        index_elements=[table.c.session_id],
        set_={**overwritten, "error_code": None, "updated_at": func.now()},
    )
    row = _write(db, upsert)
    assert row is not None  # an upsert without a condition always returns its row
    return _to_record(row)


def update_prototype_session(db: Session, session_id: str, **changes: Any) -> PrototypeSession:
    """Write only the fields given, and updated_at. Raises NotFound, InvalidInput."""
    values = {"updated_at": func.now(), **columns.storable_values(changes)}
    key = columns.session_id(session_id)
    row = _write(db, update(table).where(table.c.session_id == key).values(values))
    if row is None:
        raise NotFound
    return _to_record(row)


def get_prototype_session(db: Session, session_id: str) -> PrototypeSession | None:
    """The whole row of a session, None if there is none."""
    if not pasted.storable(session_id):
        return None
    by_session_id = select(WHOLE).select_from(table).where(table.c.session_id == session_id)
    row = db.execute(by_session_id).one_or_none()
    return _to_record(row) if row else None


def get(db: Session, row_id: UUID) -> PrototypeSession:
    """The whole row with large columns, only for editing and comparing. Raises NotFound.

    `design_context` is unparsed JSON text if it is nested too deeply to parse, or contains a number
    of more than 4,300 digits.
    """
    return _to_record(_get_row(db, row_id, "whole"))


def get_summary(db: Session, row_id: UUID) -> SessionSummary:
    """The row as lists show it. Raises NotFound."""
    return summaries([_get_row(db, row_id, "summary")])[0]


def get_summaries(db: Session, row_ids: Sequence[UUID]) -> dict[UUID, SessionSummary]:
    """Some rows as lists show them, without those that are gone."""
    by_id = select(*COLUMNS).select_from(table).where(table.c.id.in_(row_ids))
    return {row.id: row for row in summaries(db.execute(by_id))}


def get_code(db: Session, row_id: UUID) -> str | None:
    """The generated code. Raises NotFound."""
    code: str | None = _get_row(db, row_id, "code")[0]
    return code


def get_design_text(db: Session, row_id: UUID) -> str:
    """The design as JSON text, of any size and depth. Raises NotFound."""
    design: str = _get_row(db, row_id, "design")[0]
    return design


def get_design_bytes(db: Session, row_id: UUID) -> int:
    """The size of the design's JSON text in bytes, as in the audit log. Raises NotFound."""
    size: int = _get_row(db, row_id, "design_bytes")[0]
    return size


def lookup(db: Session, search_text: str) -> UUID | None:
    """The id of the only row that a pasted text identifies, by id, full session_id or reference.

    The best kind of match decides; None if it matches no row or several. A reference matches the
    row that has it and every row that had it, including deleted ones. The text may be a whole
    message of up to 20,000 characters; nothing of it is kept or repeated.
    """
    search_text = search_text[:LOOKUP_CHARS]
    line = pasted.one_line(search_text)
    by_reference = references.row_ids_with(pasted.references(line)).subquery()
    names = (
        select(literal(1).label("rank"), table.c.id).where(table.c.id.in_(pasted.uuids(line))),
        select(literal(2), table.c.id).where(table.c.session_id.in_(pasted.session_ids(line))),
        select(literal(3), by_reference.c.id),
    )
    rows = db.execute(union_all(*names).order_by("rank").limit(LOOKUP_CHARS)).all()
    best = {row.id for row in rows if row.rank == rows[0].rank}
    return best.pop() if len(best) == 1 else None


def with_session_id(db: Session, search_text: str) -> UUID | None:
    """The id of the row whose full session_id is in a text, looked up by index and not kept."""
    given = pasted.session_ids(pasted.one_line(search_text[:LOOKUP_CHARS]))
    return db.scalar(select(table.c.id).where(table.c.session_id.in_(given)).limit(1))


COLUMNS_OF: Final[dict[str, tuple[Any, ...]]] = {
    "whole": (WHOLE,),
    "summary": COLUMNS,
    "code": (table.c.generated_code,),
    "design": (text("design_context::text"),),
    "design_bytes": (text("octet_length(design_context::text)"),),
}


def _get_row(db: Session, row_id: UUID, columns: str) -> Row[Any]:
    by_id = select(*COLUMNS_OF[columns]).select_from(table).where(table.c.id == row_id)
    row = db.execute(by_id).one_or_none()
    if row is None:
        raise NotFound(row_id)
    return row


def _write(db: Session, statement: UpdateBase) -> Row[Any] | None:
    try:
        return db.execute(statement.returning(WHOLE)).one_or_none()
    except DataError as error:
        raise InvalidInput("A value is outside what the database can store.") from error


def _to_record(row: Row[Any]) -> PrototypeSession:
    values = dict(row._mapping)
    try:
        values["design_context"] = json.loads(values["design_context"])
    except (RecursionError, ValueError):
        pass  # stays text, see `get`
    return PrototypeSession(**values)
