"""Runs queries together: each message to the database contains the next statement of every query.

A query remains a plain function that executes a statement and uses its result. It runs in a
greenlet, which pauses where the statement would be sent and resumes with the result, the way
SQLAlchemy's asyncio extension runs blocking code: see docs/decisions/0081-pipelined-reads.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar, overload

from greenlet import getcurrent, greenlet
from sqlalchemy.orm import Session

from store import pipelined
from store.pipelined import Request

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


@dataclass(slots=True)
class Task(Generic[T]):
    """A query and its outcome: its value, or the exception that it raised."""

    query: Callable[[Session], T]
    value: list[T] = field(default_factory=list)
    error: Exception | None = None

    def run(self, db: Session) -> None:
        """Run the query."""
        self.error = None
        try:
            self.value = [self.query(db)]
        except Exception as error:  # raised to whoever asks for the result
            self.error = error

    def result(self) -> T:
        """The query's value. Raises what it raised."""
        if self.error:
            raise self.error
        return self.value[0]


class _Hub:
    """Collects one statement from each query and sends them in one message.

    It runs in the caller's greenlet. A query's greenlet switches to its parent, the one that last
    resumed it, when the query needs a result or has ended.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[greenlet, Request]] = []
        self._joining: list[tuple[greenlet, Sequence[greenlet]]] = []

    def send(self, request: Request) -> None:
        """Called within a query: pause it until the request is answered."""
        me = getcurrent()
        self._waiting.append((me, request))
        me.parent.switch()

    def start(self, tasks: Sequence[Task[Any]], db: Session) -> Sequence[greenlet]:
        """Run each query up to its first statement."""
        started = [greenlet(task.run) for task in tasks]
        for query in started:
            query.gr_context = copy_context()
            query.gr_context.run(self._enter)
            query.switch(db)
        return started

    def _enter(self) -> None:
        _hub.set(self)
        pipelined.sender.set(self.send)

    def join(self, queries: Sequence[greenlet]) -> None:
        """Called within a query: pause it until the queries that it started have ended."""
        me = getcurrent()
        if not all(query.dead for query in queries):
            self._joining.append((me, queries))
            me.parent.switch()

    def finish(self) -> None:
        """Send statements and resume their queries until every query has ended."""
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            again = pipelined.send([request for _, request in waiting])
            for query, request in waiting:
                if request in again:
                    self._waiting.append((query, request))
                else:
                    self._resume(query)
            self._resume_joined()

    def _resume_joined(self) -> None:
        while ready := [each for each in self._joining if all(query.dead for query in each[1])]:
            self._joining = [each for each in self._joining if each not in ready]
            for query, _ in ready:
                self._resume(query)

    def _resume(self, query: greenlet) -> None:
        query.parent = getcurrent()
        query.switch()


_hub: Final[ContextVar[_Hub | None]] = ContextVar("hub", default=None)


def run(tasks: Sequence[Task[Any]], db: Session) -> None:
    """Run queries that use one session.

    A query may itself run others; their statements are sent with those of the queries beside it.
    """
    if outer := _hub.get():
        outer.join(outer.start(tasks, db))
        return
    db.connection()  # now, because a query must not pause while its session connects
    hub = _Hub()
    hub.start(tasks, db)
    hub.finish()


@overload
def gather(
    db: Session, first: Callable[[Session], A], second: Callable[[Session], B], /
) -> tuple[A, B]: ...


@overload
def gather(
    db: Session,
    first: Callable[[Session], A],
    second: Callable[[Session], B],
    third: Callable[[Session], C],
    /,
) -> tuple[A, B, C]: ...


@overload
def gather(db: Session, /, *queries: Callable[[Session], A]) -> tuple[A, ...]: ...


def gather(db: Session, /, *queries: Callable[[Session], Any]) -> tuple[Any, ...]:
    """Run queries that do not need each other's results, with their statements sent together."""
    tasks = [Task(query) for query in queries]
    run(tasks, db)
    return tuple(task.result() for task in tasks)
