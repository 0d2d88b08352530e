"""Create and drop indexes of a table while it is being written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from alembic import op
from sqlalchemy import text

# CONCURRENTLY waits for older transactions and blocks no writer meanwhile.
PATIENCE: Final = "10min"

BACKENDS: Final = "public.prototype_sessions"
IS_INVALID: Final = text(
    "SELECT NOT indisvalid FROM pg_index WHERE indexrelid = to_regclass(:name)"
)


@contextmanager
def outside_transactions() -> Iterator[None]:
    """Run the block's statements outside transactions, each with a long timeout."""
    with op.get_context().autocommit_block():
        connection = op.get_bind()
        usual = connection.scalar(text("SHOW lock_timeout"))
        connection.execute(text(f"SET lock_timeout = '{PATIENCE}'"))
        yield
        connection.execute(text(f"SET lock_timeout = '{usual}'"))


def create_indexes(definitions: Mapping[str, str], table: str = BACKENDS) -> None:
    """Create each index of a table that is missing or was left half built."""
    schema = table.partition(".")[0]
    with outside_transactions():
        for name, definition in definitions.items():
            # An interrupted CONCURRENTLY leaves an invalid index, which IF NOT EXISTS accepts.
            if op.get_bind().scalar(IS_INVALID, {"name": f"{schema}.{name}"}):
                op.execute(f"DROP INDEX CONCURRENTLY {schema}.{name}")
            op.execute(f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON {table} {definition}")


def drop_indexes(names: Iterable[str]) -> None:
    """Drop each of these indexes that exists."""
    with outside_transactions():
        for name in names:
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS public.{name}")
