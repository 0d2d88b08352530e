"""Takes the turns of bulk resets in a background thread. Every process has one.

They share the work through the database: no turn is taken by two of them, and what a process
leaves behind as it dies is continued by the others, or by the next one that starts.
"""

from __future__ import annotations

import logging
import threading
from functools import cache
from typing import Final
from uuid import UUID

from services import action_log
from store.actions.receipts import Receipt
from store.bulk_resets import turns
from store.bulk_resets.bulk_records import BulkReset
from store.engine import Database, engine_for
from store.errors import StoreError, Unavailable
from store.models import HEAD_REVISION
from store.system import read_only, system
from store.together import gather

POLL_SECONDS: Final = 1.0
RETRY_SECONDS: Final = 10.0
UNEXPECTED: Final = "Something went wrong on our side."

log = logging.getLogger("dashboard.actions")


def run_turn(database: Database, batch_id: UUID | None = None) -> Receipt | None:
    """Take a turn that is due, of any bulk reset or this one; None if there is none.

    A turn that fails is postponed, and the others go on. Raises Unavailable, and StoreError for a
    login that may not look for turns.
    """
    claimed: BulkReset | None = None
    try:
        with database.begin() as db:
            claimed = turns.claim(db, batch_id)
            if claimed is None:
                return None
            receipt = turns.reset_next(db, claimed)
    except Unavailable:
        raise
    except Exception as error:  # of one bulk reset: it waits and says why, the others go on
        if claimed is None:
            raise
        postpone(database, claimed, error)
        return None
    log.info(action_log.event(receipt), extra=action_log.receipt(receipt))
    return receipt


def postpone(database: Database, claimed: BulkReset, error: Exception) -> None:
    """Try the turn again later, and say on its page why it failed. Raises StoreError."""
    fields = {"action": "reset", "batch_id": claimed.batch_id, "refusal": type(error).__name__}
    problem = str(error) if isinstance(error, StoreError) else UNEXPECTED
    log.error("action failed", extra=fields, exc_info=None if problem == str(error) else error)
    with database.begin() as db:
        turns.postpone(db, claimed.batch_id, problem)


class BulkWorker:
    """Looks for turns every `seconds`, or after `retry_seconds` if it could not."""

    def __init__(
        self,
        database: Database,
        *,
        seconds: float = POLL_SECONDS,
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._database = database
        self._seconds = seconds
        self._retry_seconds = retry_seconds
        self._closed = threading.Event()
        # A daemon, so that the server's exit does not wait: PostgreSQL rolls back an open turn.
        self._thread = threading.Thread(target=self._run, name="bulk-resets", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop after the current turn."""
        self._closed.set()
        self._thread.join()

    def _run(self) -> None:
        is_usable = False
        wait = 0.0
        while not self._closed.wait(wait):
            try:
                is_usable = is_usable or usable(self._database)
                took = run_turn(self._database) if is_usable else None
            except Exception as error:
                # One bad turn must not end the thread for all others.
                log.warning("bulk resets wait: %s", type(error).__qualname__)
                is_usable = False
                took = None
            wait = 0.0 if took else self._seconds if is_usable else self._retry_seconds


def usable(database: Database) -> bool:
    """Whether the schema is this version's, and the login may write. Raises StoreError."""
    revision, why_not = database.primary.read(
        lambda db: gather(db, system.revision, read_only.write_refusal)
    )
    return revision == HEAD_REVISION and why_not is None


@cache
def start(url: str) -> BulkWorker:
    """The process's worker, over a connection of its own, so that no page waits for it."""
    return BulkWorker(Database(engine_for(url, connections=1, wait_seconds=1)))
