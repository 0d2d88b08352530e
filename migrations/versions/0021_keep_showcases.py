"""Create the tables of showcases: named lists of sessions to present.

For the reasons, see docs/decisions/0099-showcases.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def moment(name: str) -> sa.Column[object]:
    """A column with the time at which a row is inserted."""
    now = sa.text("clock_timestamp()")
    return sa.Column(name, sa.DateTime(timezone=True), server_default=now, nullable=False)


def upgrade() -> None:
    op.create_table(
        "showcases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        moment("created_at"),
        sa.PrimaryKeyConstraint("id", name="showcases_pkey"),
        sa.UniqueConstraint("name", name="showcases_name_key"),
        schema=SCHEMA,
    )
    # No foreign key to the backend's table: it would lock its rows and slow its deletes.
    op.create_table(
        "showcase_items",
        sa.Column("showcase_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("code_md5", sa.Text(), nullable=False),
        sa.Column("design_md5", sa.Text(), nullable=False),
        moment("picked_at"),
        sa.PrimaryKeyConstraint("showcase_id", "row_id", name="showcase_items_pkey"),
        schema=SCHEMA,
    )


def downgrade() -> None:
    op.drop_table("showcase_items", schema=SCHEMA)
    op.drop_table("showcases", schema=SCHEMA)
