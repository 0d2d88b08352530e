"""Cursors come from URLs, so anything may arrive."""

from __future__ import annotations

import base64
import json
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from store import paging
from store.errors import InvalidInput
from store.records import Filters, Sort
from store.sessions import cursors, search
from tests.store.rows import add, at

OF = cursors.fingerprint(Filters(), Sort.UPDATED_DESC)


def word(**changes: Any) -> str:
    """A cursor of the default list, with some of its parts replaced."""
    parts = {"direction": "after", "of": OF, "match": "none", "id": str(uuid4()), **changes}
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


@pytest.fixture
def rows(db: Session) -> Session:
    for number in range(5):
        add(db, updated_at=at(number), frame_name=f"Frame {number}")
    return db


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "====",
        "%00",
        "\0",
        "é",
        "\ud800",
        "A" * 10_000,
        "'; DROP TABLE prototype_sessions; --",
        "<script>alert(1)</script>",
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(b"null").decode(),
        base64.urlsafe_b64encode(b"[" * 1_400).decode(),
        base64.urlsafe_b64encode(b'{"direction":"after"}').decode(),
        word(direction="sideways"),
        word(id="1"),
        word(id=7),
        word(match="guess"),
        word(of="0" * 16),
        word(time="yesterday"),
        word(time="2026-01-01T00:00:00"),
        word(time="infinity"),
        word(text="a key of another sort"),
        word(text="x" * 500),
        word(extra=1),
        word(time={"$gt": ""}),
    ],
)
def test_anything_but_a_cursor_of_the_list_is_refused(rows: Session, cursor: str) -> None:
    with pytest.raises(InvalidInput, match="Start at the first page"):
        search.search(rows, Filters(), cursor=cursor)


def test_a_nul_in_a_key_is_refused(rows: Session) -> None:
    of = cursors.fingerprint(Filters(), Sort.NAME_ASC)
    with pytest.raises(InvalidInput):
        search.search(rows, Filters(), Sort.NAME_ASC, word(of=of, text="a\0b"))


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_extreme_times_are_valid_positions(rows: Session, time: str) -> None:
    page = search.search(rows, Filters(), cursor=word(time=time))
    assert len(page.rows) in {0, 5}


@pytest.mark.parametrize(
    ("filters", "sort"),
    [
        (Filters(), Sort.UPDATED_ASC),
        (Filters(), Sort.NAME_ASC),
        (Filters(status=("ready",)), Sort.UPDATED_DESC),
        (Filters(q="frame"), Sort.UPDATED_DESC),
    ],
)
def test_a_cursor_fits_only_its_own_list(rows: Session, filters: Filters, sort: Sort) -> None:
    cursor = search.search(rows, Filters(), size=2).after
    assert cursor
    with pytest.raises(InvalidInput):
        search.search(rows, filters, sort, cursor)


def test_a_cursor_is_one_word_of_a_url(rows: Session) -> None:
    for number, letter in enumerate("🍏\x01<&"):
        add(rows, frame_name=letter * 200, updated_at=at(10 + number))
    for sort in Sort:
        page = search.search(rows, Filters(), sort, size=1)
        while page.after:
            assert len(page.after) <= paging.MAX_CURSOR_CHARS
            assert page.after.replace("-", "").replace("_", "").rstrip("=").isalnum()
            page = search.search(rows, Filters(), sort, page.after, 1)


def test_a_forged_match_cannot_cause_a_crash(rows: Session) -> None:
    of = cursors.fingerprint(Filters(q="frame"), Sort.UPDATED_DESC)
    for match in ("reference", "row id", "session id", "none", "name substring"):
        search.search(rows, Filters(q="frame"), cursor=word(of=of, match=match))
