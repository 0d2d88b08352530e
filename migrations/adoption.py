"""The requirements for adopting the backend's table, and how an existing table differs."""

from __future__ import annotations

from typing import Final, NamedTuple

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from migrations.errors import Refused
from store.own_models import OWN_SCHEMA


class Column(NamedTuple):
    """A column's type as PostgreSQL names it, and whether the column is nullable."""

    type: str
    nullable: bool


EXPECTED: Final[dict[str, Column]] = {
    "id": Column("uuid", nullable=False),
    "session_id": Column("text", nullable=False),
    "design_context": Column("jsonb", nullable=False),
    "generated_code": Column("text", nullable=True),
    "thumbnail_url": Column("text", nullable=True),
    "frame_name": Column("text", nullable=True),
    "frame_width": Column("integer", nullable=True),
    "frame_height": Column("integer", nullable=True),
    "status": Column("text", nullable=True),
    "error_code": Column("text", nullable=True),
    "created_at": Column("timestamp with time zone", nullable=True),
    "updated_at": Column("timestamp with time zone", nullable=True),
}

CREATE: Final = """
CREATE TABLE public.prototype_sessions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    session_id text NOT NULL UNIQUE,
    design_context jsonb NOT NULL,
    generated_code text,
    thumbnail_url text,
    frame_name text,
    frame_width integer,
    frame_height integer,
    status text DEFAULT 'pending',
    error_code text,
    created_at timestamptz DEFAULT now(),
    updated_at timestamptz DEFAULT now()
)
"""

COLUMNS: Final = """
SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
       NOT a.attnotnull AS nullable, a.atthasdef OR a.attidentity <> '' AS has_default
FROM pg_attribute a
WHERE a.attrelid = 'public.prototype_sessions'::regclass AND a.attnum > 0 AND NOT a.attisdropped
"""

IS_TABLE: Final = (
    "SELECT relkind = 'r' FROM pg_class WHERE oid = 'public.prototype_sessions'::regclass"
)

# An upsert needs a complete, immediate and valid key, not a partial or deferrable one.
KEY: Final = """
SELECT count(*) > 0 FROM pg_index i
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = '{column}'
WHERE i.indrelid = 'public.prototype_sessions'::regclass AND i.indisunique AND i.indisvalid
  AND i.indimmediate AND i.indpred IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum
  AND (i.indisprimary OR '{column}' <> 'id')
"""
KEYS: Final = {
    "id is not the PRIMARY KEY": KEY.format(column="id"),
    "session_id is not UNIQUE": KEY.format(column="session_id"),
}


def table_exists(connection: Connection) -> bool:
    """Whether the backend's table exists."""
    return inspect(connection).has_table("prototype_sessions", schema="public")


def differences(connection: Connection) -> list[str]:
    """Each way in which the existing table does not fit, as a readable line; [] if it fits.

    Additional columns are allowed as long as an INSERT may omit them.
    """
    if not connection.scalar(text(IS_TABLE)):
        return ["prototype_sessions is not an ordinary table"]
    columns = {row.name: row for row in connection.execute(text(COLUMNS))}
    lines = []
    for name, expected in EXPECTED.items():
        actual = columns.get(name)
        if actual is None:
            lines.append(f"column {name} is missing (expected {expected.type})")
            continue
        if actual.type != expected.type:
            lines.append(f"column {name} is {actual.type}, expected {expected.type}")
        if actual.nullable and not expected.nullable:
            lines.append(f"column {name} may be NULL, expected NOT NULL")
        if name == "id" and not actual.has_default:
            lines.append("column id has no default, expected gen_random_uuid()")
        if not actual.nullable and expected.nullable:
            lines.append(f"column {name} is NOT NULL, expected to allow NULL")
    for name, actual in columns.items():
        if name not in EXPECTED and not (actual.nullable or actual.has_default):
            lines.append(f"column {name} is NOT NULL without a default and unknown to us")
    lines += [line for line, sql in KEYS.items() if not connection.scalar(text(sql))]
    return lines


def check(connection: Connection) -> None:
    """Raise Refused if a table exists that has not been adopted yet and does not fit."""
    context = MigrationContext.configure(connection, opts={"version_table_schema": OWN_SCHEMA})
    if context.get_current_revision() is None and table_exists(connection):
        lines = differences(connection)
        if lines:
            raise Refused(lines)
