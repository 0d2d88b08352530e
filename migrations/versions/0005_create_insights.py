"""Create the table for the results of inspecting rows: verdict, safety, wireframe.

For the reasons, see docs/decisions/0025-insights.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def upgrade() -> None:
    # No foreign key to the backend's table: it would lock its rows and slow its deletes.
    op.create_table(
        "insights",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Text(), nullable=False),
        sa.Column("code_md5", sa.Text(), nullable=True),
        sa.Column("design_md5", sa.Text(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("findings", postgresql.JSONB(), nullable=False),
        sa.Column("risks", postgresql.JSONB(), nullable=False),
        sa.Column("more_risks", sa.Integer(), nullable=False),
        sa.Column("node_count", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("wireframe", sa.Text(), nullable=False),
        sa.Column("wireframe_complete", sa.Boolean(), nullable=False),
        sa.Column(
            "inspected_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("row_id", name="insights_pkey"),
        schema=SCHEMA,
    )
    op.create_index("ix_insights_verdict_row_id", "insights", ["verdict", "row_id"], schema=SCHEMA)


def downgrade() -> None:
    op.drop_table("insights", schema=SCHEMA)
