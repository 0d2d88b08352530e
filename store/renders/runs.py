"""Runs of the renderer: how far each came and what went wrong, and what is left to do."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import CursorResult, Select, Subquery, exists, func, select, text
from sqlalchemy.orm import Session

from store import guarded
from store.counts import EXACT_LIMIT, Count, CountKind
from store.records import Filters, Match
from store.render_models import RenderRow
from store.renders.render_records import NO_RENDER, RenderRun, RenderState, RunReport
from store.sessions import matching
from store.sessions.conditions import table
from store.sessions.current import RUNTIME

_PUT: Final = text(
    """
    INSERT INTO dashboard.render_runs (id, name, rendered, problem, is_over)
    VALUES (:id, :name, :rendered, :problem, :is_over)
    ON CONFLICT (id) DO UPDATE SET rendered = excluded.rendered, problem = excluded.problem,
        is_over = excluded.is_over, reported_at = clock_timestamp()
    """
)

_LAST: Final = text(
    """
    SELECT name, rendered, problem, is_over, began_at, reported_at
    FROM dashboard.render_runs ORDER BY reported_at DESC LIMIT 20
    """
)

_PURGE: Final = text(
    "DELETE FROM dashboard.render_runs WHERE reported_at < now() - interval '7 days'"
)


def put(db: Session, report: RunReport) -> None:
    """Keep what a run says of itself. Raises PermissionDenied for a login that only reads."""
    guarded.write(db, _PUT, report.model_dump(), "renders")


def purge(db: Session) -> int:
    """Remove runs that reported nothing for a week: how many."""
    result = db.execute(_PURGE)
    assert isinstance(result, CursorResult)
    return result.rowcount


def last(db: Session) -> tuple[RenderRun, ...]:
    """The runs of the last week, at most 20, the one that reported last first."""
    return tuple(RenderRun(**row._mapping) for row in db.execute(_LAST))


def state(db: Session) -> RenderState:
    """What is rendered and what is left. Both are exact up to 50,000."""
    kept_now = select(text("1")).select_from(RenderRow).where(RenderRow.runtime == RUNTIME)
    rendered = db.scalar(select(func.count()).select_from(_limited(kept_now)))
    was_rendered = exists(select(RenderRow).where(RenderRow.row_id == table.c.id))
    due = Filters(render=(NO_RENDER,), match=Match.NONE)
    most = EXACT_LIMIT + 1
    waiting = matching.select_limited(due, most, was_rendered.label("was_rendered")).subquery()
    left, stale = db.execute(
        select(func.count(), func.count().filter(waiting.c.was_rendered))
    ).one()
    return RenderState(
        rendered=_count(rendered or 0), remaining=_count(left), stale=stale, runs=last(db)
    )


def _limited(rows: Select[Any]) -> Subquery:
    return rows.limit(EXACT_LIMIT + 1).subquery()


def _count(number: int) -> Count:
    kind = CountKind.AT_LEAST if number > EXACT_LIMIT else CountKind.EXACT
    return Count(value=min(number, EXACT_LIMIT), kind=kind)
