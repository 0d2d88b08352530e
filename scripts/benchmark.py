"""Measure the store beside bare psycopg. The command behind scripts/bench."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bench import browser, cases, gallery, measure, pooler, preview, report
from bench.data import filled_server, neighbor
from scripts.demo_data import positive
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
    parser.add_argument(
        "--pooler", action="store_true", help="instead: check reads and writes behind pgbouncer"
    )
    parser.add_argument("--json", type=Path, default=ROOT / "bench.json", help="where to write it")
    return parser.parse_args()


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def run(url: str, options: Namespace) -> list[measure.Result]:
    """Measure everything that was chosen, printing each result as it comes."""
    database = Database(engine_for(url))
    far = cases.cursor_to_page(database, cases.FAR)
    results = []
    for case in cases.cases(cases.sample(url), far):
        results.append(measure.compare(database, url, case, options.rounds))
        say(report.line(results[-1]))
    results.append(measure.substring(database))
    say(report.line(results[-1]))
    database.dispose()
    if options.browser:
        for result in browser.opening(neighbor(url, "few_rows", FEW_ROWS, say), url):
            results.append(result)
            say(report.line(result))
        results.append(gallery.opening(neighbor(url, "gallery", 0, say)))
        say(report.line(results[-1]))
        for result in preview.measured():
            results.append(result)
            say(report.line(result))
    return results


def main() -> None:
    """Fill a server of its own, measure, print the table and write the JSON."""
    options = arguments()
    directory = options.data or ROOT / ".data" / f"bench-{options.rows}"
    say(f"Server in {directory}")
    with filled_server(directory.resolve(), options.rows, say) as url:
        if options.pooler:
            say(pooler.checked(url))
            return
        about = report.machine(url)
        say(report.heading(about))
        results = run(url, options)
    options.json.write_text(json.dumps(report.as_json(about, results), indent=2) + "\n")
    over = [result.name for result in results if not result.ok]
    say(f"\nOver a limit: {', '.join(over) or 'nothing'}. Written to {options.json}")


if __name__ == "__main__":
    try:
        main()
    except StoreError as error:
        sys.exit(str(error))
