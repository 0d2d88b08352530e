"""Create the dashboard's own tables, and the trigger that sets updated_at.

`migrations.closing` closes them to Supabase's API roles after this step, as after every one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"

TOUCH = """
CREATE OR REPLACE FUNCTION dashboard.touch_updated_at() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END $$
"""

TOUCH_TRIGGER = """
CREATE OR REPLACE TRIGGER dashboard_touch_updated_at
BEFORE UPDATE ON public.prototype_sessions
FOR EACH ROW WHEN (NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at)
EXECUTE FUNCTION dashboard.touch_updated_at()
"""


def upgrade() -> None:
    op.create_table(
        "receipts",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("undoes", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("request_id", name="receipts_pkey"),
        sa.ForeignKeyConstraint(
            ["undoes"], [f"{SCHEMA}.receipts.request_id"], name="receipts_undoes_fkey"
        ),
        schema=SCHEMA,
    )
    for column in ("at", "batch_id", "undoes"):
        # Unique on `undoes`: an action is undone once, even if two people try at the same time.
        op.create_index(
            f"ix_receipts_{column}", "receipts", [column], schema=SCHEMA, unique=column == "undoes"
        )
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=False),
        sa.Column("after", postgresql.JSONB(), nullable=False),
        sa.Column("version_after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="audit_pkey"),
        sa.UniqueConstraint("request_id", "row_id", name="audit_request_id_row_id_key"),
        sa.ForeignKeyConstraint(
            ["request_id"], [f"{SCHEMA}.receipts.request_id"], name="audit_request_id_fkey"
        ),
        schema=SCHEMA,
    )
    op.create_index("ix_audit_row_id", "audit", ["row_id"], schema=SCHEMA)
    op.create_table(
        "skips",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("request_id", "row_id", name="skips_pkey"),
        sa.ForeignKeyConstraint(
            ["request_id"], [f"{SCHEMA}.receipts.request_id"], name="skips_request_id_fkey"
        ),
        schema=SCHEMA,
    )
    op.create_table(
        "undo_snapshots",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("row", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("request_id", "row_id", name="undo_snapshots_pkey"),
        sa.ForeignKeyConstraint(
            ["request_id"],
            [f"{SCHEMA}.receipts.request_id"],
            name="undo_snapshots_request_id_fkey",
        ),
        schema=SCHEMA,
    )
    op.execute(TOUCH)
    op.execute(TOUCH_TRIGGER)


def downgrade() -> None:
    op.execute("DROP TRIGGER IF EXISTS dashboard_touch_updated_at ON public.prototype_sessions")
    op.execute("DROP FUNCTION IF EXISTS dashboard.touch_updated_at()")
    for table in ("undo_snapshots", "skips", "audit", "receipts"):
        op.drop_table(table, schema=SCHEMA)
