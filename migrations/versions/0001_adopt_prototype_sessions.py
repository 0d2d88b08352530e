"""Create the backend's table, or adopt the one that holds production's data.

Adoption reads the catalog only: no row, column, constraint or owner is changed.
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
    if adoption.table_exists(connection):
        adoption.check(connection)
    else:
        op.execute(adoption.CREATE)


def downgrade() -> None:
    """Leave the table: it belongs to the backend and may hold production's rows."""
