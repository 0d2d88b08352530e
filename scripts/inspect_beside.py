"""Inspects the rows of the embedded database in a process beside the web server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Final

from components.frontend import NotBuilt
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
from store.records import Filters

LEAST_PRIORITY: Final = 19
STOP_SECONDS: Final = 5
MOST_RENDERED: Final = 400
PAGES: Final = 3
HOW_TO_RENDER: Final = "scripts/render renders them, and installs what it needs for that."


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


def render(database: Database) -> None:
    """Render the sessions updated last, the demo's among them, if there is a browser for it."""
    if find_spec("playwright") is None:
        print(f"Sessions are not rendered yet. {HOW_TO_RENDER}", file=sys.stderr)
        return
    from scripts import headless, render_rows

    try:
        render_rows.run(database, Filters(), MOST_RENDERED, PAGES)
    except (headless.NoBrowser, NotBuilt) as error:
        print(f"Sessions are not rendered yet. {error} {HOW_TO_RENDER}", file=sys.stderr)


def main() -> int:
    """The exit code: 1 with a reason on stderr if it could not be done."""
    end_with_parent()
    os.nice(LEAST_PRIORITY)
    settings = read_settings()
    database = Database(engine_for(settings.url))
    os.environ.pop("EMBEDDED_URL", None)  # nothing that is started here needs it
    try:
        inspect(database, settings.inspect_at_start)
        render(database)
        housekeeping.run(database, housekeeping.UNDO_DAYS)
    except (StoreError, CheckerUnavailable) as error:
        print(f"Not every session's code was checked: {error}", file=sys.stderr)
        return 1
    finally:
        database.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
