"""Remove what is past its time. The command behind scripts/housekeeping; safe to run again."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from migrations.errors import MigrationFailed
from scripts.argument_types import number
from scripts.environment import migrated_url
from settings import Settings
from store import sign_outs
from store.actions import undo
from store.bulk_resets import purging
from store.engine import Database, engine_for
from store.errors import PermissionDenied, StoreError
from store.inbox import states
from store.insights import insights
from store.renders import runs, turns
from store.sessions import code_versions
from store.watch import outbox

UNDO_DAYS = 30
TIMEOUT_MS = 60_000


def days(text: str) -> int:
    """A retention that keeps something."""
    if not number(text):
        raise ArgumentTypeError("at least 1")
    return int(text)


def arguments() -> Namespace:
    """The parsed command line."""
    parser = ArgumentParser(
        prog="scripts/housekeeping",
        description="Remove old values kept for undo, insights of deleted sessions, renders of what"
        " was replaced, sign-outs and decisions past their time, lists of old bulk resets, old"
        " messages and, where code history is on, versions beyond its retention. The audit log"
        " stays.",
    )
    parser.add_argument(
        "--undo-days",
        type=days,
        default=UNDO_DAYS,
        metavar="D",
        help=f"how long an action can be undone ({UNDO_DAYS})",
    )
    return parser.parse_args()


def removed(database: Database, purge: Callable[[Session], int]) -> int:
    """How many were removed, in batches, a transaction each: stopping in between is safe."""
    total, batch = 0, 1
    while batch:
        with database.begin(timeout_ms=TIMEOUT_MS) as db:
            batch = purge(db)
        total += batch
    return total


def run(database: Database, undo_days: int) -> bool:
    """Do each part that this login may do and tell; whether that was all. Raises StoreError."""
    history = database.read(code_versions.status, timeout_ms=TIMEOUT_MS)
    parts: dict[str, Callable[[Session], int]] = {
        "insights of deleted sessions": insights.purge,
        "renders that can never be current again": turns.purge,
        "reports of renderers that are past their time": runs.purge,
        "sign-outs that are past their time": sign_outs.purge,
        "decisions in the inbox that are past their time": states.purge,
        "old values kept for undo": partial(undo.purge, older_than=timedelta(days=undo_days)),
        "messages to webhooks that arrived": partial(
            outbox.purge, older_than=timedelta(days=undo_days)
        ),
        "rows of bulk resets that ended": partial(
            purging.purge, older_than=timedelta(days=undo_days)
        ),
    }
    if history.enabled:
        parts["versions of code"] = partial(
            code_versions.purge, keep=history.keep, days=history.days
        )
    complete = True
    for name, purge in parts.items():
        try:
            print(f"Removed {removed(database, purge):,} {name}.")
        except PermissionDenied as error:
            print(f"Not removed: {name}. {error}", file=sys.stderr)
            complete = False
    return complete


def main() -> int:
    """The exit code: 1 with a reason if something could not be done."""
    options = arguments()
    settings = Settings.read()
    try:
        with ExitStack() as stack:
            database = Database(engine_for(migrated_url(settings, stack)))
            stack.callback(database.dispose)
            return 0 if run(database, options.undo_days) else 1
    except (StoreError, MigrationFailed) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
