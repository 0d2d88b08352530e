"""Finds the sessions that the tour of the demo shows."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple
from uuid import UUID

from services import resources
from store.reading import Reader
from store.records import Filters, Sort
from store.sessions import search
from store.showcases import reading, showcases


class Examples(NamedTuple):
    """A session that is ready, and a showcase; None where there is none."""

    ready: UUID | None
    showcase: UUID | None


def examples() -> Examples:
    """The first session of the first showcase, or else the latest that is ready."""
    ready = Filters(status=("ready",))
    latest = partial(search.search, filters=ready, sort=Sort.UPDATED_DESC, cursor=None, size=1)
    with Reader(resources.database()) as reader:
        known = reader.aside(showcases.listed) or ()
        if known:
            items = reader.aside(partial(reading.items, showcase_id=known[0].id))
            if items:
                return Examples(items[0].row_id, known[0].id)
        page = reader.aside(latest)
    first = page.rows[0].id if page and page.rows else None
    return Examples(first, known[0].id if known else None)
