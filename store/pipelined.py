"""A cursor that sends several statements in one pipeline, as one message to the database.

A pipeline ends with one Sync, so a pooler also treats it as one unit: see
docs/decisions/0081-pipelined-reads.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final, Protocol, Self

import psycopg
from psycopg.abc import Params
from sqlalchemy import Connection


class Preamble(Protocol):
    """Provides statements to run before those of a connection, without parameters or results."""

    def next(self) -> tuple[str, ...]:
        """The statements to run before the next one."""
        ...


class OneTimePreamble:
    """Statements to run before the first one of a transaction."""

    def __init__(self, *statements: str) -> None:
        self._waiting = statements

    def next(self) -> tuple[str, ...]:
        """All of them the first time, then none."""
        waiting, self._waiting = self._waiting, ()
        return waiting


@dataclass(slots=True, eq=False)
class Request:
    """A statement to send and, afterward, its error, if any."""

    cursor: PipelinedCursor
    query: Any
    params: Params | None
    before: tuple[str, ...] = ()
    error: psycopg.Error | None = None


NOTHING: Final = OneTimePreamble()
sender: Final[ContextVar[Callable[[Request], None] | None]] = ContextVar("sender", default=None)
"""Sends the statements of the current query if it runs together with others."""

_BEFORE: Final = "_runs_before"


def run_before(connection: Connection, before: Preamble) -> None:
    """Make these statements run before those of a connection, in the same messages."""
    setattr(_driver(connection), _BEFORE, before)


def _driver(connection: Connection) -> psycopg.Connection[Any]:
    driver_connection = connection.connection.driver_connection
    assert isinstance(driver_connection, psycopg.Connection)
    return driver_connection


class PipelinedCursor(psycopg.Cursor[Any]):
    """A cursor that sends its statement in one message with those that must run before it."""

    # The driver's own types for `query` differ between Python versions.
    def execute(
        self,
        query: Any,
        params: Params | None = None,
        *,
        prepare: bool | None = None,
        binary: bool | None = None,
    ) -> Self:
        """Run a query. Raises the error of the first statement that fails."""
        before: Preamble = getattr(self.connection, _BEFORE, NOTHING)
        request = Request(self, query, params, before.next())
        send_together = sender.get()
        if send_together:
            send_together(request)
        elif request.before:
            send([request])
        else:
            return super().execute(query, params, prepare=prepare, binary=binary)
        if request.error:
            raise request.error
        return self

    def enqueue(self, request: Request) -> None:
        """Send the request within a pipeline."""
        super().execute(request.query, request.params)


def send(requests: Sequence[Request]) -> Sequence[Request]:
    """Send one connection's requests as one message; return those that must be sent again.

    The statements of a pipeline are one transaction: those after a failed one do not run.
    """
    connection = requests[0].cursor.connection
    failure: psycopg.Error | None = None
    before: tuple[str, ...] = ()
    try:
        with connection.pipeline():
            for request in requests:
                try:
                    if request.before != before:
                        before = request.before
                        for statement in before:
                            psycopg.Cursor(connection).execute(statement.encode())
                    request.cursor.enqueue(request)
                except psycopg.Error as error:
                    if _was_sent(error, connection):
                        failure = failure or error  # of this statement or an earlier one
                    else:
                        request.error = error
    except psycopg.Error as error:
        failure = failure or error
    if failure is None:
        return ()
    left = [each for each in requests if each.error is None and each.cursor.pgresult is None]
    if not left:
        raise failure
    lost = left if connection.broken else left[:1]
    for request in lost:
        request.error = failure
    return left[len(lost) :]


def _was_sent(error: psycopg.Error, connection: psycopg.Connection[Any]) -> bool:
    """Whether an error came from the server or the network; otherwise the driver raised it."""
    is_of_pipeline = isinstance(error, psycopg.errors.PipelineAborted)
    return error.sqlstate is not None or is_of_pipeline or connection.broken
