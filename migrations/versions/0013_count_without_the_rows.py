"""Let stuck sessions and failures be counted in an index alone, without reading a single row.

At 1,000,000 rows of 1.8 KB, counting 30,000 stuck sessions read 28,000 pages of the table.
"""

from __future__ import annotations

from migrations.concurrently import create_indexes, drop_indexes

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SINCE = "COALESCE(updated_at, created_at)"
BEFORE = {"ix_prototype_sessions_generating": f"({SINCE}, id) WHERE status = 'generating'"}
COVERING = {
    "ix_prototype_sessions_generating_since": (
        f"({SINCE}, id) INCLUDE (updated_at, created_at) WHERE status = 'generating'"
    ),
    "ix_prototype_sessions_error_updated": "(updated_at, id) WHERE status = 'error'",
}


def upgrade() -> None:
    create_indexes(COVERING)
    drop_indexes(BEFORE)


def downgrade() -> None:
    create_indexes(BEFORE)
    drop_indexes(COVERING)
