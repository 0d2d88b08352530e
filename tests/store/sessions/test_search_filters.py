"""The rows that each filter keeps."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.counts import Count, CountKind
from store.records import NO_STATUS, Device, Filters, Has, SessionSummary, Sort
from store.sessions import search
from tests.store.rows import NOON, add, at

FAR = 10**30


def kept(db: Session, **filters: Any) -> set[str | None]:
    """The frame names of the rows that the filters keep."""
    return {row.frame_name for row in search.search(db, Filters(**filters)).rows}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"has": (Has.CODE,)}, {"full"}),
        ({"has": (Has.NO_CODE,)}, {"bare", "empty"}),
        ({"has": (Has.THUMBNAIL,)}, {"full"}),
        ({"has": (Has.NO_THUMBNAIL,)}, {"bare", "empty"}),
        ({"has": (Has.ERROR,)}, {"full"}),
        ({"has": (Has.NO_ERROR,)}, {"bare", "empty"}),
        ({"has": (Has.CODE, Has.ERROR)}, {"full"}),
        ({"has": (Has.CODE, Has.NO_ERROR)}, set()),
        ({"has": (Has.CODE, Has.NO_CODE)}, set()),
    ],
)
def test_presence(db: Session, filters: dict[str, Any], expected: set[str]) -> None:
    add(db, frame_name="full", generated_code="x", thumbnail_url="http://x", error_code="BP-000001")
    add(db, frame_name="bare")
    add(db, frame_name="empty", thumbnail_url="", error_code="")
    assert kept(db, **filters) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"device": Device.MOBILE}, {"480"}),
        ({"device": Device.TABLET}, {"481", "1024"}),
        ({"device": Device.DESKTOP}, {"1025"}),
        ({"width_min": 481}, {"481", "1024", "1025"}),
        ({"width_max": 481}, {"480", "481"}),
        ({"width_min": 481, "width_max": 1024, "device": Device.MOBILE}, set()),
        ({"width_min": FAR}, set()),
        ({"width_min": -FAR, "width_max": FAR}, {"480", "481", "1024", "1025"}),
    ],
)
def test_widths(db: Session, filters: dict[str, Any], expected: set[str]) -> None:
    for width in (480, 481, 1024, 1025):
        add(db, frame_name=str(width), frame_width=width)
    add(db, frame_name="unknown")
    assert kept(db, **filters) == expected


@pytest.mark.parametrize("column", ["updated", "created"])
def test_ranges_are_inclusive_and_leave_out_unknown_times(db: Session, column: str) -> None:
    for minute in (1, 2, 3):
        add(db, frame_name=str(minute), **{f"{column}_at": at(minute)})
    add(db, frame_name="never", **{f"{column}_at": None})
    assert kept(db, **{f"{column}_from": at(2)}) == {"2", "3"}
    assert kept(db, **{f"{column}_to": at(2)}) == {"1", "2"}
    assert kept(db, **{f"{column}_from": at(2), f"{column}_to": at(2)}) == {"2"}
    assert kept(db, **{f"{column}_from": at(3), f"{column}_to": at(1)}) == set()


def test_a_frozen_scope_keeps_what_was_not_updated_since(db: Session) -> None:
    for name, moment in (("old", at(1)), ("now", at(2)), ("new", at(3)), ("never", None)):
        add(db, frame_name=name, updated_at=moment)
    assert kept(db, as_of=at(2)) == {"old", "now", "never"}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (("ready",), {"ready"}),
        ((NO_STATUS,), {None}),
        (("ready", NO_STATUS, "ready"), {"ready", None}),
        (("archived",), {"archived"}),
        (("READY",), set()),
        (("absent", "'; DROP TABLE prototype_sessions; --"), set()),
        (("\0", "x" * 10_000), set()),
        (tuple(f"unknown {number}" for number in range(50)), set()),
    ],
)
def test_statuses(db: Session, status: tuple[str, ...], expected: set[str | None]) -> None:
    for each in ("ready", "error", None, "archived"):
        add(db, status=each)
    for sort in Sort:
        rows = search.search(db, Filters(status=status), sort).rows
        assert {row.status for row in rows} == expected


def stuck_ids(db: Session, stuck_after: timedelta) -> set[UUID]:
    return {row.id for row in search.search(db, Filters(stuck_after=stuck_after)).rows}


def ago(db: Session, minutes: float) -> datetime:
    """This many minutes before the database's current time."""
    now: datetime = db.execute(text("SELECT now()")).scalar_one()
    return now - timedelta(minutes=minutes)


