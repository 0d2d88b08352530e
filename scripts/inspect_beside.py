"""Inspects the rows of the embedded database in a process beside the web server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from inspection.syntax import CheckerUnavailable
from scripts import housekeeping
from scripts.environment import read_settings
from scripts.inspect_rows import run
from scripts.local_server import stop
from scripts.with_parent import end_with_parent
from settings import ROOT
from store.engine import Database, engine_for
from store.errors import StoreError

LEAST_PRIORITY: Final = 19
STOP_SECONDS: Final = 5


@contextmanager
def inspection(embedded_url: str) -> Iterator[None]:
    """A process that inspects every row that needs it, and ends; stopped with the block.

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


def main() -> int:
    """The exit code: 1 with a reason on stderr if it could not be done."""
    end_with_parent()
    os.nice(LEAST_PRIORITY)
    database = Database(engine_for(read_settings().url))
    try:
        run(database, None)
        housekeeping.run(database, housekeeping.UNDO_DAYS)
    except (StoreError, CheckerUnavailable) as error:
        print(f"Not every session's code was checked: {error}", file=sys.stderr)
        return 1
    finally:
        database.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
