"""What the system page knows of the renderer: runs, what is rendered, what is left."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.counts import Count, CountKind
from store.renders import runs
from store.renders.render_records import RunReport
from tests.store.acting import write_elsewhere
from tests.store.renders.test_renders import checked, rendered


def exactly(number: int) -> Count:
    return Count(value=number, kind=CountKind.EXACT)


def test_it_counts_what_is_rendered_what_is_left_and_what_changed(db: Session) -> None:
    rendered(db)
    changed = rendered(db)
    checked(db)
    checked(db, generated_code="")
    write_elsewhere(db, changed, "generated_code = 'y'")
    state = runs.state(db)
    assert (state.rendered, state.remaining, state.stale) == (exactly(2), exactly(2), 1)


def test_a_run_reports_until_it_is_over_and_is_forgotten_after_a_week(db: Session) -> None:
    first = RunReport(id=uuid4(), name="one", rendered=0)
    runs.put(db, first)
    runs.put(db, RunReport(id=uuid4(), name="other", rendered=4, problem="No browser"))
    runs.put(db, first.model_copy(update={"rendered": 7, "is_over": True}))
    last, before = runs.last(db)
    assert (last.name, last.rendered, last.is_over) == ("one", 7, True)
    assert last.began_at < last.reported_at
    assert (before.name, before.problem, before.is_over) == ("other", "No browser", False)
    old = "UPDATE dashboard.render_runs SET reported_at = now() - interval '8 days'"
    db.execute(text(f"{old} WHERE name = 'other'"))
    assert runs.purge(db) == 1
    assert [run.name for run in runs.last(db)] == ["one"]
