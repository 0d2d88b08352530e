"""Keep what a decision in the inbox replaced, so that it can be taken back after a reload.

For the reasons, see docs/decisions/0096-inbox.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def upgrade() -> None:
    op.add_column("inbox", sa.Column("before", postgresql.JSONB(), nullable=True), schema=SCHEMA)
    op.add_column("inbox", sa.Column("request_id", sa.Uuid(), nullable=True), schema=SCHEMA)


def downgrade() -> None:
    op.drop_column("inbox", "request_id", schema=SCHEMA)
    op.drop_column("inbox", "before", schema=SCHEMA)
