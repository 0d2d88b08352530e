"""Inspects the rows of the embedded database in a process beside the web server."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Final
from uuid import uuid4

from components.frontend import NotBuilt
from demo.plan import row_ids
from inspection.syntax import CheckerUnavailable
from scripts import housekeeping
from scripts.inspect_rows import batches, inspected, record_coverage
from scripts.with_parent import end_with_parent
from settings import Settings
from store.engine import Database, engine_for
from store.errors import Busy, StoreError, TooSlow, Unavailable
from store.records import Filters
from store.renders import runs
from store.renders.render_records import RunReport

LEAST_PRIORITY: Final = 19
MOST_RENDERED: Final = 400
PAGES: Final = 3
PAUSES: Final = (5, 15, 60, 300)
"""Seconds until work is tried again."""
NO_CHROMIUM: Final = "There was no Chromium here at the start."
HOW_TO_RENDER: Final = "scripts/render renders them, and installs what it needs for that."


def inspect(database: Database, others: int) -> None:
    """The demo's rows, then so many others: a million would take a core for hours."""
    for rows in (batches(database, None, row_ids()), batches(database, others)):
        for _ in inspected(database, rows):
            pass
    record_coverage(database)


def render(database: Database) -> None:
    """Render the sessions updated last, the demo's among them, if there is a browser for it."""
    if find_spec("playwright") is None:
        _not_rendered(database, NO_CHROMIUM)
        return
    from scripts import headless, render_rows

    try:
        render_rows.run(database, Filters(), MOST_RENDERED, PAGES)
    except (headless.NoBrowser, NotBuilt) as error:
        _not_rendered(database, str(error))


def _not_rendered(database: Database, why: str) -> None:
    """Say what it takes, here and on the system page."""
    problem = f"Sessions are not rendered yet. {why} {HOW_TO_RENDER}"
    print(problem, file=sys.stderr)
    report = RunReport(id=uuid4(), name="scripts/run", rendered=0, problem=problem, is_over=True)
    with database.begin() as db:
        runs.put(db, report)


def persist(work: Callable[[], None]) -> None:
    """Do the work, and go on with it later where the database did not answer. Raises StoreError.

    Beside much else, this process has hardly any processor time. What is done stays done.
    """
    for seconds in PAUSES:
        try:
            return work()
        except (Busy, TooSlow, Unavailable):
            time.sleep(seconds)
    return work()


def main() -> int:
    """The exit code: 1 with a reason on stderr if it could not be done."""
    end_with_parent()
    os.nice(LEAST_PRIORITY)
    settings = Settings.read()
    database = Database(engine_for(settings.url))
    os.environ.pop("EMBEDDED_URL", None)  # nothing that is started here needs it
    try:
        persist(partial(inspect, database, 0))
        persist(partial(render, database))  # before the others are inspected, which takes a minute
        persist(partial(inspect, database, settings.inspect_at_start))
        housekeeping.run(database, housekeeping.UNDO_DAYS)
    except (StoreError, CheckerUnavailable) as error:
        print(f"Not every session's code was checked: {error}", file=sys.stderr)
        return 1
    finally:
        database.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
