"""Create the tables that lists find rows by: what is known of rows, and until when of all.

They are filled by the next step, which keeps nobody from writing. For the reasons, see
docs/decisions/0105-standings.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def upgrade() -> None:
    op.create_table(
        "standings",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Text(), nullable=True),
        sa.Column("rules", sa.Integer(), nullable=True),
        sa.Column("row_updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("runtime", sa.Integer(), nullable=True),
        sa.Column("render", sa.Text(), nullable=True),
        sa.Column("marks", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("row_id", name="standings_pkey"),
        schema=SCHEMA,
    )
    op.create_table(
        "inspected",
        sa.Column("rules", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("rules", name="inspected_pkey"),
        schema=SCHEMA,
    )


def downgrade() -> None:
    op.drop_table("inspected", schema=SCHEMA)
    op.drop_table("standings", schema=SCHEMA)
