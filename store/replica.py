"""A streaming replica that reads may go to, as long as it has what this process has written.

A thread compares positions in the write-ahead log, so that no read has to ask. Source:
docs/decisions/0089-read-replica.md.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Condition, Thread
from time import monotonic
from typing import Final, Self

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from store.engine import Database, engine_for
from store.errors import StoreError
from store.log_progress import Progress, Sample
from store.refusals import may_retry_read
from store.system import positions
from store.system.system_records import ReplicaState

POLL_SECONDS: Final = 1.0
CATCHING_UP_SECONDS: Final = 0.02
SLOWER: Final = 1.5
RETRY_SECONDS: Final = 3.0
IDLE_SECONDS: Final = 30.0
TIMEOUT_MS: Final = 2_000
STATE_SECONDS: Final = 1.0
NOT_A_REPLICA: Final = "DATABASE_READ_URL is not a streaming replica of DATABASE_URL."

log = logging.getLogger("dashboard")


class Replica:
    """Says whether reads may go to `engine`, by what its watching thread knows.

    `primary` and `replica` are handles of the thread's own. `most_behind` is in seconds: a change
    that another process made is seen that much later at most.
    """

    def __init__(
        self, engine: Engine, primary: Database, replica: Database, most_behind: float
    ) -> None:
        self.engine = engine
        self._primary = primary
        self._replica = replica
        self._most_behind = most_behind
        self._news = Condition()
        self._writes = 0
        self._progress = Progress()
        self._asked_at = 0.0
        self._unusable_until = 0.0
        self._state = ReplicaState()
        self._pause = POLL_SECONDS
        self._rounds = 0
        self._is_woken = False
        self._is_closed = False
        self._thread: Thread | None = None
        event.listen(engine, "handle_error", self._note)

    @classmethod
    def between(
        cls, primary_url: str, replica_url: str, most_behind: float, *, connections: int = 10
    ) -> Self:
        """The replica at an address. Its thread has two connections besides those of reads."""
        primary, replica = (
            Database(engine_for(url, connections=1)) for url in (primary_url, replica_url)
        )
        return cls(engine_for(replica_url, connections=connections), primary, replica, most_behind)

    def is_usable(self) -> bool:
        """Whether it has all that this process wrote, and is not too far behind. Asks nobody."""
        now, progress = monotonic(), self._progress
        was_idle = now - self._asked_at > IDLE_SECONDS
        self._asked_at = now
        if was_idle:
            self._wake()
        return (
            progress.reached is not None
            and progress.covers(self._writes)
            and now - progress.reached.at <= self._most_behind
            and now >= self._unusable_until
        )

    def changed(self) -> None:
        """Something was written, or somebody arrived who may have written elsewhere."""
        with self._news:
            self._writes += 1
            self._news.notify_all()

    def state(self) -> ReplicaState:
        """What is found now; what was found last, where that takes longer."""
        rounds = self._rounds
        self.is_usable()
        self._wake()
        with self._news:
            self._news.wait_for(lambda: self._rounds > rounds, STATE_SECONDS)
            return self._state.model_copy(update={"is_used": self.is_usable()})

    def close(self) -> None:
        """End the thread, and close every connection."""
        with self._news:
            self._is_closed = True
            self._news.notify_all()
        if self._thread:
            self._thread.join()
        for engine in (self.engine, self._primary.engine, self._replica.engine):
            engine.dispose()

    def _note(self, context: ExceptionContext) -> None:
        """A read found it gone, or was in the way of its replay: the primary has the next ones."""
        error = context.sqlalchemy_exception
        if isinstance(error, DBAPIError) and may_retry_read(error):
            self._unusable_until = monotonic() + RETRY_SECONDS

    def _wake(self) -> None:
        with self._news:
            if self._thread is None and not self._is_closed:
                self._thread = Thread(target=self._watch, name="replica", daemon=True)
                self._thread.start()
            self._is_woken = True
            self._news.notify_all()

    def _watch(self) -> None:
        while self._wait():
            state = self._look()
            if state.problem and state.problem != self._state.problem:
                log.warning("the read replica is not used: %s", state.problem)
            with self._news:
                self._state = state
                self._rounds += 1
                self._news.notify_all()

    def _wait(self) -> bool:
        """Until there is something to do; False at the end."""
        with self._news:
            self._news.wait_for(self._is_due, self._pause)
            self._news.wait_for(lambda: self._is_closed or not self._is_idle())
            self._is_woken = False
            return not self._is_closed

    def _is_due(self) -> bool:
        return (
            self._is_closed or self._is_woken or (self._has_written() and not self._state.problem)
        )

    def _is_idle(self) -> bool:
        return monotonic() - self._asked_at > IDLE_SECONDS

    def _has_written(self) -> bool:
        """Whether this process has written since the primary was asked."""
        newest = self._progress.newest
        return newest is not None and newest.writes != self._writes

    def _look(self) -> ReplicaState:
        try:
            return self._compare()
        except (StoreError, DBAPIError) as error:
            self._progress, self._pause = Progress(), POLL_SECONDS
            reason = str(error) if isinstance(error, StoreError) else type(error.orig).__name__
            return ReplicaState(problem=f"It cannot be compared with the primary. {reason}")

    def _compare(self) -> ReplicaState:
        """Ask the primary, where its last word is old, and the replica. Raises StoreError."""
        newest, now = self._progress.newest, monotonic()
        if newest is None or self._has_written() or now - newest.at >= POLL_SECONDS:
            writes = self._writes  # before the question: what is written meanwhile is not in it
            primary = self._primary.read(positions.of_primary, timeout_ms=TIMEOUT_MS)
            newest = Sample(now, writes, primary)
            self._progress.add(newest)
            self._pause = CATCHING_UP_SECONDS
        replica = self._replica.read(positions.of_replica, timeout_ms=TIMEOUT_MS)
        if replica is None or replica.cluster != newest.position.cluster:
            raise StoreError(NOT_A_REPLICA)
        self._progress.replayed(replica)
        behind = self._progress.seconds_behind(monotonic())
        self._pause = min(self._pause * SLOWER, POLL_SECONDS) if behind else POLL_SECONDS
        return ReplicaState(
            behind=timedelta(seconds=behind),
            bytes_behind=max(0, newest.position.bytes - replica.bytes),
        )
