"""Where a server is in the write-ahead log, and which cluster it belongs to."""

from __future__ import annotations

from typing import Final, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

_OF_PRIMARY: Final = """
SELECT (SELECT system_identifier FROM pg_control_system()) AS cluster,
       (pg_current_wal_insert_lsn() - '0/0')::bigint AS bytes
"""

_OF_REPLICA: Final = """
SELECT (SELECT system_identifier FROM pg_control_system()) AS cluster,
       (pg_last_wal_replay_lsn() - '0/0')::bigint AS bytes
WHERE pg_is_in_recovery()
"""


class Position(NamedTuple):
    """A cluster, and a place in its log, in bytes from its beginning."""

    cluster: int
    bytes: int


def of_primary(db: Session) -> Position:
    """Up to where it has written, committed or not."""
    return Position(*db.execute(text(_OF_PRIMARY)).one())


def of_replica(db: Session) -> Position | None:
    """Up to where it shows what was written; None for a server that is no replica."""
    row = db.execute(text(_OF_REPLICA)).one_or_none()
    return None if row is None else Position(*row)
