"""Create the tables of bulk resets that run in the background: what was confirmed, and its rows.

For the reasons, see docs/decisions/0093-paced-bulk-resets.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def upgrade() -> None:
    op.create_table(
        "bulk_resets",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("stuck_after", sa.Interval(), nullable=False),
        sa.Column("per_minute", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "next_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("batch_id", name="bulk_resets_pkey"),
        schema=SCHEMA,
    )
    op.create_index(
        "ix_bulk_resets_running",
        "bulk_resets",
        ["next_at"],
        schema=SCHEMA,
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_index("ix_bulk_resets_started_at", "bulk_resets", ["started_at"], schema=SCHEMA)
    # No foreign key to the backend's table: it would lock its rows and slow its deletes.
    op.create_table(
        "bulk_reset_rows",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("batch_id", "place", name="bulk_reset_rows_pkey"),
        sa.UniqueConstraint("batch_id", "row_id", name="bulk_reset_rows_batch_id_row_id_key"),
        schema=SCHEMA,
    )


def downgrade() -> None:
    op.drop_table("bulk_reset_rows", schema=SCHEMA)
    op.drop_table("bulk_resets", schema=SCHEMA)
