"""Upgrades a database to the newest schema revision, or says why it cannot."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack

from migrations import runner, trigrams
from migrations.errors import MigrationFailed, Refused
from postgres import embedded
from scripts.environment import database_name
from settings import Settings
from store.engine import Database, engine_for
from store.errors import StoreError
from store.insights import coverage

POOLER_PORT = 6543
UNINSPECTED = (
    "Not all sessions were inspected by this version. Run scripts/inspect: until then, lists by"
    " verdict, render or mark lack those that were not."
)


def target(settings: Settings, stack: ExitStack) -> str:
    """The address to migrate: DATABASE_URL, else the embedded server, started if need be."""
    if settings.database_url is None:
        print(f"The embedded database in {settings.data_dir}")
        server = embedded.start(settings.data_dir)
        stack.callback(server.stop)
        return server.get_uri()
    name = database_name(settings.database_url)
    if name.port == POOLER_PORT:
        raise MigrationFailed(
            f"Port {POOLER_PORT} is Supabase's transaction pooler, which cannot carry a migration."
            " Use the direct connection or the session pooler (port 5432)."
        )
    print(name)
    return settings.database_url.get_secret_value()


def migrate(url: str, *, dry_run: bool) -> None:
    """Print each step, and take it unless this is a dry run. Raises MigrationFailed."""
    before = runner.current(url)
    print(f"Revision before: {before or 'none'}")
    if not dry_run:
        runner.upgrade(url, on_step=lambda revision, subject: print(f"  {revision}  {subject}"))
        print(f"Revision after: {runner.current(url)}")
        print(trigrams.ensure(url))
        if not _are_inspected(url):
            print(UNINSPECTED)
        return
    differences = runner.differences(url) if before is None else []
    if differences:
        raise Refused(differences)
    steps = runner.pending(before)
    print(f"Pending: {len(steps) or 'nothing'}")
    for revision, subject in steps:
        print(f"  {revision}  {subject}")


def _are_inspected(url: str) -> bool:
    database = Database(engine_for(url))
    try:
        return database.read(coverage.is_noted)
    finally:
        database.dispose()


def main() -> int:
    """The exit code: 1 with a reason if the database could not be brought to the newest schema."""
    parser = argparse.ArgumentParser(prog="scripts/migrate", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="only list what is pending")
    arguments = parser.parse_args()
    try:
        with ExitStack() as stack:
            migrate(target(Settings.read(), stack), dry_run=arguments.dry_run)
    except (MigrationFailed, StoreError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The step that was running was undone; run it again.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
