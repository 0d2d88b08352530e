"""Medians of a store call and of its SQL through bare psycopg, measured alternately."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any, Final

import psycopg
from sqlalchemy import event

from bench.cases import RATIO, Case
from store.engine import Database
from store.errors import SearchTooSlow
from store.records import Filters
from store.sessions.search import search

ROUNDS: Final = 40
WARM_UP: Final = 3
SUBSTRING: Final = "no frame has this name"
SUBSTRING_MS: Final = 20.0

Statements = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Result:
    """Medians in milliseconds of one case. `bare_ms` is None if there is nothing to compare.

    `quiet_ratio` is the ratio at p10, which other work on the machine hardly affects.
    """

    name: str
    store_ms: float
    bare_ms: float | None
    limit_ms: float
    note: str = ""
    quiet_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        """The store's time divided by the bare call's."""
        return self.store_ms / self.bare_ms if self.bare_ms else None

    @property
    def ok(self) -> bool:
        """Whether the targets are met: the milliseconds, and the ratio if there is one."""
        return self.store_ms <= self.limit_ms and (self.ratio is None or self.ratio <= RATIO)


@contextmanager
def captured(database: Database) -> Iterator[Statements]:
    """Collect every statement that SQLAlchemy sends within the block, with its parameters."""
    statements: Statements = []

    def keep(
        connection: object, cursor: object, statement: str, parameters: Any, *rest: object
    ) -> None:
        statements.append((statement, parameters or None))

    event.listen(database.engine, "before_cursor_execute", keep)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", keep)


def replay(connection: psycopg.Connection[Any], statements: Statements) -> None:
    """Run the same statements in one transaction, with rows fetched as tuples."""
    for statement, parameters in statements:
        cursor = connection.execute(statement, parameters)
        if cursor.description:
            cursor.fetchall()
    connection.commit()


def timed(call: Callable[[], object]) -> float:
    """How many milliseconds a call takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def compare(database: Database, url: str, case: Case, rounds: int = ROUNDS) -> Result:
    """Measure one case: store and psycopg take turns, each first in every other round."""
    with captured(database) as statements:
        database.read(case.work)
    with psycopg.connect(url, prepare_threshold=None) as connection:
        calls: tuple[Callable[[], object], ...] = (
            lambda: database.read(case.work),
            lambda: replay(connection, statements),
        )
        times: tuple[list[float], list[float]] = ([], [])
        for turn in range(rounds + WARM_UP):
            for which in (0, 1) if turn % 2 else (1, 0):
                spent = timed(calls[which])
                if turn >= WARM_UP:
                    times[which].append(spent)
    tenths = [quantiles(each, n=10)[0] for each in times]
    return Result(
        case.name,
        median(times[0]),
        median(times[1]),
        case.limit_ms,
        quiet_ratio=tenths[0] / tenths[1],
    )


def substring(database: Database) -> Result:
    """A search inside names that finds nothing: by the trigram index, or until its own timeout."""
    note = ""

    def call() -> None:
        nonlocal note
        try:
            database.read(lambda db: search(db, Filters(q=SUBSTRING)))
        except SearchTooSlow as error:
            note = str(error)

    taken = [timed(call) for _ in range(WARM_UP + WARM_UP)]
    return Result("search that finds nothing", median(taken[WARM_UP:]), None, SUBSTRING_MS, note)
