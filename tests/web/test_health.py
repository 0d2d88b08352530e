"""What a load balancer is told, and what a check costs."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

from starlette.applications import Starlette

from tests.coroutines import finished
from tests.web.asgi import get
from web.health import Readiness, routes


def ready(check: Callable[[], bool]) -> tuple[int, bytes]:
    answer = get(Starlette(routes=routes(check)), "/readyz")
    return answer.status, answer.body


def test_the_process_is_up_whatever_the_database_does() -> None:
    answer = get(Starlette(routes=routes(lambda: False)), "/healthz")
    assert (answer.status, answer.body) == (200, b"ok\n")
    assert answer.headers["cache-control"] == "no-store"


def test_it_says_ok_or_unavailable_and_nothing_else() -> None:
    def broken() -> bool:
        raise RuntimeError("host db.internal refused user dash_rw")

    assert ready(lambda: True) == (200, b"ok\n")
    assert ready(lambda: False) == (503, b"unavailable\n")
    assert ready(broken) == (503, b"unavailable\n")


def test_a_thousand_callers_cost_one_check() -> None:
    asked: list[float] = []

    def check() -> bool:
        asked.append(time.monotonic())
        return True

    async def hammer() -> list[bool]:
        readiness = Readiness(check)
        return await asyncio.gather(*(readiness() for _ in range(1_000)))

    assert all(finished(hammer()))
    assert len(asked) == 1


def test_a_check_that_hangs_is_answered_in_time_and_not_asked_twice() -> None:
    release = threading.Event()
    asked: list[int] = []

    def hang() -> bool:
        asked.append(1)
        return release.wait(10)

    async def ask() -> tuple[list[bool], float, bool]:
        readiness = Readiness(hang, answer_seconds=0.05)
        began = time.monotonic()
        answers = [await readiness(), await readiness()]
        took = time.monotonic() - began
        release.set()
        while not await readiness():
            await asyncio.sleep(0)
        return answers, took, True

    answers, took, recovered = finished(ask())
    assert answers == [False, False]
    assert took < 1
    assert recovered
    assert len(asked) == 1


def test_an_old_answer_is_not_given() -> None:
    answers = iter([True, False, True])

    async def ask() -> list[bool]:
        readiness = Readiness(lambda: next(answers), keep_seconds=0)
        return [await readiness(), await readiness(), await readiness()]

    assert finished(ask()) == [True, False, True]
