"""Turns: paced, each row once whoever takes them, and continued after a process died."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from settings import ROOT
from store.audit import audit
from store.bulk_resets import steps, turns
from store.bulk_resets.bulk_records import State
from store.bulk_resets.turns import Pace
from store.engine import Database
from tests.store.acting import delete_elsewhere, insert_row, row_of, target_of, write_elsewhere
from tests.store.bulk_resets.started import changed, make_due, skipped, start, state, take


@pytest.mark.parametrize(
    ("per_minute", "rows", "seconds"),
    [(600, 60, 6), (50, 5, 6), (10, 1, 6), (5, 1, 12), (1, 1, 60), (None, 500, 0)],
)
def test_small_turns_keep_the_pace(per_minute: int | None, rows: int, seconds: int) -> None:
    assert turns.pace(per_minute) == Pace(rows, timedelta(seconds=seconds))


def test_a_paced_reset_waits_between_turns_and_ends_in_the_audit_log(db: Session) -> None:
    rows = [insert_row(db, idle=timedelta(hours=hours)) for hours in range(7, 0, -1)]
    batch_id = start(db, per_minute=50)
    first = take(db)
    assert changed(first) == set(rows[:5]), "the longest stuck first"
    assert take(db) is None
    bulk = state(db, batch_id)
    assert (bulk.position, bulk.state) == (5, State.RUNNING)
    make_due(db)
    assert changed(take(db)) == set(rows[5:])
    bulk = state(db, batch_id)
    assert (bulk.position, bulk.state) == (7, State.DONE)
    assert [step.description for step in steps.list_steps(db, bulk)][
        -1
    ] == "ended with 7 reset and 0 skipped"
    make_due(db)
    assert take(db) is None


def test_rows_that_changed_since_are_skipped_with_the_reason(db: Session) -> None:
    stays, ready, moved, gone, kept = (insert_row(db) for _ in range(5))
    start(db)
    write_elsewhere(db, ready, "status = 'ready', updated_at = now()")
    write_elsewhere(db, moved, "updated_at = now()")
    write_elsewhere(db, kept, "frame_name = 'Renamed'")  # leaves updated_at as it was
    delete_elsewhere(db, gone)
    receipt = take(db)
    assert changed(receipt) == {stays}
    assert skipped(receipt) == {
        ready: "finished in the meantime (ready)",
        moved: "changed since you looked",
        kept: "changed since you looked",
        gone: "deleted",
    }


def test_rows_locked_by_another_writer_are_skipped_without_waiting(database: Database) -> None:
    with database.begin() as db:
        held, free = insert_row(db), insert_row(db)
        start(db)
    with database.begin() as backend:
        write_elsewhere(backend, held, "status = 'ready'")
        with database.begin() as db:
            receipt = take(db)
    assert changed(receipt) == {free}
    assert skipped(receipt) == {held: "being changed right now"}


def test_two_processes_never_take_the_same_turn(database: Database) -> None:
    with database.begin() as db:
        rows = {insert_row(db) for _ in range(40)}
        batch_id = start(db, per_minute=50)
    with database.begin() as one:
        claimed = turns.claim(one)
        assert claimed is not None
        with database.begin() as other:
            assert turns.claim(other) is None
        first = turns.reset_next(one, claimed)

    def work(_: int) -> set[object]:
        done: set[object] = set()
        for _ in range(8):
            with database.begin() as db:
                make_due(db)
            with database.begin() as db:
                if receipt := take(db):
                    done |= {each.audit_id for each in receipt.changed}
        return done

    with ThreadPoolExecutor(4) as pool:
        audit_ids = [*pool.map(work, range(4))]
    assert sum(len(ids) for ids in audit_ids) + len(first.changed) == len(rows)
    receipts = database.read(lambda db: audit.batch(db, batch_id))
    ids = [each.row_id for receipt in receipts for each in receipt.changed]
    assert len(ids) == len(set(ids)) == len(rows)
    assert database.read(lambda db: state(db, batch_id)).state is State.DONE


KILLED = """
import sys
from store.bulk_resets import turns
from store.engine import Database, engine_for
with Database(engine_for(sys.stdin.readline().strip())).begin() as db:
    claimed = turns.claim(db)
    turns.reset_next(db, claimed)
    print("taken", flush=True)
    sys.stdin.read()
"""


def test_the_turn_of_a_killed_process_is_taken_by_another(database: Database) -> None:
    with database.begin() as db:
        rows = {insert_row(db) for _ in range(7)}
        batch_id = start(db, per_minute=50)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{database.engine.url.render_as_string(hide_password=False)}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "taken\n"
        with database.begin() as db:
            assert turns.claim(db) is None
        process.kill()
    with database.begin() as db:
        # Waits until PostgreSQL has rolled back what the process left.
        db.execute(text("SELECT FROM dashboard.bulk_resets FOR UPDATE"))
        first = take(db)
        make_due(db)
        second = take(db)
    assert changed(first) | changed(second) == rows
    assert len(database.read(lambda db: audit.batch(db, batch_id))) == 4


def test_a_failed_turn_is_postponed_and_says_why(db: Session) -> None:
    insert_row(db)
    batch_id = start(db)
    turns.postpone(db, batch_id, "The database login may not write.")
    bulk = state(db, batch_id)
    assert (bulk.problem, bulk.state) == ("The database login may not write.", State.RUNNING)
    assert bulk.next_at > bulk.started_at + timedelta(seconds=20)
    assert take(db) is None
    make_due(db)
    take(db)
    assert state(db, batch_id).problem == ""


def test_a_row_is_reset_at_the_version_that_was_confirmed(db: Session) -> None:
    row_id = insert_row(db, error_code="BP-3F8A2C")
    before = target_of(db, row_id)
    start(db)
    receipt = take(db)
    assert changed(receipt) == {row_id}
    after = row_of(db, row_id)
    assert after is not None
    assert (after["status"], after["error_code"]) == ("pending", None)
    assert target_of(db, row_id) != before
