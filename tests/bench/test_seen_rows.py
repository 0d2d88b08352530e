"""Before a benchmark, what its people will see is inspected, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from bench import seen_rows
from bench.clients import Step
from store.engine import Database
from store.insights import insight_summaries
from tests.store.acting import insert_row


def test_what_steps_show_is_inspected(database: Database) -> None:
    day = timedelta(days=1)
    with database.begin() as db:
        listed = insert_row(db, status="ready", idle=day)
        opened = insert_row(db, status="archived", idle=day)
        stuck = insert_row(db, status="generating", idle=day)
        other = insert_row(db, status="pending", idle=day)
    url = database.engine.url.render_as_string(hide_password=False)
    steps = [
        Step("filter", "sessions", "status=ready&sort=name"),
        Step("session", "session", f"id={opened}&tab=Code"),
        Step("stuck", "stuck", ""),
    ]
    for _ in range(2):
        seen_rows.inspect(url, steps)
        with database.begin() as db:
            known = insight_summaries.summaries(db, [listed, opened, stuck, other])
        assert set(known) == {listed, opened, stuck}
