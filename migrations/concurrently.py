"""Make and drop indexes of the backend's table while it is being written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from alembic import op
from sqlalchemy import text

# CONCURRENTLY waits for transactions older than itself and blocks no writer meanwhile.
PATIENCE: Final = "10min"

IS_INVALID: Final = text(
    "SELECT NOT indisvalid FROM pg_index WHERE indexrelid = to_regclass('public.' || :name)"
)


@contextmanager
def outside_transactions() -> Iterator[None]:
    """Run what follows statement by statement, each allowed to wait for long."""
    with op.get_context().autocommit_block():
        connection = op.get_bind()
        usual = connection.scalar(text("SHOW lock_timeout"))
        connection.execute(text(f"SET lock_timeout = '{PATIENCE}'"))
        yield
        connection.execute(text(f"SET lock_timeout = '{usual}'"))


def create_indexes(definitions: Mapping[str, str]) -> None:
    """Make each index of `public.prototype_sessions` that is not there or was left half built."""
    with outside_transactions():
        for name, definition in definitions.items():
            # A cut-off CONCURRENTLY leaves an invalid index behind, which IF NOT EXISTS accepts.
            if op.get_bind().scalar(IS_INVALID, {"name": name}):
                op.execute(f"DROP INDEX CONCURRENTLY public.{name}")
            op.execute(
                f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name}"
                f" ON public.prototype_sessions {definition}"
            )


def drop_indexes(names: Iterable[str]) -> None:
    """Drop each of these indexes that is there."""
    with outside_transactions():
        for name in names:
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS public.{name}")
