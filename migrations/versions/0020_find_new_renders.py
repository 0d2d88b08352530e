"""Index renders by their time, so that the page Quality can say what is new.

For the reasons, see docs/decisions/0084-renders.md.
"""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def upgrade() -> None:
    op.create_index("ix_renders_rendered_at", "renders", ["rendered_at"], schema=SCHEMA)


def downgrade() -> None:
    op.drop_index("ix_renders_rendered_at", "renders", schema=SCHEMA)
