"""The proxy that counts round trips to PostgreSQL."""

from __future__ import annotations

import time

import psycopg
import pytest
from sqlalchemy import text

from bench.wire import Answers, Counter, proxy
from store.engine import Database, engine_for
from tests.conftest import MakeDatabase


@pytest.fixture
def url(make_database: MakeDatabase) -> str:
    return make_database(None)


def test_a_message_is_a_round_trip_and_so_is_a_pipeline(url: str) -> None:
    with (
        proxy(url) as (through, counter),
        psycopg.connect(through, autocommit=True) as connection,
    ):
        assert counter.answered == 0
        connection.execute("SELECT 1; SELECT 2")
        connection.execute("SELECT %s::int", (1,))
        assert counter.answered == 2
        with connection.pipeline():
            for number in range(5):
                connection.execute("SELECT %s::int", (number,))
        assert counter.answered == 3


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_messages_are_counted_however_they_are_split(size: int) -> None:
    message = b"D" + (9).to_bytes(4, "big") + b"ZZZZZ" + b"Z" + (5).to_bytes(4, "big") + b"I"
    counter = Counter()
    answers = Answers(counter)
    sent = message * 4
    for at in range(0, len(sent), size):
        answers(sent[at : at + size])
    assert counter.answered == 3


def test_a_delay_is_added_to_each_round_trip(url: str) -> None:
    with proxy(url, round_trip_ms=50) as (through, _), psycopg.connect(through) as connection:
        began = time.monotonic()
        connection.execute("SELECT 1")
        connection.execute("SELECT 1")
        assert time.monotonic() - began >= 0.15  # BEGIN and two statements


def test_a_write_sends_one_message_more_than_its_statements(url: str) -> None:
    """A transaction's settings go with its statements; a write sends its COMMIT separately."""
    with proxy(url) as (through, counter):
        database = Database(engine_for(through))
        database.read(lambda db: db.scalar(text("SELECT 1")))
        before = counter.answered
        database.read(lambda db: [db.scalar(text("SELECT 1")), db.scalar(text("SELECT 2"))])
        assert counter.answered - before == 2
        before = counter.answered
        with database.begin() as db:
            db.scalar(text("SELECT 1"))
        assert counter.answered - before == 3
        database.dispose()
