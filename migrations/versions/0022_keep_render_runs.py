"""Create the table of the renderer's runs: how far each came, and what went wrong.

For the reasons, see docs/decisions/0084-renders.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def _moment(name: str) -> sa.Column[object]:
    now = sa.text("clock_timestamp()")
    return sa.Column(name, sa.DateTime(timezone=True), server_default=now, nullable=False)


def upgrade() -> None:
    op.create_table(
        "render_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rendered", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        _moment("began_at"),
        _moment("reported_at"),
        sa.PrimaryKeyConstraint("id", name="render_runs_pkey"),
        schema=SCHEMA,
    )


def downgrade() -> None:
    op.drop_table("render_runs", schema=SCHEMA)
