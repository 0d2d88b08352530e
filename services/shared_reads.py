"""Results that every page needs, read by this process at most once every few seconds.

A thread that asks during a read waits for its result. An action in this process drops all results,
so that people see what they did; actions of other processes show after a few seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from time import monotonic
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from services import costly, resources
from store.engine import Database
from store.errors import StoreError
from store.reading import Batch, Query, Reader
from store.timeouts import ASIDE_TIMEOUT_MS

T = TypeVar("T")

SECONDS: Final = 5.0
MOST_KEYS: Final = 200


@dataclass
class _Result:
    """The last result of one query. `read_at` is None before the first, and after `forget`."""

    lock: Lock = field(default_factory=Lock)
    value: Any = None
    read_at: float | None = None

    @property
    def is_fresh(self) -> bool:
        """Whether the value may still be shown."""
        return self.read_at is not None and monotonic() - self.read_at < SECONDS

    def keep(self, value: Any, began: float) -> None:
        """Keep what a query that began then has returned, unless that was not in time."""
        self.value = value
        self.read_at = None if value is None else began


_results: WeakKeyDictionary[Database, dict[Hashable, _Result]] = WeakKeyDictionary()
_registry: Final = Lock()


def read(key: Hashable, query: Callable[[], T | None]) -> T | None:
    """The result of `query`, at most SECONDS old. None, which means not in time, is not kept.

    Raises what `query` raises.
    """
    result = _result(resources.database(), key)
    with result.lock:
        if not result.is_fresh:
            began = monotonic()
            result.keep(query(), began)
        value: T | None = result.value
        return value


def aside(reader: Reader, key: Hashable, query: Query[T]) -> T | None:
    """The same for what a page can do without, over the page's connection."""
    return read(key, lambda: reader.aside(query))


class SharedBatch:
    """A batch of a `Reader` whose queries can be shared too. `claims` are released at its end."""

    def __init__(self, batch: Batch, claims: ExitStack) -> None:
        self._batch = batch
        self._claims = claims

    def aside(
        self, query: Query[T], *, key: Hashable, timeout_ms: int = ASIDE_TIMEOUT_MS
    ) -> Callable[[], T | None]:
        """What the page can do without, at most SECONDS old: see `Batch.aside`.

        Where another thread reads it already, the call waits for that result.
        """
        result = _result(resources.database(), key)
        if not result.lock.acquire(blocking=False):
            return partial(_of_another_thread, result)
        self._claims.callback(result.lock.release)
        if result.is_fresh:
            return partial(_same, result.value)
        began = monotonic()
        answer = self._batch.aside(query, timeout_ms=timeout_ms)
        self._claims.push(partial(_keep, result, answer, began))
        return answer


def _of_another_thread(result: _Result) -> Any:
    with result.lock:
        return result.value if result.is_fresh else None


def _same(value: T) -> T:
    return value


def _keep(result: _Result, answer: Callable[[], object], began: float, *error: object) -> None:
    """Called with the error that ended the batch, if one did."""
    if error[0] is None:
        with suppress(StoreError):  # raised to whoever asks for the answer
            result.keep(answer(), began)


@contextmanager
def batch(reader: Reader) -> Iterator[SharedBatch]:
    """Counts and figures, which run together as the block ends, through the narrow door."""
    with ExitStack() as claims, reader.batch(costly.COUNTS) as queries:
        yield SharedBatch(queries, claims)


def forget() -> None:
    """Drop all results, because something was changed."""
    with _registry:
        _results.clear()


def _result(database: Database, key: Hashable) -> _Result:
    with _registry:
        results = _results.setdefault(database, {})
        if key not in results and len(results) >= MOST_KEYS:
            results.clear()
        return results.setdefault(key, _Result())
