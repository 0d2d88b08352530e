"""Results that every page needs: read once every few seconds and process, however many ask.

A thread that asks while another reads waits for its result. An action of this process drops
everything, so that a person sees what they did; of another process, after the few seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from services import resources
from store.engine import Database
from store.reading import Query, Reader

T = TypeVar("T")

SECONDS: Final = 5.0
MOST_KEYS: Final = 200


@dataclass
class _Result:
    """The last result of one query. `read_at` is None before the first, and after `forget`."""

    lock: Lock = field(default_factory=Lock)
    value: Any = None
    read_at: float | None = None


_results: WeakKeyDictionary[Database, dict[Hashable, _Result]] = WeakKeyDictionary()
_registry: Final = Lock()


def read(key: Hashable, query: Callable[[], T | None]) -> T | None:
    """The result of `query`, at most SECONDS old. None, which is "not in time", is not kept.

    Raises what `query` raises.
    """
    result = _result(resources.database(), key)
    with result.lock:
        if result.read_at is None or monotonic() - result.read_at >= SECONDS:
            began = monotonic()
            result.value = query()
            result.read_at = None if result.value is None else began
        value: T | None = result.value
        return value


def aside(
    reader: Reader, key: Hashable, query: Query[T], *, timeout_ms: int | None = None
) -> T | None:
    """The same for what a page can do without, in the page's transaction."""
    return read(key, lambda: reader.aside(query, timeout_ms=timeout_ms))


def forget() -> None:
    """Drop everything: something was changed."""
    with _registry:
        _results.clear()


def _result(database: Database, key: Hashable) -> _Result:
    with _registry:
        results = _results.setdefault(database, {})
        if key not in results and len(results) >= MOST_KEYS:
            results.clear()
        return results.setdefault(key, _Result())
