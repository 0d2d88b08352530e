"""Index the backend's table for lists, look-ups and stuck rows, without blocking its writes."""

from __future__ import annotations

from migrations.concurrently import create_indexes, drop_indexes

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Expressions are truncated because an index row holds about 2,700 bytes at most, and an index
# must never make the backend's INSERT of a long text fail.
INDEXES = {
    "ix_prototype_sessions_updated": "(updated_at, id)",
    "ix_prototype_sessions_created": "(created_at, id)",
    "ix_prototype_sessions_name": '("left"(lower(frame_name) COLLATE "C", 120), id)',
    "ix_prototype_sessions_status": '("left"(status COLLATE "C", 64), id)',
    "ix_prototype_sessions_status_updated": '("left"(status COLLATE "C", 64), updated_at, id)',
    "ix_prototype_sessions_reference": (
        '(upper("left"(error_code, 64))) WHERE error_code IS NOT NULL'
    ),
    "ix_prototype_sessions_generating": (
        "(COALESCE(updated_at, created_at), id) WHERE status = 'generating'"
    ),
}


def upgrade() -> None:
    create_indexes(INDEXES)


def downgrade() -> None:
    drop_indexes(INDEXES)
