"""Results that every page needs, read by this process at most once every few seconds.

A thread that asks for the first time waits for the result; later ones get the last one at once,
while one thread reads it anew. An action in this process drops all results, so that people see what
they did; actions of other processes show after a few seconds.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from services import costly, resources, shared_results
from services.shared_results import CachedValue, Result, StartTime
from store.engine import Database
from store.errors import StoreError
from store.reading import Batch, Query, Reader
from store.timeouts import ASIDE_TIMEOUT_MS

T = TypeVar("T")
log = logging.getLogger("dashboard")


class _Refresh(NamedTuple):
    """A result to read again, whose `refreshing` is held."""

    result: Result
    query: Query[Any]
    timeout_ms: int


background: Final = ThreadPoolExecutor(1, "shared-reads")


def read(key: Hashable, query: Callable[[], T | None]) -> T | None:
    """The result of `query`, at most SECONDS old. None, which means not in time, is not kept.

    Raises what `query` raises.
    """
    result = shared_results.get(resources.database(), key)
    with result.lock:
        if not result.fresh:
            began = shared_results.start_time()
            result.store(query(), began)
        value: T | None = result.cached.value if result.cached else None
        return value


def aside(reader: Reader, key: Hashable, query: Query[T]) -> T | None:
    """The same for what a page can do without, over the page's connection."""
    return read(key, lambda: reader.aside(query))


class SharedBatch:
    """A batch of a `Reader` whose queries can be shared too. `claims` are released at its end."""

    def __init__(self, database: Database, batch: Batch, claims: ExitStack) -> None:
        self._database = database
        self._batch = batch
        self._claims = claims
        self._answers: list[Callable[[], CachedValue | None]] = []
        self._refreshes: list[_Refresh] = []

    def aside(
        self, query: Query[T], *, key: Hashable, timeout_ms: int = ASIDE_TIMEOUT_MS
    ) -> Callable[[], T | None]:
        """What the page can do without, at most SHOWN_SECONDS old: see `Batch.aside`.

        Where another thread reads it for the first time, the call waits for that result.
        """
        result = shared_results.get(self._database, key)
        if known := result.displayable:
            if not result.fresh and result.refreshing.acquire(blocking=False):
                self._refreshes.append(_Refresh(result, query, timeout_ms))
            return self._add_answer(lambda: known)
        if not result.lock.acquire(blocking=False):
            return self._add_answer(partial(_wait_for_other_thread, result))
        self._claims.callback(result.lock.release)
        if result.fresh:
            return self._add_answer(partial(_cached_value, result))
        began = shared_results.start_time()
        answer = self._batch.aside(query, timeout_ms=timeout_ms)
        self._claims.push(partial(_keep, result, answer, began))
        self._answers.append(partial(_cached_value, result))
        return answer

    def as_of(self) -> datetime:
        """When the oldest of the answers was read, once the block has ended."""
        known = [answer.as_of for each in self._answers if (answer := each())]
        return min(known, default=datetime.now(UTC))

    def refresh(self) -> None:
        """Have the old results read again, by one thread for all."""
        if self._refreshes:
            background.submit(_read_again, self._database, self._refreshes)

    def _add_answer(self, answer: Callable[[], CachedValue | None]) -> Callable[[], Any]:
        self._answers.append(answer)
        return partial(_value, answer)


def _value(answer: Callable[[], CachedValue | None]) -> Any:
    known = answer()
    return known.value if known else None


def _wait_for_other_thread(result: Result) -> CachedValue | None:
    with result.lock:
        return result.fresh


def _cached_value(result: Result) -> CachedValue | None:
    return result.cached


def _keep(result: Result, answer: Callable[[], object], began: StartTime, *error: object) -> None:
    """Called with the error that ended the batch, if one did."""
    if error[0] is None:
        with suppress(StoreError):  # raised to whoever asks for the answer
            result.store(answer(), began)


def _read_again(database: Database, refreshes: Sequence[_Refresh]) -> None:
    """Read results again in the background. One that fails, or is not in time, stays as it was."""
    began = shared_results.start_time()
    try:
        with Reader(database) as reader, reader.batch(costly.COUNTS) as batch:
            answers = [
                (each.result, batch.aside(each.query, timeout_ms=each.timeout_ms))
                for each in refreshes
            ]
        for result, answer in answers:
            with suppress(StoreError):  # the next page asks again, and says so if it fails then
                if (value := answer()) is not None:
                    result.store(value, began)
    except Exception:  # of a background thread: the older result stays, and the log says why
        log.exception("Shared results could not be read again")
    finally:
        for each in refreshes:
            each.result.refreshing.release()


@contextmanager
def batch(reader: Reader) -> Iterator[SharedBatch]:
    """Counts and figures, which run together as the block ends, limited as costly queries are."""
    with ExitStack() as claims, reader.batch(costly.COUNTS) as queries:
        shared = SharedBatch(resources.database(), queries, claims)
        claims.callback(shared.refresh)
        yield shared


def forget() -> None:
    """Drop all results, because something was changed."""
    shared_results.forget()