def test_stuck_is_generating_without_an_update(db: Session) -> None:
    long, short = ago(db, 11), ago(db, 9)
    silent = add(db, status="generating", created_at=long, updated_at=long)
    never_updated = add(db, status="generating", created_at=long, updated_at=None)
    timeless = add(db, status="generating", created_at=None, updated_at=None)
    add(db, status="generating", created_at=long, updated_at=short)
    for status in ("pending", "ready", "error", None, "archived"):
        add(db, status=status, created_at=long, updated_at=long)
    assert stuck_ids(db, timedelta(minutes=10)) == {silent, never_updated, timeless}


def test_a_row_and_the_filter_agree_on_stuck(db: Session) -> None:
    moments = [None, "-infinity", "infinity", "4000-01-01 BC", "now()", ago(db, 9), ago(db, 11)]
    for updated in moments:
        for created in moments:
            for status in ("generating", "pending", None):
                add(db, status=status, updated_at=updated, created_at=created)
    everything = search.search(db, Filters(), size=1_000).rows
    assert len(everything) == 3 * len(moments) ** 2
    for minutes in (10, 1_440):
        stuck_after = timedelta(minutes=minutes)
        themselves = {row.id for row in everything if row.is_stuck(stuck_after)}
        assert themselves == {
            row.id for row in search.search(db, Filters(stuck_after=stuck_after), size=1_000).rows
        }


@pytest.mark.parametrize("stuck_after", [timedelta(0), timedelta(-1), timedelta(days=2)])
def test_an_invalid_threshold_is_refused(stuck_after: timedelta) -> None:
    with pytest.raises(ValidationError):
        Filters(stuck_after=stuck_after)


def test_counts_say_how_exact_they_are(db: Session) -> None:
    for _ in range(3):
        add(db)
    assert search.count(db, Filters()) == Count(value=3, kind=CountKind.EXACT)
    assert search.count(db, Filters(), limit=3) == Count(value=3, kind=CountKind.EXACT)
    assert search.count(db, Filters(), limit=2) == Count(value=2, kind=CountKind.AT_LEAST)
    assert search.count(db, Filters(status=("error",))).value == 0


def only(db: Session) -> SessionSummary:
    [row] = search.search(db, Filters()).rows
    return row


def test_a_list_truncates_long_values(db: Session) -> None:
    add(
        db,
        frame_name="N" * 1_000_000,
        status="s" * 1_000,
        error_code="e" * 1_000,
        thumbnail_url="data:image/png;base64," + "A" * 65_536,
        generated_code="é" * 10,
    )
    row = only(db)
    assert (row.frame_name, row.status, row.error_code) == ("N" * 300, "s" * 300, "e" * 300)
    assert (row.thumbnail_url, row.thumbnail_too_large) == (None, True)
    assert row.code_bytes == 20


def test_a_thumbnail_of_just_the_limit_is_there(db: Session) -> None:
    add(db, thumbnail_url="x" * 65_536)
    assert (only(db).thumbnail_url, only(db).thumbnail_too_large) == ("x" * 65_536, False)


def test_a_row_of_nulls_is_a_row(db: Session) -> None:
    add(db, status=None, created_at=None, updated_at=None)
    row = only(db)
    assert (row.status, row.created_at, row.updated_at, row.code_bytes) == (None, None, None, None)
    assert not row.thumbnail_too_large


def test_deep_json_does_not_disturb_a_list(db: Session) -> None:
    row_id = add(db, design_context='{"a":' * 5_000 + "1" + "}" * 5_000)
    assert only(db).id == row_id


def test_session_ids_are_masked_in_the_database(db: Session) -> None:
    add(db, session_id="5f0c2c1e-1111-4222-8333-444455556666", updated_at=NOON)
    assert only(db).session_id == "5f0c2c1e…"
