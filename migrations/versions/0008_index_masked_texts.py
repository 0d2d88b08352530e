"""Index names and statuses without the row's session_id, which they can contain.

A list sorted by name puts the key of a row into its cursor, and so into addresses and history.
"""

from __future__ import annotations

from migrations.concurrently import create_indexes, drop_indexes

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_MASK = "left(session_id, least(8, length(session_id) / 2)) || '…'"
_LOWER = "replace(lower({0}), lower(session_id), lower(" + _MASK + "))"
_EXACTLY = "replace({0}, session_id, " + _MASK + ")"
_NAME = _LOWER.format("frame_name")
_STATUS = (
    "CASE WHEN status = ANY (ARRAY['pending', 'generating', 'ready', 'error']) THEN status"
    f" WHEN session_id <> '' AND strpos(lower({_EXACTLY}), lower(session_id)) > 0 THEN {_LOWER}"
    f" ELSE {_EXACTLY} END"
).format("status")

MASKED = {
    "ix_prototype_sessions_masked_name": f'("left"({_NAME} COLLATE "C", 120), id)',
    "ix_prototype_sessions_masked_status": f'("left"(({_STATUS}) COLLATE "C", 64), id)',
    "ix_prototype_sessions_masked_status_updated": (
        f'("left"(({_STATUS}) COLLATE "C", 64), updated_at, id)'
    ),
}
UNMASKED = {
    "ix_prototype_sessions_name": '("left"(lower(frame_name) COLLATE "C", 120), id)',
    "ix_prototype_sessions_status": '("left"(status COLLATE "C", 64), id)',
    "ix_prototype_sessions_status_updated": '("left"(status COLLATE "C", 64), updated_at, id)',
}


def upgrade() -> None:
    # The new ones first, so that a running dashboard keeps the old ones as long as possible.
    create_indexes(MASKED)
    drop_indexes(UNMASKED)


def downgrade() -> None:
    create_indexes(UNMASKED)
    drop_indexes(MASKED)
