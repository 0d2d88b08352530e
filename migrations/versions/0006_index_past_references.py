"""Index the references in the audit log, so that a replaced reference still finds its session."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def upgrade() -> None:
    for column in ("before", "after"):
        # The first 64 characters only: an index row holds about 2,700 bytes at most.
        op.create_index(
            f"ix_audit_reference_{column}",
            "audit",
            [sa.text(f"upper(\"left\"(({column} ->> 'error_code'), 64))")],
            schema=SCHEMA,
            postgresql_where=sa.text(f"({column} ->> 'error_code') IS NOT NULL"),
        )


def downgrade() -> None:
    for column in ("before", "after"):
        op.drop_index(f"ix_audit_reference_{column}", "audit", schema=SCHEMA)
