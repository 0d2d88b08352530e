"""Keep the code that regenerations replace. The command behind scripts/code-history."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import ExitStack

from migrations.errors import MigrationFailed
from scripts.argument_types import number
from scripts.environment import migrated_url
from settings import Settings
from store.engine import Database, engine_for
from store.errors import StoreError
from store.sessions import code_versions

PURGE_TIMEOUT_MS = 60_000


def at_least_one(text: str) -> int:
    """A retention that keeps something."""
    if not number(text):
        raise ArgumentTypeError("at least 1; `disable` keeps no more, `purge --keep 0` removes all")
    return int(text)


def arguments() -> Namespace:
    """The parsed command line."""
    parser = ArgumentParser(
        prog="scripts/code-history",
        description="Keep the code that regenerations replace, in dashboard.code_versions.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("status", help="whether code is kept, and how much there is")
    enable = commands.add_parser("enable", help="keep replaced code from now on")
    commands.add_parser("disable", help="keep no more; what is kept stays")
    purge = commands.add_parser("purge", help="remove what is beyond the retention")
    for command, value in ((enable, at_least_one), (purge, number)):
        command.add_argument("--keep", type=value, metavar="N", help="versions of one session (20)")
        command.add_argument("--days", type=value, metavar="D", help="days of a version (30)")
    return parser.parse_args()


def retention(options: Namespace, now: code_versions.CodeHistory) -> dict[str, int]:
    """The retention that is given, else as it is."""
    return {
        "keep": now.keep if options.keep is None else options.keep,
        "days": now.days if options.days is None else options.days,
    }


def print_state(now: code_versions.CodeHistory) -> None:
    """Print the state."""
    word = "on" if now.enabled else "off"
    retention = f": the last {now.keep} versions of a session, for {now.days} days"
    print(f"Code history is {word}{retention if now.enabled else ''}.")
    oldest = f", the oldest from {now.oldest:%Y-%m-%d %H:%M %Z}" if now.oldest else ""
    print(
        f"Kept: {now.versions:,} versions of {now.sessions:,} sessions{oldest};"
        f" {now.bytes / 1_000_000:.1f} MB on disk."
    )


def remove(database: Database, retention: dict[str, int]) -> None:
    """Purge in batches, a transaction each: stopping it in between is safe."""
    total = 0
    while True:
        with database.begin(timeout_ms=PURGE_TIMEOUT_MS) as db:
            removed = code_versions.purge(db, **retention)
        total += removed
        if removed < code_versions.PURGE_BATCH:
            break
        print(f"{total:,} removed", flush=True)
    print(f"Removed {total:,} versions.")


def run(options: Namespace, database: Database) -> None:
    """Do what the command line says, then tell the state. Raises StoreError."""
    before = database.read(code_versions.status)
    if options.command == "enable":
        with database.begin() as db:
            code_versions.enable(db, **retention(options, before))
    elif options.command == "disable":
        with database.begin() as db:
            code_versions.disable(db)
    elif options.command == "purge":
        remove(database, retention(options, before))
    print_state(database.read(code_versions.status))


def main() -> int:
    """The exit code: 1 with a reason if it could not be done."""
    options = arguments()
    settings = Settings.read()
    try:
        with ExitStack() as stack:
            database = Database(engine_for(migrated_url(settings, stack)))
            stack.callback(database.dispose)
            run(options, database)
    except (StoreError, MigrationFailed) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
