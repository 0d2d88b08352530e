"""Inspects what simulated people will see, as `scripts/inspect` does once for every row.

Otherwise each of them would find rows that nobody has opened, and a benchmark would measure mostly
the background inspection of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial
from urllib.parse import parse_qs
from uuid import UUID

from bench.clients import Step
from components.session_list import listing
from services import inspection
from store.engine import Database, engine_for
from store.errors import SearchTooSlow
from store.insights import insight_summaries
from store.records import Filters, Sort
from store.sessions import search

WORKERS = 4
STUCK_AFTER = timedelta(minutes=10)
"""The default of the settings."""


def inspect(url: str, steps: Sequence[Step]) -> None:
    """Inspect the rows on the pages that these steps open, unless they are."""
    database = Database(engine_for(url))
    row_ids = [*{row_id for step in set(steps) for row_id in visible_rows(database, step)}]
    known = database.read(partial(insight_summaries.summaries, row_ids=row_ids))
    missing = [row_id for row_id in row_ids if row_id not in known]
    with ThreadPoolExecutor(WORKERS) as workers:
        for _ in workers.map(partial(inspection.inspect, database), missing):
            pass
    database.dispose()


def visible_rows(database: Database, step: Step) -> Iterator[UUID]:
    """The rows on a page."""
    params = parse_qs(step.query)
    if step.page == "session":
        yield UUID(params["id"][0])
        return
    for filters, sort in visible_lists(step, params):
        with suppress(SearchTooSlow):  # then nobody sees a row of it
            page = database.read(partial(search.search, filters=filters, sort=sort))
            yield from (row.id for row in page.rows)


def visible_lists(step: Step, params: dict[str, list[str]]) -> list[tuple[Filters, Sort]]:
    """The lists on a page."""
    if step.page == "sessions":
        read = listing.parse(params)
        return [(read.filters(STUCK_AFTER), read.sort)]
    if step.page == "stuck":
        return [(Filters(stuck_after=STUCK_AFTER), Sort.UPDATED_ASC)]
    return [(Filters(status=("error",)), Sort.UPDATED_DESC), (Filters(), Sort.CREATED_DESC)]
