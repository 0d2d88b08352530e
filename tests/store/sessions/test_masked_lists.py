"""A session_id in a name, a status or an error code cannot be found out from a list."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from store.actions import actions
from store.audit import entries
from store.counts import CountKind
from store.insights import failures
from store.records import Filters, Match, Sort
from store.sessions import prototype_sessions, search, status_counts
from store.sessions.masking import mask
from tests.store.acting import ADMIN, insert_row, target_of
from tests.store.rows import add

SECRET = "7b1d9e42-5c3a-4f68-9a07-c2d4e6f81b35"
FORMS = (SECRET, SECRET.upper())


@pytest.fixture(params=FORMS, ids=["its own capitals", "other capitals"])
def row_id(db: Session, request: pytest.FixtureRequest) -> UUID:
    """A row that contains its session_id in every text of a list, among others."""
    for number in range(6):
        add(db, frame_name=f"Frame of {number}", status=f"held {number}")
    return add(
        db,
        session_id=SECRET,
        frame_name=f"Frame of {request.param}",
        status=f"held by {request.param}",
        error_code=f"see {request.param}",
        thumbnail_url=f"https://x.supabase.co/{request.param}.png",
    )


@pytest.mark.parametrize("sort", Sort)
def test_no_cursor_contains_it(db: Session, row_id: UUID, sort: Sort) -> None:
    ids, cursors = [], []
    page = search.search(db, Filters(), sort, None, 1)
    while True:
        ids += [row.id for row in page.rows]
        cursors += [cursor for cursor in (page.after, page.before) if cursor]
        if not page.after:
            break
        page = search.search(db, Filters(), sort, page.after, 1)
    assert row_id in ids
    assert len(ids) == len(set(ids)) == 7
    read = [base64.urlsafe_b64decode(cursor).decode().lower() for cursor in cursors]
    assert read
    assert not [cursor for cursor in read if SECRET[9:] in cursor]


def test_no_search_for_a_part_of_it_finds_it(db: Session, row_id: UUID) -> None:
    """Every part of at least three characters of what is masked."""
    hidden = SECRET[8:]
    parts = {
        hidden[start : start + length]
        for length in range(3, len(hidden) + 1)
        for start in range(len(hidden) - length + 1)
    }
    assert len(parts) > 285
    for part in parts:
        for words in (part, f"of {SECRET[:8]}{part}"):
            filters = Filters(q=words, match=Match.NAME_SUBSTRING)
            assert search.count(db, filters).value == 0
            prefix = Filters(q=f"Frame of {SECRET[:8]}{part}", match=Match.NAME_PREFIX)
        assert search.count(db, prefix).value == 0


def test_it_is_found_by_the_text_shown(db: Session, row_id: UUID) -> None:
    shown = prototype_sessions.get_summary(db, row_id).frame_name
    assert shown
    assert shown.lower() == f"frame of {mask(SECRET)}"
    for words, match in (
        (shown, Match.NAME_EXACT),
        (shown[:14], Match.NAME_PREFIX),
        (f"OF {SECRET[:8].upper()}…", Match.NAME_SUBSTRING),
        (f"of {SECRET[:6]}", Match.NAME_SUBSTRING),
    ):
        page = search.search(db, Filters(q=words))
        assert (page.match, [row.id for row in page.rows]) == (match, [row_id])


def test_status_and_error_code_are_masked_wherever_they_are_read(db: Session, row_id: UUID) -> None:
    summary, whole = prototype_sessions.get_summary(db, row_id), prototype_sessions.get(db, row_id)
    counts = status_counts.status_counts(db)
    assert counts.kind is CountKind.EXACT
    told = f"{summary!r} {whole!r} {counts!r}".lower()
    assert SECRET[9:] not in told
    assert told.count(mask(SECRET)) >= 6
    (status,) = [name for name in counts.counts if "…" in name]
    assert [row.id for row in search.search(db, Filters(status=(status,))).rows] == [row_id]


@pytest.mark.parametrize("session_id", ["ready", "e", "BP-0A1B2C", ""])
def test_life_cycle_statuses_are_never_masked(db: Session, session_id: str) -> None:
    row_id = add(db, session_id=session_id, status="ready", error_code="BP-0A1B2C")
    row = prototype_sessions.get_summary(db, row_id)
    assert (row.status, row.error_code) == ("ready", "BP-0A1B2C")
    assert search.count(db, Filters(status=("ready",))).value == 1


@pytest.mark.parametrize("session_id", ["0", "e", "error", "BP"])
def test_a_short_id_leaves_the_log_readable(db: Session, session_id: str) -> None:
    """Failures are read from the log, whose times, statuses and references must stay complete."""
    row_id = insert_row(db, session_id=session_id, status="error", error_code="BP-0A1B2C")
    target = target_of(db, row_id)
    actions.reset(
        db, ADMIN, [target], reason="r", request_id=uuid4(), stuck_after=timedelta(minutes=10)
    )
    (entry,) = entries.for_row(db, row_id)
    assert (entry.before["status"], entry.before["error_code"]) == ("error", "BP-0A1B2C")
    assert datetime.fromisoformat(str(entry.before["updated_at"]))
    assert failures.count(db, since=datetime(2026, 1, 1, tzinfo=UTC)).reset == 1
