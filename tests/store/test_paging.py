"""Keyset paging: pages forward and backward have the same rows, each once."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from store import paging
from store.actions.receipts import AuditFilters
from store.audit import audit_log, entries
from store.errors import InvalidInput
from store.records import Filters, Sort
from store.sessions import search
from tests.store.rows import add, at

EXAMPLES = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MOMENTS = (at(0), at(1), at(2))
REQUEST = UUID(int=7)


class Rows(NamedTuple):
    """A page of any list."""

    ids: list[object]
    before: str | None
    after: str | None


Read = Callable[[str | None, int], Rows]


def add_action(db: Session, moment: datetime, request_id: UUID) -> None:
    db.execute(
        text(
            "INSERT INTO dashboard.receipts (request_id, at, actor, role, action, reason, scope)"
            " VALUES (:id, :at, 'a', 'admin', 'edit', '', '')"
        ),
        {"id": request_id, "at": moment},
    )


def sessions(db: Session, moments: Sequence[datetime | None], sort: Sort) -> Read:
    for moment in moments:
        add(db, updated_at=moment, frame_name=None if moment is None else f"at {moment.minute}")

    def read(cursor: str | None, size: int) -> Rows:
        page = search.search(db, Filters(), sort, cursor, size)
        return Rows([row.id for row in page.rows], page.before, page.after)

    return read


def actions(db: Session, moments: Sequence[datetime | None], _: Sort) -> Read:
    for moment in moments:
        add_action(db, moment or at(3), uuid4())

    def read(cursor: str | None, size: int) -> Rows:
        page = audit_log.search(db, AuditFilters(), cursor, size)
        return Rows([action.request_id for action in page.actions], page.before, page.after)

    return read


def changes(db: Session, moments: Sequence[datetime | None], _: Sort) -> Read:
    add_action(db, at(0), REQUEST)
    insert = text(
        "INSERT INTO dashboard.audit (request_id, row_id, label, before, after)"
        " VALUES (:id, gen_random_uuid(), '', '{}', '{}')"
    )
    for _moment in moments:
        db.execute(insert, {"id": REQUEST})

    def read(cursor: str | None, size: int) -> Rows:
        page = entries.of_request(db, REQUEST, cursor, size)
        return Rows([entry.id for entry in page.entries], page.before, page.after)

    return read


LISTS = (sessions, actions, changes)


@pytest.mark.parametrize("make", LISTS)
@EXAMPLES
@given(
    moments=st.lists(st.sampled_from([*MOMENTS, None]), max_size=9),
    size=st.integers(1, 4),
    sort=st.sampled_from(Sort),
)
def test_pages_forward_and_back_have_the_same_rows(
    db: Session,
    make: Callable[[Session, Sequence[datetime | None], Sort], Read],
    moments: list[datetime | None],
    size: int,
    sort: Sort,
) -> None:
    nested = db.begin_nested()
    read = make(db, moments, sort)
    whole = read(None, 100)
    assert len({*whole.ids}) == len(whole.ids) == len(moments)
    assert (whole.before, whole.after) == (None, None)

    forward = [read(None, size)]
    while (cursor := forward[-1].after) is not None:
        forward.append(read(cursor, size))
    assert [row_id for page in forward for row_id in page.ids] == whole.ids
    assert len(forward) == max(1, -(-len(moments) // size))
    assert forward[0].before is None

    back = [forward[-1]]
    while (cursor := back[-1].before) is not None:
        back.append(read(cursor, size))
    assert [row_id for page in reversed(back) for row_id in page.ids] == whole.ids
    nested.rollback()


@pytest.mark.parametrize("make", LISTS)
def test_the_links_of_an_emptied_page_lead_to_the_ends_of_the_list(
    db: Session, make: Callable[[Session, Sequence[datetime | None], Sort], Read]
) -> None:
    read = make(db, [*MOMENTS, at(3)], Sort.UPDATED_DESC)
    everything = read(None, 100).ids
    after = read(None, 3).after
    assert after is not None
    cursor = json.loads(base64.urlsafe_b64decode(after))
    del cursor["id" if "id" in cursor else "request_id"]
    last = read(word({**cursor, "direction": "before"}), 3)
    assert (last.ids, last.after) == (everything[1:], None)


@pytest.mark.parametrize("make", LISTS)
@pytest.mark.parametrize(
    "cursor",
    ["x", "a1", "b0", "====", "\0", "é", "\ud800", "'" * 10_000, "A" * 10_000, "bnVsbA==", "e30="],
)
def test_an_invalid_cursor_is_refused(
    db: Session, make: Callable[[Session, Sequence[datetime | None], Sort], Read], cursor: str
) -> None:
    read = make(db, MOMENTS, Sort.UPDATED_DESC)
    with pytest.raises(InvalidInput, match="first page"):
        read(cursor, 2)


@pytest.mark.parametrize(
    "changes",
    [
        {"of": "entries"},
        {"direction": "sideways"},
        {"at": "yesterday"},
        {"at": "2026-01-01T00:00:00"},
        {"request_id": "7"},
        {"extra": 1},
    ],
)
def test_a_tampered_cursor_is_refused(db: Session, changes: dict[str, Any]) -> None:
    read = actions(db, MOMENTS, Sort.UPDATED_DESC)
    after = read(None, 1).after
    assert after is not None
    cursor = json.loads(base64.urlsafe_b64decode(after))
    with pytest.raises(InvalidInput, match="first page"):
        read(word({**cursor, **changes}), 2)


@pytest.mark.parametrize("row_id", [0, -1, 2**63, "x", 1.5])
def test_an_impossible_position_is_refused(db: Session, row_id: object) -> None:
    cursor = word({"direction": "after", "of": entries.LIST, "id": row_id})
    with pytest.raises(InvalidInput, match="first page"):
        entries.of_request(db, REQUEST, cursor)


def word(cursor: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(cursor).encode()).decode()


def test_a_word_that_is_too_long_is_not_decoded() -> None:
    with pytest.raises(InvalidInput):
        paging.decode(paging.Cursor, "A" * (paging.MAX_CURSOR_CHARS + 1), "list")
