"""Store the kind of a row's design beside it: drawn, a Figma error, another answer, or empty.

For why it is stored, see docs/decisions/0063-what-a-design-is.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def upgrade() -> None:
    # Constant defaults, so no row is rewritten. Existing insights are stale by their rules.
    for name, default in (("design_kind", "drawn"), ("design_note", "")):
        column = sa.Column(name, sa.Text(), server_default=default, nullable=False)
        op.add_column("insights", column, schema=SCHEMA)
    op.create_index(
        "ix_insights_undrawn",
        "insights",
        ["design_kind", "row_id"],
        schema=SCHEMA,
        postgresql_where=sa.text("design_kind <> 'drawn'"),
    )


def downgrade() -> None:
    op.drop_index("ix_insights_undrawn", table_name="insights", schema=SCHEMA)
    for name in ("design_note", "design_kind"):
        op.drop_column("insights", name, schema=SCHEMA)
