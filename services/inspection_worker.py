"""Looks at rows in the background as people come across them: one thread, a bounded queue."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from inspection.syntax import CheckerUnavailable
from services import inspection
from store.engine import Database
from store.errors import Unavailable
from store.records import SessionSummary

MOST_WAITING: Final = 200
MOST_SEEN: Final = 10_000

Seen = tuple[UUID, str]
"""One version of a row."""

log = logging.getLogger("dashboard")


class Inspector:
    """Each version of a row is looked at once; the latest that were asked for come first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changed = threading.Condition()
        self._waiting: dict[Seen, None] = {}
        self._seen: dict[Seen, None] = {}
        self._current: Seen | None = None
        self._closed = False
        self._thread: threading.Thread | None = None

    def ask_for(self, rows: Iterable[SessionSummary]) -> bool:
        """Have rows looked at; at once, whether any of them is still to be looked at."""
        asked = {(row.id, row.version): None for row in rows}
        with self._changed:
            fresh = {seen: None for seen in asked if seen not in self._seen}
            if fresh and not self._closed:
                self._waiting = fresh | self._waiting
                for seen in [*self._waiting][MOST_WAITING:]:  # what nobody looks at any more
                    del self._waiting[seen]
                self._seen |= {seen: None for seen in fresh if seen in self._waiting}
                for seen in [*self._seen][: max(len(self._seen) - MOST_SEEN, 0)]:
                    del self._seen[seen]
                self._start()
                self._changed.notify_all()
            return self._is_busy(asked)

    def is_busy_with(self, rows: Iterable[SessionSummary]) -> bool:
        """Whether any of these rows is still to be looked at."""
        with self._changed:
            return self._is_busy({(row.id, row.version): None for row in rows})

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to do; False if that took too long."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not self._waiting and self._current is None, seconds
            )

    def close(self) -> None:
        """Leave what is waiting, and end after the row that is being looked at."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
        if self._thread:
            self._thread.join()

    def _is_busy(self, asked: dict[Seen, None]) -> bool:
        return self._current in asked or any(seen in self._waiting for seen in asked)

    def _start(self) -> None:
        if self._thread is None:
            # A daemon: the server's end need not wait for a design of megabytes.
            self._thread = threading.Thread(target=self._run, name="inspector", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while (seen := self._next()) is not None:
            try:
                if not inspection.may_keep(self._database):
                    self._forbid()
                else:
                    inspection.inspect(self._database, seen[0])
            except (CheckerUnavailable, Unavailable) as error:
                log.warning("not inspected: %s", type(error).__qualname__)
            except Exception:
                # Strangers' designs go through parsers here. What one row sets off must not end
                # the thread for all others; the log has its type and place (web.logs), no value.
                log.exception("not inspected")

    def _next(self) -> Seen | None:
        """The row to look at, waited for; None at the end."""
        with self._changed:
            self._current = None
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._closed or self._waiting)
            if self._closed:
                return None
            self._current = next(iter(self._waiting))
            del self._waiting[self._current]
            return self._current

    def _forbid(self) -> None:
        """This login only reads: nothing would be kept."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
