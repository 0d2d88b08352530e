"""Measure the store beside bare psycopg. The command behind scripts/bench."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from bench import browser, cases, gallery, load, measure, painted, pooler, preview, report, wire
from bench.data import filled_server, neighbor
from scripts.argument_types import positive
from settings import ROOT
from store.engine import Database, engine_for
from store.errors import StoreError

FEW_ROWS = 1_000


def arguments() -> Namespace:
    """The parsed command line."""
    parser = ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--rows", type=positive, default=1_000_000, help="default: 1,000,000")
    parser.add_argument(
        "--data", type=Path, help="where its server keeps its rows for the next run"
    )
    parser.add_argument("--rounds", type=positive, default=measure.ROUNDS, help="calls per case")
    parser.add_argument("--browser", action="store_true", help="open pages in Chromium too")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--painted", action="store_true", help="instead: pages and clicks, timed in Chromium"
    )
    instead.add_argument(
        "--latency", type=positive, metavar="MS", help="the same with such a round trip to the rows"
    )
    instead.add_argument(
        "--load", type=positive, metavar="SECONDS", help="instead: many people, for so long each"
    )
    instead.add_argument(
        "--pooler", action="store_true", help="instead: check reads and writes behind pgbouncer"
    )
    parser.add_argument("--json", type=Path, default=ROOT / "bench.json", help="where to write it")
    return parser.parse_args()


def print_line(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def run(url: str, options: Namespace) -> Iterator[measure.Result]:
    """Measure everything that was chosen."""
    if options.painted:
        yield from painted.measured(url)
    elif options.latency:
        with wire.proxy(url, options.latency) as (through, _):
            yield from painted.measured(through, painted.FAR)
    elif options.load:
        yield load.measure_alone(url)
        yield from load.crowds(url, options.load)
    else:
        yield from of_the_store(url, options.rounds)
        if options.browser:
            yield from browser.opening(neighbor(url, "few_rows", FEW_ROWS, print_line), url)
            yield gallery.opening(neighbor(url, "gallery", 0, print_line))
            yield from preview.measured()


def of_the_store(url: str, rounds: int) -> Iterator[measure.Result]:
    """Calls of the store, beside their SQL alone."""
    database = Database(engine_for(url))
    far = cases.cursor_to_page(database, cases.FAR)
    for case in cases.cases(cases.sample(url), far):
        yield measure.compare(database, url, case, rounds)
    yield measure.substring(database)
    database.dispose()


def main() -> None:
    """Fill a server of its own, measure, print the table and write the JSON."""
    options = arguments()
    directory = options.data or ROOT / ".data" / f"bench-{options.rows}"
    print_line(f"Server in {directory}")
    with filled_server(directory.resolve(), options.rows, print_line) as url:
        if options.pooler:
            print_line(pooler.checked(url))
            return
        about = report.machine(url)
        print_line(report.heading(about))
        results = []
        for result in run(url, options):
            results.append(result)
            print_line(report.line(result))
    options.json.write_text(json.dumps(report.as_json(about, results), indent=2) + "\n")
    over = [result.name for result in results if not result.ok]
    print_line(f"\nOver a limit: {', '.join(over) or 'nothing'}. Written to {options.json}")


if __name__ == "__main__":
    try:
        main()
    except StoreError as error:
        sys.exit(str(error))
