"""Render every row that needs it, headless. The command behind scripts/render."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from contextlib import ExitStack

from components.frontend import NotBuilt
from inspection.syntax import CheckerUnavailable
from migrations.errors import MigrationFailed
from scripts.argument_types import positive
from scripts.environment import migrated_url, require_schema
from scripts.headless import NoBrowser, is_root
from scripts.render_progress import Progress
from scripts.rendering import Rendering
from settings import Settings
from store.engine import Database, engine_for
from store.errors import StoreError
from store.records import Device, Filters
from store.renders import turns

PAGES = 4
COUNT_TIMEOUT_MS = 60_000
AS_ROOT = (
    "As root, Chromium runs without its own sandbox (--no-sandbox). To have it, run this command as"
    " a user of its own: SECURITY.md."
)


def arguments() -> Namespace:
    """The parsed command line."""
    parser = ArgumentParser(
        prog="scripts/render",
        description="Run the code of every session that was not rendered as it is now in a headless"
        " Chromium, the last updated first, and keep what became of it, its match with the design"
        " and a picture. Safe to stop, to run again, and to run several at once.",
    )
    parser.add_argument("--limit", type=positive, metavar="N", help="render N sessions at most")
    devices = [str(each) for each in Device]
    parser.add_argument("--device", choices=devices, help="only frames of this class")
    parser.add_argument(
        "--pages", type=int, choices=range(1, 17), default=PAGES, metavar="N",
        help=f"pages side by side, 1 to 16 ({PAGES})",
    )  # fmt: skip
    return parser.parse_args()


def name() -> str:
    """Who renders: the machine and the process."""
    return f"scripts/render on {socket.gethostname()[:60]}, process {os.getpid()}"


def run(database: Database, filters: Filters, limit: int | None, pages: int) -> Counter[str]:
    """Render all rows that need it, printing the progress. Raises StoreError, NoBrowser."""
    total = database.read(lambda db: turns.count_due(db, filters), timeout_ms=COUNT_TIMEOUT_MS)
    total = total if limit is None else min(limit, total)
    print(f"{total:,} sessions to render", flush=True)
    progress = Progress(database, name(), total)
    if total or database.read(lambda db: turns.list_due_versions(db, 1)):
        if is_root():
            print(AS_ROOT, file=sys.stderr)
        with progress.reported():
            rendering = Rendering(database, filters, name(), progress.add)
            asyncio.run(rendering.run(pages, limit))
        print(progress.line())
    return progress.verdicts


def main() -> int:
    """The exit code: 1 with a reason if it could not be done, 130 if it was stopped."""
    options = arguments()
    settings = Settings.read()
    filters = Filters(device=Device(options.device) if options.device else None)
    try:
        with ExitStack() as stack:
            database = Database(engine_for(migrated_url(settings, stack)))
            stack.callback(database.dispose)
            require_schema(database)
            os.environ.pop("DATABASE_URL", None)  # nothing that is started here needs it
            verdicts = run(database, filters, options.limit, options.pages)
    except (StoreError, MigrationFailed, CheckerUnavailable, NoBrowser, NotBuilt) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was rendered is kept; run it again to go on.", file=sys.stderr)
        return 130
    print(", ".join(f"{word}: {count:,}" for word, count in verdicts.most_common()) or "Up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
