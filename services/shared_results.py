"""The last results of shared queries, by database and key, and how long they may be shown."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from store.engine import Database

SECONDS: Final = 5.0
SHOWN_SECONDS: Final = 20.0
"""A batch still shows results that are no older, and has them read again in the background."""

MOST_KEYS: Final = 200


class StartTime(NamedTuple):
    """Now, by the monotonic clock and for people."""

    monotonic: float
    at: datetime


class CachedValue(NamedTuple):
    """A result, and when its query began: by the monotonic clock, and for people."""

    value: Any
    began: float
    as_of: datetime

    def is_at_most(self, seconds: float) -> bool:
        """Whether it is no older than this."""
        return monotonic() - self.began < seconds


@dataclass(eq=False)
class Result:
    """The last answer to one query; None before the first. One thread reads, one refreshes."""

    lock: Lock = field(default_factory=Lock)
    refreshing: Lock = field(default_factory=Lock)
    cached: CachedValue | None = None

    @property
    def fresh(self) -> CachedValue | None:
        """The answer, if it may be shown without reading anew."""
        return self.cached if self.cached and self.cached.is_at_most(SECONDS) else None

    @property
    def displayable(self) -> CachedValue | None:
        """The answer, if it may be shown while it is read anew."""
        return self.cached if self.cached and self.cached.is_at_most(SHOWN_SECONDS) else None

    def store(self, value: Any, began: StartTime) -> None:
        """Keep what a query that began then has returned, unless that was not in time."""
        self.cached = None if value is None else CachedValue(value, *began)


_results: WeakKeyDictionary[Database, dict[Hashable, Result]] = WeakKeyDictionary()
_registry: Final = Lock()


def start_time() -> StartTime:
    """When a query begins."""
    return StartTime(monotonic(), datetime.now(UTC))


def get(database: Database, key: Hashable) -> Result:
    """The result of the query that this key names."""
    with _registry:
        results = _results.setdefault(database, {})
        if key not in results and len(results) >= MOST_KEYS:
            results.clear()
        return results.setdefault(key, Result())


def forget() -> None:
    """Drop all results."""
    with _registry:
        _results.clear()
