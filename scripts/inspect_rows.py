"""Inspects the code and design of every row that needs it. The command scripts/inspect."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from uuid import UUID

from inspection import syntax
from inspection.syntax import CheckerUnavailable
from migrations.errors import MigrationFailed
from scripts.argument_types import positive
from scripts.environment import migrated_url, require_schema
from services import inspection
from settings import Settings
from store.engine import Database, engine_for
from store.errors import Busy, StoreError
from store.insights import coverage, insights

BATCH = 100
WORKERS = 4
COUNT_TIMEOUT_MS = 60_000
REPORT_SECONDS = 2.0
BAR = 30


def arguments() -> Namespace:
    """The parsed command line."""
    parser = ArgumentParser(
        prog="scripts/inspect",
        description="Check the code and draw the design of every session that was not inspected"
        " since it changed. Safe to stop, to run again, and to run beside the dashboard.",
    )
    parser.add_argument("--limit", type=positive, metavar="N", help="look at N sessions at most")
    return parser.parse_args()


def batches(
    database: Database, limit: int | None, among: Sequence[UUID] | None = None
) -> Iterator[tuple[UUID, ...]]:
    """Rows to inspect, each once per run, in batches; of all rows, or `among` these."""
    after: UUID | None = None
    left = sys.maxsize if limit is None else limit
    while left > 0:
        size = min(BATCH, left)
        read = partial(coverage.missing_or_stale, limit=size, after=after, among=among)
        row_ids = database.read(read, timeout_ms=COUNT_TIMEOUT_MS)
        if not row_ids:
            return
        yield row_ids
        after, left = row_ids[-1], left - len(row_ids)


def look(database: Database, row_id: UUID) -> str:
    """The row's verdict, or why it has none. Raises StoreError."""
    try:
        findings = inspection.inspect_alone(database, row_id)
    except CheckerUnavailable:
        return "not checked"
    except Busy:
        return "in another process"
    return "gone" if findings is None else findings.verdict


def bar(done: int, total: int, seconds: float) -> str:
    """One line of progress: `[##  ] 5 of 10, 2/s`. By now, there may be more to do than before."""
    total = max(total, done)
    part = done / total if total else 1.0
    filled = "#" * round(part * BAR)
    rate = done / seconds if seconds else 0.0
    return f"[{filled:<{BAR}}] {done:,} of {total:,}, {rate:.0f}/s"


def run(database: Database, limit: int | None) -> Counter[str]:
    """Inspect all rows that need it, printing the progress. Raises StoreError."""
    known, rows = database.read(coverage.progress, timeout_ms=COUNT_TIMEOUT_MS)
    total = rows - known if limit is None else min(limit, rows - known)
    print(f"{rows:,} sessions, {rows - known:,} to look at", flush=True)
    began = reported = time.monotonic()
    verdicts: Counter[str] = Counter()
    for each in inspected(database, batches(database, limit)):
        verdicts.update(each)
        now = time.monotonic()
        if now - reported >= REPORT_SECONDS:
            reported = now
            print(bar(verdicts.total(), total, now - began), flush=True)
    print(bar(verdicts.total(), total, time.monotonic() - began))
    return verdicts


def inspected(database: Database, batches: Iterable[Sequence[UUID]]) -> Iterator[Counter[str]]:
    """Inspect rows, a batch at a time, and count their verdicts. Raises StoreError."""
    with ThreadPoolExecutor(WORKERS) as pool:
        for batch in batches:
            same = inspection.confirm(database, batch)
            new = [row_id for row_id in batch if row_id not in same]
            verdicts = Counter(pool.map(partial(look, database), new))
            yield verdicts + Counter({"unchanged": len(same)})


def purge(database: Database) -> int:
    """Remove the insights of deleted rows; returns how many."""
    total, removed = 0, 1
    while removed:
        with database.begin(timeout_ms=COUNT_TIMEOUT_MS) as db:
            removed = insights.purge(db)
        total += removed
    return total


def record_coverage(database: Database) -> None:
    """Remember how far all is inspected."""
    with database.begin(timeout_ms=COUNT_TIMEOUT_MS) as db:
        coverage.record(db)


def main() -> int:
    """The exit code: 1 with a reason if it could not be done, 130 if it was stopped."""
    options = arguments()
    settings = Settings.read()
    try:
        with ExitStack() as stack:
            syntax.faults("")  # is esbuild available?
            database = Database(engine_for(migrated_url(settings, stack)))
            stack.callback(database.dispose)
            require_schema(database)
            verdicts = run(database, options.limit)
            gone = purge(database)
            record_coverage(database)
    except (StoreError, MigrationFailed, CheckerUnavailable) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was found is kept; run it again to go on.", file=sys.stderr)
        return 130
    print(", ".join(f"{word}: {count:,}" for word, count in verdicts.most_common()) or "Up to date")
    if gone:
        print(f"Removed what was kept of {gone:,} deleted sessions.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
