"""A list's rows for a file."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from store.records import Filters, Sort
from store.sessions import export, search
from tests.store.rows import add, at

SECRET = "9f8e7d6c-aaaa-bbbb-cccc-1234567890ab"


@pytest.mark.parametrize("sort", list(Sort))
def test_the_rows_are_in_the_order_of_the_list(db: Session, sort: Sort) -> None:
    for number in range(12):
        known = at(number % 4) if number % 5 else None
        add(db, frame_name=f"n{number % 3}", updated_at=known, status=["ready", None][number % 2])
    result = export.rows(db, Filters(), sort)
    assert [row.id for row in result] == [
        row.id for row in search.search(db, Filters(), sort, size=100).rows
    ]


def test_only_the_rows_of_the_list(db: Session) -> None:
    wanted = add(db, status="error", frame_name="Checkout")
    add(db, status="ready", frame_name="Checkout")
    result = export.rows(db, Filters(q="check", status=("error",)), Sort.UPDATED_DESC)
    assert [row.id for row in result] == [wanted]


def test_the_limit_is_kept(db: Session) -> None:
    ids = [add(db, updated_at=at(number)) for number in range(4)]
    result = export.rows(db, Filters(), Sort.UPDATED_ASC, limit=3)
    assert [row.id for row in result] == ids[:3]


def test_session_ids_are_masked_and_pictures_left_out(db: Session) -> None:
    add(db, session_id=SECRET, thumbnail_url="data:image/png;base64,AAAA")
    [row] = export.rows(db, Filters(q=SECRET), Sort.UPDATED_DESC)
    assert row.session_id == f"{SECRET[:8]}…"
    assert row.thumbnail_url is None
    assert SECRET not in row.model_dump_json()
