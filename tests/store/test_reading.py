"""Several queries in one transaction, each of which may fail without the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from store.engine import Database, engine_for
from store.errors import InvalidInput, NotFound, Overloaded, TooSlow
from store.reading import Reader


class Counted:
    """How many transactions and other statements were sent."""

    begun = 0
    statements = 0

    def begin(self, _: object) -> None:
        self.begun += 1

    def execute(self, *_: object) -> None:
        self.statements += 1


@pytest.fixture
def counted(database: Database) -> Iterator[Counted]:
    counted = Counted()
    event.listen(database.engine, "begin", counted.begin)
    event.listen(database.engine, "before_cursor_execute", counted.execute)
    yield counted
    event.remove(database.engine, "begin", counted.begin)
    event.remove(database.engine, "before_cursor_execute", counted.execute)


def answer(number: int) -> Callable[[Session], int]:
    return lambda db: int(db.execute(text(f"SELECT {number}")).scalar_one())


def sleep(db: Session) -> None:
    db.execute(text("SELECT pg_sleep(10)"))


def nonsense(db: Session) -> int:
    raise InvalidInput("This makes no sense.")


def limit(db: Session) -> str:
    return str(db.execute(text("SHOW statement_timeout")).scalar_one())


def test_all_queries_share_a_transaction(database: Database, counted: Counted) -> None:
    with Reader(database) as reader:
        assert reader.read(answer(1)) == 1
        assert reader.aside(answer(2)) == 2
        assert reader.later(answer(3))() == 3
    assert (counted.begun, counted.statements) == (1, 3)


def test_a_slow_query_loses_only_itself(database: Database, counted: Counted) -> None:
    with Reader(database) as reader:
        before = reader.read(answer(1))
        slow = reader.aside(sleep, timeout_ms=20)
        after = reader.aside(answer(3))
    assert (before, slow, after) == (1, None, 3)
    assert counted.begun == 2


def test_a_query_that_makes_no_sense_loses_only_itself(database: Database) -> None:
    with Reader(database) as reader:
        assert reader.aside(nonsense) is None
        assert reader.aside(answer(3)) == 3


def test_an_error_of_a_part_is_raised_where_that_part_is_drawn(database: Database) -> None:
    def gone(db: Session) -> int:
        raise NotFound

    with Reader(database) as reader:
        part = reader.later(gone)
        assert reader.aside(answer(2)) == 2
    with pytest.raises(NotFound):
        part()


def test_what_the_page_is_about_raises(database: Database) -> None:
    with Reader(database) as reader, pytest.raises(InvalidInput):
        reader.read(nonsense)


def test_limits(database: Database) -> None:
    with Reader(database) as reader:
        assert reader.read(limit) == reader.aside(limit) == "5s"
        assert reader.aside(limit, timeout_ms=400) == "400ms"
        assert reader.read(limit) == "5s"
    with Reader(database) as reader:
        assert reader.aside(limit) == "2s"
        assert reader.read(limit) == "5s"


def test_nothing_can_be_written(database: Database) -> None:
    def write(db: Session) -> None:
        db.execute(text("DELETE FROM prototype_sessions"))

    with Reader(database) as reader, pytest.raises(Exception, match="read-only transaction"):
        reader.read(write)


def test_a_full_pool_is_waited_for_once(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    small = Database(engine_for(url, connections=1, wait_seconds=0.02))
    tries = []

    def tried(db: Session) -> int:
        tries.append(1)
        return answer(1)(db)

    with small.engine.connect(), Reader(small) as reader:
        assert reader.aside(tried) is None
        assert reader.aside(tried) is None
        with pytest.raises(Overloaded):
            reader.read(tried)
    assert len(tries) == 2
    small.dispose()


def test_a_lost_connection_is_read_again(database: Database) -> None:
    with Reader(database) as reader:
        pid = reader.read(lambda db: db.execute(text("SELECT pg_backend_pid()")).scalar_one())
        with database.begin() as db:
            db.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        assert reader.read(answer(2)) == 2


def test_a_timeout_of_what_the_page_is_about_is_said(database: Database) -> None:
    def slow(db: Session) -> None:
        db.execute(text("SET LOCAL statement_timeout = 20"))
        sleep(db)

    with Reader(database) as reader, pytest.raises(TooSlow):
        reader.read(slow)
