"""Index references in the collation "C", in which a prefix is a range: `BP-3F8` finds BP-3F8A2C.

The same for past references in the audit log.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.concurrently import create_indexes, drop_indexes

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"
KEY = 'upper("left"({0}, 64))'
START = 'upper("left"({0} COLLATE "C", 64))'
CURRENT = {
    "ix_prototype_sessions_reference": (
        f"({KEY.format('error_code')}) WHERE error_code IS NOT NULL"
    ),
}
BY_START = {
    "ix_prototype_sessions_reference_start": (
        f"({START.format('error_code')}) WHERE error_code IS NOT NULL"
    ),
}


def past(key: str, name: str) -> None:
    """The audit log's two indexes, on this key of the value."""
    for column in ("before", "after"):
        value = f"({column} ->> 'error_code')"
        op.create_index(
            name.format(column),
            "audit",
            [sa.text(key.format(value))],
            schema=SCHEMA,
            postgresql_where=sa.text(f"{value} IS NOT NULL"),
        )


def no_past(name: str) -> None:
    for column in ("before", "after"):
        op.drop_index(name.format(column), "audit", schema=SCHEMA)


def upgrade() -> None:
    past(START, "ix_audit_reference_{}_start")
    no_past("ix_audit_reference_{}")
    create_indexes(BY_START)
    drop_indexes(CURRENT)


def downgrade() -> None:
    past(KEY, "ix_audit_reference_{}")
    no_past("ix_audit_reference_{}_start")
    create_indexes(CURRENT)
    drop_indexes(BY_START)
