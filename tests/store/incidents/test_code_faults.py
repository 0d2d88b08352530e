"""Sessions of one fault, counted and dated as one incident."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from store.incidents import code_faults
from store.incidents.incident_records import Kind
from store.records import Filters
from tests.store.acting import insert_row, write_elsewhere


def test_several_lists_are_one_incident(db: Session) -> None:
    lists = Filters(status=("ready",)), Filters(status=("error",))
    assert code_faults.count_by_filters(db, Kind.BROKEN, lists) == ()
    for hours, status in ((1, "ready"), (5, "ready"), (3, "error"), (9, "pending")):
        insert_row(db, status=status, idle=timedelta(hours=hours))
    (broken,) = code_faults.count_by_filters(db, Kind.BROKEN, lists)
    assert (broken.kind, broken.key, broken.count) == (Kind.BROKEN, "broken", 3)
    assert broken.newest - broken.since == timedelta(hours=4)


def test_only_a_new_one_changes_its_facts(db: Session) -> None:
    lists = (Filters(status=("ready",)),)
    old, _ = insert_row(db, status="ready", idle=timedelta(hours=5)), insert_row(db, status="ready")
    (before,) = code_faults.count_by_filters(db, Kind.UNLIKE, lists)
    write_elsewhere(db, old, "status = 'pending'")  # as when its window has slid on
    (after,) = code_faults.count_by_filters(db, Kind.UNLIKE, lists)
    assert (before.count, after.count) == (2, 1)
    assert after.fingerprint == before.fingerprint
    insert_row(db, status="ready", idle=timedelta(minutes=1))
    (newer,) = code_faults.count_by_filters(db, Kind.UNLIKE, lists)
    assert newer.fingerprint != before.fingerprint
