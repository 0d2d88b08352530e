"""Keep beside a row what its design is: drawn, an error of Figma, another answer, or empty.

Why it is kept and not asked of the design: docs/decisions/0063-what-a-design-is.md.
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
    # Constant defaults: no row is rewritten. What is kept already is stale by its rules.
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
