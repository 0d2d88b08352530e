"""A cursor that sends what a transaction begins with together with its first statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Self

import psycopg
from psycopg.abc import Params
from sqlalchemy import Connection

_WAITING: Final = "_waiting_statements"


def begin_with(connection: Connection, statements: Sequence[str]) -> None:
    """Have these run, without their results, in the round trip of the next statement.

    They have no parameters. What is still waiting is dropped: its transaction ran no statement.
    """
    setattr(_driver(connection), _WAITING, list(statements))


def before_next(connection: Connection, statement: str) -> None:
    """Have one more statement run in the round trip of the next one."""
    _waiting(_driver(connection)).append(statement)


def _driver(connection: Connection) -> psycopg.Connection[Any]:
    driver_connection = connection.connection.driver_connection
    assert isinstance(driver_connection, psycopg.Connection)
    return driver_connection


def _waiting(connection: psycopg.Connection[Any]) -> list[str]:
    statements: list[str] = getattr(connection, _WAITING, [])
    return statements


class PipelinedCursor(psycopg.Cursor[Any]):
    """A cursor whose `execute` sends waiting statements and its own in one pipeline.

    A pipeline is one round trip, and one unit to a pooler: it ends with one Sync.
    """

    # The driver's own types for `query` differ from one Python to the next.
    def execute(
        self,
        query: Any,
        params: Params | None = None,
        *,
        prepare: bool | None = None,
        binary: bool | None = None,
    ) -> Self:
        """Run a query. Raises what the first statement that fails raises."""
        waiting = _waiting(self.connection)
        if not waiting:
            return super().execute(query, params, prepare=prepare, binary=binary)
        statements = tuple(waiting)
        waiting.clear()
        with self.connection.pipeline():
            for statement in statements:
                psycopg.Cursor(self.connection).execute(statement.encode())
            super().execute(query, params, prepare=prepare, binary=binary)
        return self
