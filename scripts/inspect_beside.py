"""Inspects the rows of the embedded database in a process beside the web server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from demo.plan import row_ids
from inspection.syntax import CheckerUnavailable
from scripts import housekeeping
from scripts.environment import read_settings
from scripts.inspect_rows import batches, inspected
from scripts.local_server import stop
from scripts.with_parent import end_with_parent
from settings import ROOT
from store.engine import Database, engine_for
from store.errors import StoreError

LEAST_PRIORITY: Final = 19
STOP_SECONDS: Final = 5


@contextmanager
def inspection(embedded_url: str) -> Iterator[None]:
    """A process that inspects the demo's rows and some others, and ends; stopped with the block.

    Not a thread, which would use the time and signals of the web server or supervisor. It has its
    own session, so that Ctrl-C reaches only the supervisor.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.inspect_beside"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "EMBEDDED_URL": embedded_url},
        start_new_session=True,
    )
    try:
        yield
    finally:
        stop(process, STOP_SECONDS)


def inspect(database: Database, others: int) -> None:
    """The demo's rows, then so many others: a million would take a core for hours."""
    for rows in (batches(database, None, row_ids()), batches(database, others)):
        for _ in inspected(database, rows):
            pass


def main() -> int:
    """The exit code: 1 with a reason on stderr if it could not be done."""
    end_with_parent()
    os.nice(LEAST_PRIORITY)
    settings = read_settings()
    database = Database(engine_for(settings.url))
    try:
        inspect(database, settings.inspect_at_start)
        housekeeping.run(database, housekeeping.UNDO_DAYS)
    except (StoreError, CheckerUnavailable) as error:
        print(f"Not every session's code was checked: {error}", file=sys.stderr)
        return 1
    finally:
        database.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
