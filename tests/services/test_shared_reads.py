"""Shared results are read once every few seconds per process."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier, Event

import pytest
from sqlalchemy import event, text

from services import resources, shared_reads, shared_results
from store.engine import Database
from store.reading import Reader
from tests.pages.conftest import LIVE_SECONDS


@pytest.fixture(autouse=True)
def handle(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(resources, "database", lambda: database)
    monkeypatch.setattr(shared_results, "SECONDS", LIVE_SECONDS)
    yield
    shared_reads.forget()


class Question:
    """A query that counts how often it runs."""

    def __init__(self, *answers: int | None) -> None:
        self.answers = [*answers]
        self.times = 0

    def __call__(self) -> int | None:
        self.times += 1
        return self.answers.pop(0)


def test_a_result_is_read_once() -> None:
    question = Question(1, 2)
    assert [shared_reads.read("key", question) for _ in range(3)] == [1, 1, 1]
    assert shared_reads.read("another key", question) == 2


def test_an_old_result_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    question = Question(1, 2)
    now = 100.0
    monkeypatch.setattr(shared_results, "monotonic", lambda: now)
    assert shared_reads.read("key", question) == 1
    now += LIVE_SECONDS - 0.1
    assert shared_reads.read("key", question) == 1
    now += 0.1
    assert shared_reads.read("key", question) == 2


def test_a_result_not_in_time_is_not_kept() -> None:
    question = Question(None, 2)
    assert shared_reads.read("key", question) is None
    assert shared_reads.read("key", question) == 2


def test_an_error_is_raised_and_not_kept() -> None:
    def fails() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        shared_reads.read("key", fails)
    assert shared_reads.read("key", Question(1)) == 1


def test_an_action_drops_everything() -> None:
    question = Question(1, 2)
    shared_reads.read("key", question)
    shared_reads.forget()
    assert shared_reads.read("key", question) == 2


class Clock:
    """A clock that the test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(shared_results, "monotonic", lambda: self.now)


def ask(question: Question) -> tuple[int | None, datetime]:
    """What a page shows of it, and the time that it says."""
    with Reader(resources.database()) as reader, shared_reads.batch(reader) as batch:
        answer = batch.aside(lambda _: question(), key="key")
    return answer(), batch.as_of()


def refreshed() -> None:
    """Wait for what runs in the background."""
    shared_reads.background.submit(lambda: None).result()


def test_an_old_figure_is_shown_while_it_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    question, clock = Question(1, 2, 3), Clock(monkeypatch)
    shown, as_of = ask(question)
    clock.now += LIVE_SECONDS
    assert ask(question) == (shown, as_of) == (1, as_of)
    refreshed()
    newer, later = ask(question)
    assert (newer, question.times) == (2, 2)
    assert later > as_of
    clock.now += shared_results.SHOWN_SECONDS
    assert ask(question)[0] == 3


def test_one_thread_reads_an_old_figure_again(monkeypatch: pytest.MonkeyPatch) -> None:
    question, clock, go_on = Question(1, 2, 3), Clock(monkeypatch), Event()
    ask(question)
    clock.now += LIVE_SECONDS
    shared_reads.background.submit(go_on.wait)
    assert [ask(question)[0] for _ in range(8)] == [1] * 8
    go_on.set()
    refreshed()
    assert question.times == 2


def test_a_figure_not_in_time_again_keeps_its_age(monkeypatch: pytest.MonkeyPatch) -> None:
    question, clock = Question(1, None, 3), Clock(monkeypatch)
    as_of = ask(question)[1]
    for _ in range(2):
        clock.now += LIVE_SECONDS
        assert ask(question) == (1, as_of)
        refreshed()
    assert ask(question)[0] == 3


def test_an_action_drops_a_figure_that_is_being_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question, clock, go_on = Question(1, 3, 2), Clock(monkeypatch), Event()
    ask(question)
    clock.now += LIVE_SECONDS
    shared_reads.background.submit(go_on.wait)
    ask(question)
    shared_reads.forget()
    assert ask(question)[0] == 3
    go_on.set()
    refreshed()
    assert (ask(question)[0], question.times) == (3, 3)


def test_two_databases_have_results_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    question = Question(1, 2)
    shared_reads.read("key", question)
    other = Database(resources.database().engine)
    monkeypatch.setattr(resources, "database", lambda: other)
    assert shared_reads.read("key", question) == 2


def test_simultaneous_reads_are_shared() -> None:
    threads, started, go_on = 8, Barrier(9), Event()
    times = []

    def query() -> int:
        times.append(1)
        go_on.wait()
        return 7

    def ask() -> int | None:
        started.wait()
        return shared_reads.read("key", query)

    with ThreadPoolExecutor(threads) as pool:
        asked = [pool.submit(ask) for _ in range(threads)]
        started.wait()
        go_on.set()
        assert [each.result() for each in asked] == [7] * threads
    assert len(times) == 1


def test_a_reader_that_asks_nothing_new_begins_no_transaction(database: Database) -> None:
    begun: list[object] = []
    event.listen(database.engine, "begin", begun.append)
    for _ in range(3):
        with Reader(database) as reader:
            three = shared_reads.aside(reader, "key", lambda db: db.scalar(text("SELECT 3")))
            assert three == 3
    assert len(begun) == 1
