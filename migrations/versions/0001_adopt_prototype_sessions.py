"""Create the backend's table, or adopt the one that holds production's data.

Adoption reads the catalogue only: no row, column, constraint or owner is changed.
"""

from __future__ import annotations

from alembic import op

from migrations import adoption

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    if not adoption.table_exists(connection):
        op.execute(adoption.CREATE)
        return
    lines = adoption.differences(connection)
    if lines:
        listing = "\n".join(f"  - {line}" for line in lines)
        raise SystemExit(
            f"prototype_sessions cannot be adopted, nothing was changed. Differences:\n{listing}"
        )


def downgrade() -> None:
    """Leave the table: it belongs to the backend and may hold production's rows."""
