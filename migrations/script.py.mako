"""${message}

Rules for every migration: it runs beside a live backend, so no statement may hold a lock that
blocks writes for long. Indexes of its table through `migrations.concurrently`. Never rewrite
`prototype_sessions` or change its columns. Own tables live in schema `dashboard`. A migration can
be run again after it was cut off half way, and has a downgrade.
"""

from __future__ import annotations

${imports if imports else "from alembic import op"}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
