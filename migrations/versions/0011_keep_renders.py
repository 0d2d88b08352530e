"""Create the tables of renders: the outcome of running a row's code, and who is rendering it.

For the reasons, see docs/decisions/0084-renders.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def upgrade() -> None:
    # No foreign key to the backend's table: it would lock its rows and slow its deletes.
    op.create_table(
        "renders",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("code_md5", sa.Text(), nullable=False),
        sa.Column("design_md5", sa.Text(), nullable=False),
        sa.Column("runtime", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("parts", postgresql.JSONB(), nullable=False),
        sa.Column("pairs", postgresql.JSONB(), nullable=False),
        sa.Column("painted_ms", sa.Integer(), nullable=True),
        sa.Column("notes", postgresql.JSONB(), nullable=False),
        sa.Column("stand_ins", postgresql.JSONB(), nullable=False),
        sa.Column("font", sa.Text(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.Column(
            "rendered_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("rendered_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row_id", "code_md5", "design_md5", "runtime", name="renders_pkey"),
        schema=SCHEMA,
    )
    # A picture is already compressed.
    op.execute("ALTER TABLE dashboard.renders ALTER COLUMN picture SET STORAGE EXTERNAL")
    op.create_index(
        "ix_renders_score",
        "renders",
        ["runtime", "score", "row_id"],
        schema=SCHEMA,
        postgresql_where=sa.text("score IS NOT NULL"),
    )
    op.create_index(
        "ix_renders_verdict", "renders", ["runtime", "verdict", "row_id"], schema=SCHEMA
    )
    op.create_table(
        "render_claims",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("row_id", name="render_claims_pkey"),
        schema=SCHEMA,
    )


def downgrade() -> None:
    op.drop_table("render_claims", schema=SCHEMA)
    op.drop_table("renders", schema=SCHEMA)
