"""Index the backend's table for lists, look-ups and stuck rows, without blocking its writes."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Expressions are cut short because an index row holds about 2,700 bytes at most, and an index
# must never make the backend's INSERT of a long text fail.
INDEXES = {
    "ix_prototype_sessions_updated": "(updated_at, id)",
    "ix_prototype_sessions_created": "(created_at, id)",
    "ix_prototype_sessions_name": '(lower("left"(frame_name, 120)), id)',
    "ix_prototype_sessions_name_prefix": '(lower("left"(frame_name, 120)) text_pattern_ops)',
    "ix_prototype_sessions_status": '("left"(status, 64), updated_at, id)',
    "ix_prototype_sessions_reference": (
        '(upper("left"(error_code, 64))) WHERE error_code IS NOT NULL'
    ),
    "ix_prototype_sessions_generating": (
        "(COALESCE(updated_at, created_at), id) WHERE status = 'generating'"
    ),
}

IS_INVALID = text(
    "SELECT NOT indisvalid FROM pg_index WHERE indexrelid = to_regclass('public.' || :name)"
)


def upgrade() -> None:
    with op.get_context().autocommit_block():
        for name, definition in INDEXES.items():
            # A cut-off CONCURRENTLY leaves an invalid index behind, which IF NOT EXISTS accepts.
            if op.get_bind().scalar(IS_INVALID, {"name": name}):
                op.execute(f"DROP INDEX CONCURRENTLY public.{name}")
            op.execute(
                f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name}"
                f" ON public.prototype_sessions {definition}"
            )


def downgrade() -> None:
    with op.get_context().autocommit_block():
        for name in INDEXES:
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS public.{name}")
