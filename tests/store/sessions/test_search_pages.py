"""Every sort in both directions, page by page forward and backward, over NULLs and ties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from store.errors import InvalidInput
from store.records import NO_STATUS, Filters, Has, Page, Sort
from store.sessions import search
from store.sessions.masking import (
    MASKED_SESSION_ID,
    discreet,
    discreet_lower,
    discreet_reference,
    discreet_status,
)
from tests.store.neighbors import neighbors
from tests.store.rows import add, at, in_order

ORDERS = {
    Sort.UPDATED_DESC: "updated_at DESC NULLS LAST, id DESC",
    Sort.UPDATED_ASC: "updated_at NULLS LAST, id",
    Sort.CREATED_DESC: "created_at DESC NULLS LAST, id DESC",
    Sort.CREATED_ASC: "created_at NULLS LAST, id",
    Sort.NAME_DESC: 'left(lower(frame_name) COLLATE "C", 120) DESC NULLS LAST, id DESC',
    Sort.NAME_ASC: 'left(lower(frame_name) COLLATE "C", 120) NULLS LAST, id',
    Sort.STATUS_DESC: 'left(status COLLATE "C", 64) DESC NULLS LAST, id DESC',
    Sort.STATUS_ASC: 'left(status COLLATE "C", 64) NULLS LAST, id',
    # No row was rendered; tests/store/renders has lists of those that were.
    Sort.MATCH_DESC: "id DESC",
    Sort.MATCH_ASC: "id",
}

LISTS = {
    "everything": (Filters(), "true"),
    "one status": (Filters(status=("ready",)), "status = 'ready'"),
    "no status": (Filters(status=(NO_STATUS,)), "status IS NULL"),
    "several statuses": (
        Filters(status=("ready", NO_STATUS, "archived", "absent")),
        "status IS NULL OR status IN ('ready', 'archived')",
    ),
    "stuck": (
        Filters(stuck_after=timedelta(minutes=10)),
        "status = 'generating' AND COALESCE(COALESCE(updated_at, created_at)"
        " <= now() - interval '10 min', true)",
    ),
    "a residual filter": (Filters(has=(Has.CODE,)), "generated_code IS NOT NULL"),
    "a name": (Filters(q="log"), "frame_name ILIKE 'log%'"),
    "a frozen scope": (
        Filters(as_of=at(3)),
        "updated_at <= '2026-03-01 12:03+00' OR updated_at IS NULL",
    ),
    "nothing": (Filters(status=("absent",)), "false"),
}


@pytest.fixture
def many(db: Session) -> Session:
    """120 rows whose keys tie often and are NULL often, some of them both."""
    names = ["Login", "login", "Äpfel 🍏", "مرحبا", "LOGOUT", None, "z" * 200, "z" * 130]
    statuses = ["ready", "error", None, "generating", "archived", "pending"]
    for number in range(120):
        add(
            db,
            frame_name=names[number % 8],
            status=statuses[number % 6],
            updated_at=None if number % 5 == 0 else at(number % 7),
            created_at=None if number % 3 == 0 else at(number % 4),
            generated_code="code" if number % 2 else None,
        )
    return db


def forwards(db: Session, filters: Filters, sort: Sort, size: int) -> Iterator[Page]:
    cursor: str | None = None
    while True:
        page = search.search(db, filters, sort, cursor, size)
        yield page
        if not (cursor := page.after):
            return


def ids(page: Page) -> list[UUID]:
    return [row.id for row in page.rows]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("sort", Sort)
def test_pages_add_up_to_the_list(many: Session, sort: Sort, name: str) -> None:
    filters, where = LISTS[name]
    truth = in_order(many, ORDERS[sort], where)
    pages = list(forwards(many, filters, sort, 7))
    assert [row_id for page in pages for row_id in ids(page)] == truth
    assert pages[0].before is None
    assert all(len(page.rows) == 7 for page in pages[:-1])

    walked = ids(pages[-1])
    cursor = pages[-1].before
    while cursor:
        page = search.search(many, filters, sort, cursor, 7)
        walked = ids(page) + walked
        assert page.after is not None
        cursor = page.before
    assert walked == truth


@pytest.mark.parametrize("sort", Sort)
def test_neighbors_agree_with_the_list(many: Session, sort: Sort) -> None:
    truth = in_order(many, ORDERS[sort])
    for before, here, after in zip(truth, truth[1:], truth[2:], strict=False):
        assert neighbors(many, Filters(), sort, here) == (before, after)
    assert neighbors(many, Filters(), sort, truth[0]) == (None, truth[1])
    assert neighbors(many, Filters(), sort, truth[-1]) == (truth[-2], None)


def test_a_row_that_left_the_list_still_has_neighbors(db: Session) -> None:
    older, here, newer = (add(db, updated_at=at(minute)) for minute in range(3))
    db.execute(text("UPDATE prototype_sessions SET status = 'error' WHERE id = :id"), {"id": here})
    db.execute(
        text("UPDATE prototype_sessions SET updated_at = :at WHERE id = :id"),
        {"id": here, "at": at(1)},
    )
    ready = Filters(status=("ready",))
    assert neighbors(db, ready, Sort.UPDATED_DESC, here) == (newer, older)


def test_a_deleted_row_has_no_neighbors(db: Session) -> None:
    gone = add(db)
    db.execute(text("DELETE FROM prototype_sessions"))
    assert neighbors(db, Filters(), Sort.NAME_ASC, gone) == (None, None)


def test_an_emptied_page_links_to_the_rest_of_the_list(db: Session) -> None:
    rows = [add(db, updated_at=at(minute)) for minute in (4, 3, 2, 1)]
    first = search.search(db, Filters(), size=2)
    second = search.search(db, Filters(), cursor=first.after, size=2)
    db.execute(text("DELETE FROM prototype_sessions WHERE id = ANY(:ids)"), {"ids": rows[2:]})
    emptied = search.search(db, Filters(), cursor=first.after, size=2)
    assert (emptied.rows, emptied.after) == ((), None)
    assert ids(search.search(db, Filters(), cursor=emptied.before, size=2)) == rows[:2]

    late = add(db, updated_at=at(0))
    db.execute(text("DELETE FROM prototype_sessions WHERE id = ANY(:ids)"), {"ids": rows})
    emptied = search.search(db, Filters(), cursor=second.before, size=2)
    assert (emptied.rows, emptied.before) == ((), None)
    assert ids(search.search(db, Filters(), cursor=emptied.after, size=2)) == [late]


def test_rows_that_arrive_do_not_shift_a_page(db: Session) -> None:
    rows = [add(db, updated_at=at(minute)) for minute in range(4)]
    page = search.search(db, Filters(), size=2)
    add(db, updated_at=at(9))
    assert ids(search.search(db, Filters(), cursor=page.after, size=2)) == [rows[1], rows[0]]


@pytest.mark.parametrize("size", [0, -1, 1_001])
def test_sizes_have_limits(db: Session, size: int) -> None:
    with pytest.raises(InvalidInput):
        search.search(db, Filters(), size=size)


def test_a_list_never_selects_the_large_columns_or_uses_an_offset(many: Session) -> None:
    statements: list[str] = []
    connection = many.connection()

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement.lower())

    event.listen(connection, "before_cursor_execute", note)
    for sort in Sort:
        for filters, _ in LISTS.values():
            list(forwards(many, filters, sort, 40))
    event.remove(connection, "before_cursor_execute", note)
    assert statements
    for statement in statements:
        bare = statement.replace("octet_length(generated_code)", "")
        bare = bare.replace("pg_column_size(design_context)", "")
        bare = bare.replace("generated_code is not null", "")
        assert "design_context" not in bare
        assert "generated_code" not in bare
        assert "offset" not in bare
        # The remaining uses of the column, without the masked values and the names that contain it.
        for masked in (
            discreet("frame_name"),
            discreet("thumbnail_url"),
            discreet_status("status"),
            discreet_reference("error_code"),
            discreet_lower("frame_name"),
        ):
            bare = bare.replace(masked.lower(), "")
        bare = bare.replace(f"{MASKED_SESSION_ID.lower()} as session_id", "")
        bare = bare.replace("anon_1.session_id", "")  # of merged branches, each of which masks it
        assert "session_id" not in bare.split("where")[0]
