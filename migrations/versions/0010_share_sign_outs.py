"""Create the table through which one process tells the others who has signed out.

For the reasons, see docs/decisions/0034-sign-out.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def upgrade() -> None:
    op.create_table(
        "sign_outs",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="sign_outs_pkey"),
        schema=SCHEMA,
    )
    op.create_index("ix_sign_outs_until", "sign_outs", ["until"], schema=SCHEMA)


def downgrade() -> None:
    op.drop_table("sign_outs", schema=SCHEMA)
