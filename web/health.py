"""Health checks for a load balancer: whether the process is up, and whether it can serve."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

log = logging.getLogger("dashboard.web")

HEALTH: Final = "/healthz"
READY: Final = "/readyz"
ANSWER_SECONDS: Final = 2.0
KEEP_SECONDS: Final = 1.0
NO_STORE: Final = {"Cache-Control": "no-store"}


class Readiness:
    """Calls `check` at most once at a time and once a second, however many callers there are.

    A check that takes longer than `answer_seconds` counts as a no and continues. No other is
    started meanwhile, so all callers together use at most one connection and one thread.
    """

    def __init__(
        self,
        check: Callable[[], bool],
        *,
        answer_seconds: float = ANSWER_SECONDS,
        keep_seconds: float = KEEP_SECONDS,
    ) -> None:
        self.check = check
        self.answer_seconds = answer_seconds
        self.keep_seconds = keep_seconds
        self._answer = False
        self._fresh_until = 0.0
        self._asking: asyncio.Task[None] | None = None

    async def __call__(self) -> bool:
        """Whether the last check succeeded; checks again if its result is old."""
        if time.monotonic() < self._fresh_until:
            return self._answer
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        done, _ = await asyncio.wait({self._asking}, timeout=self.answer_seconds)
        return bool(done) and self._answer

    async def _ask(self) -> None:
        try:
            self._answer = await run_in_threadpool(self.check)
        except Exception:
            # An uncaught error would stay unseen in the task, and the last answer would remain. A
            # dashboard that does not know is not ready, and the log says why.
            log.exception("readiness check failed")
            self._answer = False
        self._fresh_until = time.monotonic() + self.keep_seconds


def routes(check: Callable[[], bool]) -> list[Route]:
    """`/healthz` and `/readyz`; `check` says whether the database answers with our schema."""
    ready = Readiness(check)

    async def answer_health(request: Request) -> Response:
        return PlainTextResponse("ok\n", headers=NO_STORE)

    async def answer_ready(request: Request) -> Response:
        if await ready():
            return PlainTextResponse("ok\n", headers=NO_STORE)
        return PlainTextResponse("unavailable\n", 503, headers=NO_STORE)

    return [Route(HEALTH, answer_health), Route(READY, answer_ready)]
