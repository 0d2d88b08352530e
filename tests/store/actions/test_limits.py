"""Limits on one person's reveals and bulk actions, counted in the log across transactions."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.actions import actions, reveal
from store.actions import limits as limiting
from store.actions.limits import Limits
from store.actions.receipts import Receipt, Target
from store.engine import Database
from store.errors import InvalidInput, RateLimited
from store.principal import Principal, Role
from tests.store.acting import (
    ADMIN,
    NOTHING_RECORDED,
    STUCK_AFTER,
    SUPPORT,
    insert_row,
    recorded,
    target_of,
)

FEW = Limits(reveals=3, bulk_actions=2)


def look(
    db: Session, row_id: UUID, who: Principal = SUPPORT, request_id: UUID | None = None
) -> str:
    return reveal.reveal_session_id(
        db, who, row_id, reason="ticket", request_id=request_id or uuid4(), most=FEW
    )


def reset(
    db: Session, count: int, who: Principal = SUPPORT, batch_id: UUID | None = None
) -> Receipt:
    return actions.reset(
        db,
        who,
        [target_of(db, insert_row(db)) for _ in range(count)],
        reason="",
        request_id=uuid4(),
        stuck_after=STUCK_AFTER,
        batch_id=batch_id,
        limits=FEW,
    )


def age(db: Session, minutes: int) -> None:
    """Age everything in the log by this many minutes."""
    db.execute(text(f"UPDATE dashboard.receipts SET at = at - interval '{minutes} minutes'"))


def test_reveals_stop_at_the_limit_and_say_when_to_continue(db: Session) -> None:
    row_id = insert_row(db)
    look(db, row_id)
    age(db, 20)
    look(db, row_id)
    look(db, row_id)
    before = recorded(db)
    with pytest.raises(RateLimited, match="3 session ids within an hour") as caught:
        look(db, row_id)
    assert recorded(db) == before, "A refused attempt leaves no trace."
    assert f"at {caught.value.again_at:%H:%M} UTC" in str(caught.value)
    assert " 40 min" in str(caught.value)
    wait = caught.value.again_at - datetime.now(UTC)
    assert timedelta(minutes=39) < wait < timedelta(minutes=41)
    age(db, 41)
    look(db, row_id)
    with pytest.raises(RateLimited):
        look(db, row_id) and look(db, row_id)


def test_each_person_has_a_separate_limit(db: Session) -> None:
    row_id = insert_row(db)
    for _ in range(3):
        look(db, row_id)
    assert look(db, row_id, ADMIN)


def test_repeating_a_reveal_does_not_count(db: Session) -> None:
    row_id, request_id = insert_row(db), uuid4()
    look(db, row_id)
    look(db, row_id)
    for _ in range(5):
        assert look(db, row_id, request_id=request_id)


def test_a_name_cleaned_for_the_log_still_counts(db: Session) -> None:
    row_id = insert_row(db, session_id="0123456789abcdef")
    odd = Principal(actor="mo  \t 0123456789abcdef", role=Role.SUPPORT)
    for _ in range(3):
        look(db, row_id, odd)
    with pytest.raises(RateLimited):
        look(db, row_id, odd)


def test_bulk_actions_stop_at_the_limit_and_single_ones_continue(db: Session) -> None:
    reset(db, 1)
    reset(db, 2)
    reset(db, 2)
    with pytest.raises(RateLimited, match="several sessions at once 2 times"):
        reset(db, 2)
    targets = [target_of(db, insert_row(db)) for _ in range(2)]
    with pytest.raises(RateLimited):
        actions.fail(db, SUPPORT, targets, reason="r", request_id=uuid4(), limits=FEW)
    assert len(reset(db, 1).changed) == 1


def test_the_batches_of_one_bulk_count_once(db: Session) -> None:
    first, second = uuid4(), uuid4()
    for _ in range(4):
        reset(db, 2, batch_id=first)
    reset(db, 2, batch_id=second)
    reset(db, 2, batch_id=first)
    with pytest.raises(RateLimited):
        reset(db, 2, batch_id=uuid4())
    with pytest.raises(RateLimited):
        reset(db, 2, ADMIN) and reset(db, 2, ADMIN) and reset(db, 2, ADMIN, batch_id=first)


def test_an_action_that_changed_nothing_does_not_count(db: Session) -> None:
    targets = [Target(id=uuid4(), version="1") for _ in range(2)]
    for _ in range(3):
        actions.reset(
            db,
            SUPPORT,
            targets,
            reason="",
            request_id=uuid4(),
            stuck_after=STUCK_AFTER,
            limits=FEW,
        )


def test_an_invalid_threshold_does_not_bypass_the_limit(db: Session) -> None:
    with pytest.raises(InvalidInput):
        actions.reset(
            db,
            SUPPORT,
            [target_of(db, insert_row(db))],
            reason="",
            request_id=uuid4(),
            stuck_after=timedelta(0),
        )
    assert recorded(db) == NOTHING_RECORDED


def test_of_twelve_at_once_three_are_allowed(database: Database) -> None:
    with database.begin() as db:
        row_id = insert_row(db)

    def try_it(_: int) -> bool:
        try:
            with database.begin() as db:
                look(db, row_id)
        except RateLimited:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(try_it, range(12))) == 3


def test_a_long_log_is_not_read_whole(database: Database) -> None:
    with database.begin() as db:
        db.execute(
            text(
                "INSERT INTO dashboard.receipts"
                " (request_id, at, actor, role, action, reason, scope)"
                " SELECT gen_random_uuid(), now() - n * interval '30 seconds', 'person ' || n % 10,"
                " 'support', 'reveal', '', '' FROM generate_series(1, 50000) AS n"
            )
        )
        db.execute(text("ANALYZE dashboard.receipts"))
    values = {"actor": "person 1", "actions": ["reveal"], "request_id": uuid4(), "limit": 20}
    for statement in (limiting._REVEALS, limiting._BULK):
        explain = text(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}")
        with database.begin() as db:
            plan = db.scalars(explain, values).one()
        assert "ix_receipts_at" in json.dumps(plan)
        assert plan[0]["Plan"]["Shared Hit Blocks"] + plan[0]["Plan"]["Shared Read Blocks"] < 100
