"""Sign-outs shared by all processes, through the database.

A sign-out in another process is known here within SECONDS, or as soon as the database answers
again. See docs/decisions/0034-sign-out.md.
"""

from __future__ import annotations

import logging
from datetime import datetime
from functools import cache
from threading import Lock
from time import monotonic
from typing import Final

from store import sign_outs
from store.engine import Database, engine_for
from store.errors import PermissionDenied, StoreError

SECONDS: Final = 2.0
RETRY_SECONDS: Final = 5.0
TIMEOUT_MS: Final = 1_000

log = logging.getLogger("dashboard")


class SignOuts:
    """The register of auth.ended: what is kept in the database, as of SECONDS ago at most.

    `problem` says why what others ended is not known just now, None if it is.
    """

    def __init__(
        self, database: Database, *, seconds: float = SECONDS, retry_seconds: float = RETRY_SECONDS
    ) -> None:
        self.problem: str | None = None
        self._database = database
        self._seconds = seconds
        self._retry_seconds = retry_seconds
        self._known: frozenset[str] = frozenset()
        self._unwritten: dict[str, datetime] = {}
        self._due = 0.0
        self._turn = Lock()

    def add(self, fingerprint: str, until: datetime) -> None:
        """Store a sign-out in the database, or later if that is unavailable."""
        with self._turn:
            self._unwritten[fingerprint] = until
            self._exchange()

    def has(self, fingerprint: str) -> bool:
        """Whether any process is known to have ended this sign-in."""
        if monotonic() >= self._due:
            # During an outage, only one request in a few seconds waits for the database.
            if self._turn.acquire(blocking=self.problem is None):
                try:
                    if monotonic() >= self._due:
                        self._exchange()
                finally:
                    self._turn.release()
        return fingerprint in self._known

    def _exchange(self) -> None:
        """Write pending sign-outs, and read those of all processes."""
        problem = None
        try:
            self._write()
            self._known = self._database.read(sign_outs.current, timeout_ms=TIMEOUT_MS)
        except StoreError as error:
            problem = str(error)
        if problem and problem != self.problem:
            log.warning("sign-outs of other processes are not known: %s", problem)
        self.problem = problem
        self._due = monotonic() + (self._retry_seconds if problem else self._seconds)

    def _write(self) -> None:
        """Write the sign-outs of this process, which keeps them if the login may not write."""
        if not self._unwritten:
            return
        try:
            with self._database.begin(timeout_ms=TIMEOUT_MS) as db:
                sign_outs.add(db, self._unwritten)
        except PermissionDenied as error:
            log.warning("a sign-out stays in this process: %s", error)
        self._unwritten.clear()


@cache
def register(url: str) -> SignOuts:
    """The register in this database, over its own connection, so that no check waits for a pool."""
    return SignOuts(Database(engine_for(url, connections=1, wait_seconds=1)))
