"""A list as a queue for the person who reviews it: what is shown, what is next, how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

from inspection.syntax import CheckerUnavailable
from services import acting, costly, inspected, resources, review_turns, row_insights
from services.inspected import Inspected
from services.review_turns import QueuePosition, ReviewRows
from services.row_insights import Insights
from store.counts import Count
from store.errors import NotFound
from store.insights import insight_summaries, insights
from store.insights.insight_records import Findings
from store.principal import Principal
from store.reading import Batch, Reader
from store.records import Has, SessionSummary
from store.renders.render_records import RenderVerdict
from store.reviews import queue, reasons, reviews
from store.reviews.queue import Content
from store.reviews.review_records import Mark, Review
from store.sessions import matching, search

MOST_COUNTED: Final = 1_000
DISTURBS: Final = frozenset({str(RenderVerdict.SLOW), str(RenderVerdict.STOPPED)})
"""Verdicts of code that is not run ahead: it would end the preview on screen as well."""

Neighbors = tuple[UUID | None, UUID | None]


class Item(NamedTuple):
    """A row with what there is to review. `runs_ahead`: its code may run before it is its turn."""

    row: SessionSummary
    content: Content
    findings: Findings | None
    reviews: tuple[Review, ...]
    runs_ahead: bool


class Progress(NamedTuple):
    """How many rows of the list have code, and how many of those are marked; None: not counted."""

    total: Count | None
    done: Count | None


class Queue(NamedTuple):
    """The queue as one person sees it.

    `neighbors` are the rows before and after the one on screen in the whole list. `watched_by` is
    who else looks at it, `held` who looks at what is left. `is_gone`: there is no such row.
    """

    item: Item | None
    ahead: tuple[Item, ...]
    neighbors: Neighbors
    progress: Progress
    reasons: tuple[str, ...]
    watched_by: str = ""
    held: tuple[str, ...] = ()
    is_gone: bool = False


def read(position: QueuePosition) -> Queue:
    """The queue at this position. Raises TooSlow, InvalidInput."""
    me = acting.principal()
    memo = inspected.memo()
    with Reader(resources.database()) as reader:
        position = _with_code(reader, position)
        rows = review_turns.rows_at(reader, position, me)
        with reader.batch() as batch:
            ids = [row.id for row in rows.previewed]
            items = _items(batch, rows.previewed, memo.get)
            summaries = batch.aside(partial(insight_summaries.summaries, row_ids=ids))
            neighbors = _neighbors(batch, position, rows)
            progress = _progress(batch, position, me)
            names = batch.later(reasons.everything)
    read_items = [item._replace(runs_ahead=_runs_ahead(item.row, summaries())) for item in items()]
    row_insights.request_missing(rows.ahead, summaries())
    is_shown = bool(rows.current and read_items and read_items[0].row.id == rows.current.id)
    shown = _inspected(read_items.pop(0)) if is_shown else None
    return Queue(
        item=shown,
        ahead=tuple(read_items),
        neighbors=neighbors(),
        progress=progress(),
        reasons=names(),
        watched_by=rows.other_reviewers.get(shown.row.id, "") if shown else "",
        held=tuple(dict.fromkeys(rows.other_reviewers.values())),
        is_gone=rows.is_gone,
    )


def _with_code(reader: Reader, position: QueuePosition) -> QueuePosition:
    """The same list without rows that have no code, and with its search text understood."""
    filters = position.filters
    if filters.q:
        with costly.search(filters):
            filters = reader.read(partial(matching.pinned, filters=filters))
    has = (*filters.has, Has.CODE)
    return position._replace(filters=filters.model_copy(update={"has": has}))


def _items(
    batch: Batch,
    rows: Sequence[SessionSummary],
    remembered: Callable[[SessionSummary], Findings | None],
) -> Callable[[], list[Item]]:
    ids = [row.id for row in rows]
    contents = batch.later(partial(queue.contents, row_ids=ids))
    known = batch.aside(partial(insights.many, row_ids=ids))
    said = [batch.later(partial(reviews.list_for_row, row_id=row_id)) for row_id in ids]

    def result() -> list[Item]:
        findings: Mapping[UUID, Findings] = known() or {}
        return [
            Item(row, content, findings.get(row.id) or remembered(row), of_row(), runs_ahead=True)
            for row, of_row in zip(rows, said, strict=True)
            if (content := contents().get(row.id))
        ]

    return result


def _neighbors(batch: Batch, position: QueuePosition, rows: ReviewRows) -> Callable[[], Neighbors]:
    if rows.current is None:
        return lambda: (None, None)
    one = partial(
        search.neighbor, filters=position.filters, sort=position.sort, row_id=rows.current.id
    )
    before, after = (batch.aside(partial(one, backwards=back)) for back in (True, False))
    return lambda: (before(), after())


def _progress(batch: Batch, position: QueuePosition, me: Principal) -> Callable[[], Progress]:
    some = partial(search.count, limit=MOST_COUNTED)
    total = batch.aside(partial(some, filters=position.filters))
    marked = review_turns.marked(position, me, tuple(map(str, Mark)))
    done = batch.aside(partial(some, filters=marked))
    return lambda: Progress(total(), done())


def _runs_ahead(row: SessionSummary, summaries: Insights | None) -> bool:
    insight = (summaries or {}).get(row.id)
    return not (insight and insight.render and insight.render.verdict in DISTURBS)


def _inspected(item: Item) -> Item:
    """The same with findings: only an inspected row is known to be marked."""
    with suppress(CheckerUnavailable, NotFound):
        return item._replace(findings=Inspected(item.row, item.findings).findings())
    return item
