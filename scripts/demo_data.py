"""Fill a database with very many demo rows. The command behind scripts/demo-data."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from datetime import UTC, datetime

import psycopg
from pydantic import SecretStr
from sqlalchemy import make_url

from demo.bulk import copy_rows
from migrations import trigrams
from scripts.argument_types import positive
from scripts.environment import migrated_url
from settings import Settings
from store.errors import StoreError

REPORT_SECONDS = 2.0


def arguments() -> Namespace:
    """The parsed command line."""
    parser = ArgumentParser(prog="scripts/demo-data", description=__doc__.split(".")[0])
    parser.add_argument("--rows", type=positive, required=True, help="how many rows to make")
    parser.add_argument(
        "--database",
        metavar="URL",
        type=SecretStr,
        help="the database to fill; without it DATABASE_URL, else the embedded one",
    )
    parser.add_argument(
        "--append", action="store_true", help="also when the table holds rows already"
    )
    return parser.parse_args()


def fill(url: str, rows: int, *, append: bool) -> None:
    """Copy the rows. Raises SystemExit when the table is not empty and may not be added to."""
    reported = 0.0

    def progress(done: int, seconds: float) -> None:
        nonlocal reported
        if seconds - reported >= REPORT_SECONDS or done == rows:
            reported = seconds
            print(f"{done:>11,} of {rows:,} rows, {seconds:.0f} s", flush=True)

    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        held = connection.execute("SELECT 1 FROM prototype_sessions LIMIT 1").fetchone()
        if held and not append:
            raise SystemExit("prototype_sessions is not empty. With --append rows are added to it.")
        copy_rows(connection, rows, datetime.now(UTC), progress)


def main() -> None:
    """Fill the database that is named, or the embedded one."""
    options = arguments()
    settings = Settings.read()
    if options.database:
        settings = settings.model_copy(update={"database_url": options.database})
    with ExitStack() as stack:
        url = migrated_url(settings, stack)
        try:
            fill(url, options.rows, append=options.append)
            if not settings.database_url:
                # After the rows: an index is built faster than it is kept up to date.
                trigrams.ensure(url)
        except psycopg.errors.UndefinedTable:
            sys.exit("There is no table prototype_sessions yet. Run scripts/migrate first.")
        except psycopg.OperationalError:
            sys.exit("The database cannot be reached.")


if __name__ == "__main__":
    try:
        main()
    except StoreError as error:
        sys.exit(str(error))
