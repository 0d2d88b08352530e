"""What the database handle raises, and what it does not raise for an optional query."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from store.engine import Database
from store.errors import InvalidInput, NotFound, Overloaded, SearchTooSlow, TooSlow, Unavailable
from store.retrying import attempt


def sleep(db: Session) -> None:
    db.execute(text("SELECT pg_sleep(10)"))


@pytest.fixture
def narrow(database: Database) -> Iterator[Database]:
    """A handle with one connection."""
    engine = create_engine(database.engine.url, pool_size=1, max_overflow=0, pool_timeout=0.05)
    handle = Database(engine)
    yield handle
    handle.dispose()


def test_a_statement_timeout_is_too_slow(database: Database) -> None:
    with pytest.raises(TooSlow):
        database.read(sleep, timeout_ms=20)
    with pytest.raises(TooSlow), database.begin(timeout_ms=20) as db:
        sleep(db)


def test_a_lock_timeout_is_too_slow(database: Database) -> None:
    def count(db: Session) -> int:
        return int(db.scalars(text("SELECT count(*) FROM prototype_sessions")).one())

    with database.begin() as other:
        other.execute(text("LOCK TABLE prototype_sessions IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(TooSlow):
            database.read(count, timeout_ms=50)
        assert database.try_read(count, timeout_ms=50) is None
    assert database.try_read(count) == 0


def test_a_full_pool_is_overloaded(narrow: Database) -> None:
    with narrow.engine.connect():
        with pytest.raises(Overloaded, match="in use"):
            narrow.read(sleep)
        with pytest.raises(Overloaded), narrow.begin():
            pass
        assert narrow.try_read(sleep) is None
    assert narrow.try_read(lambda db: 1) == 1


@pytest.mark.parametrize("error", [TooSlow(), SearchTooSlow("…"), Overloaded(), InvalidInput("…")])
def test_an_optional_query_returns_none(error: Exception) -> None:
    def ask() -> int:
        raise error

    assert attempt(ask) is None


@pytest.mark.parametrize("error", [Unavailable(), NotFound(), ValueError()])
def test_other_errors_are_raised(error: Exception) -> None:
    def ask() -> int:
        raise error

    with pytest.raises(type(error)):
        attempt(ask)
