"""Inspects rows in a background thread as people open them, from a bounded queue.

Processes share the work: no row is inspected by two of them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from math import inf
from time import monotonic
from typing import Final
from uuid import UUID

from inspection.syntax import CheckerUnavailable
from services import inspection
from store.engine import Database
from store.errors import Busy, TooSlow, Unavailable
from store.insights import insights
from store.records import SessionSummary

MAX_WAITING: Final = 200
MAX_REMEMBERED: Final = 10_000
RETRY_SECONDS: Final = 10.0

RowVersion = tuple[UUID, str]

log = logging.getLogger("dashboard")


class Inspector:
    """Inspects each version of a row once, the most recently requested first.

    A version that could not be inspected because of the database may be requested again after
    `retry_seconds`. `examine` is used instead of `inspection.examine`.
    """

    def __init__(
        self,
        database: Database,
        *,
        examine: inspection.Examine | None = None,
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._database = database
        self._by = examine
        self._retry_seconds = retry_seconds
        self._changed = threading.Condition()
        self._waiting: dict[RowVersion, None] = {}
        self._accepted_again: dict[RowVersion, float] = {}
        """When each requested version may be requested again, by `monotonic`."""
        self._deferred: set[RowVersion] = set()
        """Rows that another process was inspecting; next time we wait for it."""
        self._current: RowVersion | None = None
        self._may_keep = True
        self._closed = False
        self._thread: threading.Thread | None = None

    def request(self, rows: Iterable[SessionSummary]) -> bool:
        """Queue rows for inspection. Returns at once whether any of them is not inspected yet.

        False for a login that may not store the results, since there is nothing to wait for.
        """
        requested = {(row.id, row.version): None for row in rows}
        now = monotonic()
        with self._changed:
            fresh = {key: None for key in requested if self._accepted_again.get(key, 0) <= now}
            if fresh and not self._closed:
                self._waiting = fresh | self._waiting
                for key in [*self._waiting][MAX_WAITING:]:  # nobody is viewing these any more
                    del self._waiting[key]
                self._remember({key: inf for key in fresh if key in self._waiting})
                self._start()
                self._changed.notify_all()
            return self._may_keep and self._is_busy(requested)

    def is_busy_with(self, rows: Iterable[SessionSummary]) -> bool:
        """Whether any of these rows is not inspected yet."""
        with self._changed:
            return self._is_busy({(row.id, row.version): None for row in rows})

    def wait(self, seconds: float) -> bool:
        """Wait until the queue is empty; False if that took too long."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not self._waiting and self._current is None, seconds
            )

    def close(self) -> None:
        """Drop the queue and stop after the current row."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
        if self._thread:
            self._thread.join()

    def _is_busy(self, requested: dict[RowVersion, None]) -> bool:
        return self._current in requested or any(key in self._waiting for key in requested)

    def _remember(self, moments: dict[RowVersion, float]) -> None:
        for key, moment in moments.items():
            self._accepted_again.pop(key, None)  # the latest at the end
            self._accepted_again[key] = moment
        for key in [*self._accepted_again][: max(len(self._accepted_again) - MAX_REMEMBERED, 0)]:
            del self._accepted_again[key]

    def _start(self) -> None:
        if self._thread is None:
            # A daemon, so that the server's exit does not wait for a large design.
            self._thread = threading.Thread(target=self._run, name="inspector", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while (key := self._next()) is not None:
            try:
                if not self._inspect(key):
                    self._retry_later(key)
            except Busy:
                self._defer(key)
            except (Unavailable, TooSlow) as error:
                self._retry_later(key)
                log.warning("not inspected: %s", type(error).__qualname__)
            except CheckerUnavailable as error:
                log.warning("not inspected: %s", type(error).__qualname__)
            except Exception:
                # Untrusted designs are parsed here. An error in one row must not end the thread for
                # all others; the log has its type and location (web.logs), never a value.
                log.exception("not inspected")

    def _inspect(self, key: RowVersion) -> bool:
        """Whether the row was inspected; False if the login could not store the result.

        Raises Busy the first time for a row that another process is inspecting.
        """
        self._may_keep = self._database.read(insights.may_keep)
        if self._may_keep and inspection.get_current(self._database, key[0]) is None:
            wait = key in self._deferred
            inspection.inspect_alone(self._database, key[0], wait=wait, examine_by=self._by)
        self._deferred.discard(key)
        return self._may_keep

    def _defer(self, key: RowVersion) -> None:
        """Return to a row that another process is inspecting, after all others."""
        with self._changed:
            self._deferred.add(key)
            if not self._closed:
                self._waiting[key] = None

    def _retry_later(self, key: RowVersion) -> None:
        with self._changed:
            self._deferred.discard(key)
            self._remember({key: monotonic() + self._retry_seconds})

    def _next(self) -> RowVersion | None:
        """Wait for the next row to inspect; None when closed."""
        with self._changed:
            self._current = None
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._closed or self._waiting)
            if self._closed:
                return None
            self._current = next(iter(self._waiting))
            del self._waiting[self._current]
            return self._current
