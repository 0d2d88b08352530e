"""Several queries over one connection, each of which may fail by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session

from bench.wire import proxy
from store.engine import Database, engine_for
from store.errors import InvalidInput, NotFound, Overloaded, TooSlow
from store.reading import Limiter, Reader


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


def test_all_queries_share_a_connection(database: Database, counted: Counted) -> None:
    with Reader(database) as reader:
        assert reader.read(answer(1)) == 1
        assert reader.aside(answer(2)) == 2
        with reader.batch() as batch:
            three = batch.later(answer(3))
        assert three() == 3
    assert (counted.begun, counted.statements) == (1, 3)


def test_a_slow_query_affects_no_other(database: Database, counted: Counted) -> None:
    with Reader(database) as reader:
        before = reader.read(answer(1))
        slow = reader.aside(sleep, timeout_ms=20)
        after = reader.aside(answer(3))
    assert (before, slow, after) == (1, None, 3)
    assert counted.begun == 2


def test_an_invalid_query_affects_no_other(database: Database) -> None:
    with Reader(database) as reader:
        assert reader.aside(nonsense) is None
        assert reader.aside(answer(3)) == 3


def test_an_error_is_raised_where_its_part_is_drawn(database: Database) -> None:
    def gone(db: Session) -> int:
        raise NotFound

    with Reader(database) as reader, reader.batch() as batch:
        part = batch.later(gone)
        two = batch.aside(answer(2))
    assert two() == 2
    with pytest.raises(NotFound):
        part()


def test_a_required_query_raises(database: Database) -> None:
    with Reader(database) as reader, pytest.raises(InvalidInput):
        reader.read(nonsense)


def test_limits(database: Database) -> None:
    with Reader(database) as reader:
        assert reader.read(limit) == "5s"
        assert reader.aside(limit) == "2s"
        assert reader.aside(limit, timeout_ms=400) == "400ms"
        with reader.batch() as batch:
            limits = batch.later(limit), batch.aside(limit), batch.aside(limit, timeout_ms=400)
        assert [each() for each in limits] == ["5s", "2s", "400ms"]
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


def test_a_timeout_of_a_required_query_is_reported(database: Database) -> None:
    with Reader(database) as reader, reader.batch() as batch:
        slow = batch.later(sleep, timeout_ms=20)
    with pytest.raises(TooSlow):
        slow()


def two(first: int, second: int) -> Callable[[Session], list[int]]:
    return lambda db: [answer(first)(db), answer(second)(db)]


def test_a_slow_query_of_a_batch_affects_no_other(database: Database) -> None:
    with Reader(database) as reader, reader.batch() as batch:
        before = batch.aside(two(1, 2))
        slow = batch.aside(sleep, timeout_ms=20)
        after = batch.aside(two(3, 4))
        wrong = batch.aside(nonsense)
        last = batch.later(answer(5))
    assert (before(), slow(), after(), wrong(), last()) == ([1, 2], None, [3, 4], None, 5)


def test_a_query_the_driver_refuses_affects_no_other(database: Database) -> None:
    def no_text(db: Session) -> None:
        db.execute(text("SELECT CAST(:value AS text)"), {"value": "\x00"})

    with Reader(database) as reader, reader.batch() as batch:
        before, refused, after = (batch.later(each) for each in (answer(1), no_text, answer(3)))
    assert (before(), after()) == (1, 3)
    with pytest.raises(DataError, match="NUL"):
        refused()


def test_a_batch_that_loses_its_connection_is_read_again(database: Database) -> None:
    def pid(db: Session) -> int:
        return int(db.execute(text("SELECT pg_backend_pid()")).scalar_one())

    with Reader(database) as reader:
        lost = reader.read(pid)
        with database.begin() as db:
            db.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": lost})
        with reader.batch() as batch:
            first, second = batch.later(two(1, 2)), batch.later(pid)
        assert first() == [1, 2]
        assert second() != lost


def test_a_batch_waits_for_a_full_pool_once(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    small = Database(engine_for(url, connections=1, wait_seconds=0.02))
    with small.engine.connect(), Reader(small) as reader:
        with reader.batch() as batch:
            aside, main = batch.aside(answer(1)), batch.later(answer(2))
        assert aside() is None
        with pytest.raises(Overloaded):
            main()
        assert reader.aside(answer(1)) is None
    small.dispose()


def test_a_batch_sends_as_many_messages_as_its_longest_query(database: Database) -> None:
    with proxy(database.engine.url.render_as_string(hide_password=False)) as (through, counter):
        counted = Database(engine_for(through))
        with Reader(counted) as reader:
            reader.read(answer(1))
            before = counter.answered
            with reader.batch() as batch:
                answers = [batch.later(each) for each in (two(1, 2), answer(3), two(4, 5))]
            assert [each() for each in answers] == [[1, 2], 3, [4, 5]]
        assert counter.answered - before == 2
        counted.dispose()


def test_a_limiter_lets_two_run_at_a_time(database: Database) -> None:
    limiter = Limiter(2, wait_seconds=0.01)
    with Reader(database) as reader:
        with limiter.acquire(), limiter.acquire():
            with reader.batch(limiter) as batch:
                told = batch.aside(answer(1)), batch.later(answer(2))
            assert told[0]() is None
            with pytest.raises(Overloaded):
                told[1]()
        for number in range(3):
            with reader.batch(limiter) as batch:
                through = batch.aside(answer(number))
            assert through() == number
