"""Create the tables of what is told outside: incidents, deliveries, and the state of the watch.

For the reasons, see docs/decisions/0095-told-outside.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def moment(name: str, *, nullable: bool = False, now: bool = False) -> sa.Column[object]:
    """A column with a point in time."""
    default = sa.text("clock_timestamp()") if now else None
    return sa.Column(name, sa.DateTime(timezone=True), server_default=default, nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        moment("opened_at", now=True),
        moment("missing_since", nullable=True),
        moment("closed_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="incidents_pkey"),
        schema=SCHEMA,
    )
    op.create_index(
        "ix_incidents_open",
        "incidents",
        ["key"],
        unique=True,
        schema=SCHEMA,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index("ix_incidents_opened_at", "incidents", ["opened_at"], schema=SCHEMA)
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.BigInteger(), nullable=True),
        sa.Column("message", postgresql.JSONB(), nullable=False),
        moment("created_at", now=True),
        moment("next_at", now=True),
        moment("claimed_until", nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("problem", sa.Text(), server_default=sa.text("''"), nullable=False),
        moment("delivered_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="deliveries_pkey"),
        sa.UniqueConstraint("subject", "target", name="deliveries_subject_target_key"),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["dashboard.incidents.id"], name="deliveries_incident_id_fkey"
        ),
        schema=SCHEMA,
    )
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["next_at"],
        schema=SCHEMA,
        postgresql_where=sa.text("delivered_at IS NULL"),
    )
    op.create_index("ix_deliveries_incident_id", "deliveries", ["incident_id"], schema=SCHEMA)
    op.create_table(
        "watch",
        sa.Column("name", sa.Text(), nullable=False),
        moment("checked_at"),
        sa.Column("unread", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="watch_pkey"),
        schema=SCHEMA,
    )


def downgrade() -> None:
    op.drop_table("watch", schema=SCHEMA)
    op.drop_table("deliveries", schema=SCHEMA)
    op.drop_table("incidents", schema=SCHEMA)
