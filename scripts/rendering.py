"""Rows through a headless browser: claimed, run, compared, kept; a few pages side by side."""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, TypeVar
from uuid import UUID

from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as BrowserError

from inspection.syntax import CheckerUnavailable
from scripts import headless
from scripts.headless import BrowserGone, Stage
from services import render_outcomes, renders
from services.renders import Work
from store.engine import Database
from store.errors import StoreError
from store.records import Filters
from store.renders import turns
from store.renders.render_records import Outcome, RenderVerdict
from store.renders.turns import DueVersion

T = TypeVar("T")

Turn = UUID | DueVersion
"""A row, or one of the codes that a row had."""

BATCH: Final = 16
FRESH_AFTER: Final = 300
"""After how many rows a browser is started anew: what pages leave behind adds up."""
READ_TIMEOUT_MS: Final = 60_000
MOST_PATIENCE: Final = 3
TOO_LONG: Final = f"It did not end within {headless.LIMIT_SECONDS * MOST_PATIENCE:.0f} s"
NOT_RENDERED: Final = "not rendered"
FELL: Final = "It ended the browser that ran it"


class Rendering:
    """Renders rows under the filters, the last updated first. `done` is told each verdict."""

    def __init__(
        self, database: Database, filters: Filters, by: str, done: Callable[[str], None]
    ) -> None:
        self._database = database
        self._filters = filters
        self._by = by
        self._done = done
        self._after: str | None = None
        self._are_rows_over = False
        self._is_over = False
        self._seen: set[Turn] = set()
        self._left = 0
        self._next_lock = asyncio.Lock()
        self._claimed: deque[Turn] = deque()
        self._suspects: list[Turn] = []

    async def run(self, pages: int, limit: int | None = None) -> None:
        """Render until nothing is left, or `limit` rows are. Raises StoreError, NoBrowser."""
        left = sys.maxsize if limit is None else limit
        try:
            async with async_playwright() as playwright:
                while left > 0 and not self._is_over:
                    given = self._left = min(FRESH_AFTER, left)
                    await self._with_a_browser(playwright, pages)
                    left -= given - self._left
                    # What did not answer, or was in a browser that ended, is tried by itself.
                    suspects, self._suspects = self._suspects, []
                    for turn in suspects:
                        await self._alone(playwright, turn)
        finally:
            await asyncio.shield(self._release(*self._claimed))

    async def _with_a_browser(self, playwright: Playwright, pages: int) -> None:
        async with headless.started(playwright) as browser:
            try:
                async with asyncio.TaskGroup() as group:
                    for number in range(pages):
                        group.create_task(self._work(browser, number))
            except* (StoreError, CheckerUnavailable) as errors:
                raise errors.exceptions[0] from None

    async def _work(self, browser: Browser, number: int) -> None:
        """Render one row after the other on a page, until there is none or the browser is gone."""
        stage: Stage | None = None
        while (turn := await self._next()) is not None:
            of = await self._read(turn)
            if of is None:
                continue
            try:
                stage = stage or await Stage.open(browser, number)
                report, picture = await stage.run(of.job)
            except (TimeoutError, BrowserGone, BrowserError):
                self._suspects.append(turn)
                if not browser.is_connected():
                    return
                if stage:
                    await stage.close()
                stage = None
                continue
            if render_outcomes.is_doubtful(report):
                self._suspects.append(turn)
            else:
                await self._keep(
                    turn, of, await self._guarded(render_outcomes.outcome, of, report, picture)
                )

    async def _alone(self, playwright: Playwright, turn: Turn) -> None:
        """Render a row with nothing beside it and more patience: what ends it now is the row."""
        of = await self._read(turn)
        if of is None:
            return
        of = of._replace(job=of.job._replace(patience=MOST_PATIENCE))
        result: Outcome | None
        try:
            async with headless.started(playwright) as browser:
                stage = await Stage.open(browser, 0)
                report, picture = await stage.run(of.job)
                result = await self._guarded(render_outcomes.outcome, of, report, picture)
        except TimeoutError:
            result = render_outcomes.ended(of, TOO_LONG, RenderVerdict.SLOW)
        except (BrowserGone, BrowserError):
            result = render_outcomes.ended(of, FELL, RenderVerdict.STOPPED)
        await self._keep(turn, of, result)

    async def _read(self, turn: Turn) -> Work | None:
        """What to render; None if it is gone or cannot be read, with its claim released."""
        read = renders.work_of_version if isinstance(turn, DueVersion) else renders.work
        work = await self._guarded(read, self._database, turn)
        if work is None:
            await self._release(turn)
        return work

    async def _guarded(self, function: Callable[..., T], *given: Any) -> T | None:
        """Run a function in a thread; None if it failed in an unexpected way.

        It may parse an untrusted design: an error of one row must not end the run.
        """
        try:
            return await asyncio.to_thread(function, *given)
        except (StoreError, CheckerUnavailable):
            raise
        except Exception as error:  # counted in the summary by its type, never by its text
            self._done(f"{NOT_RENDERED} ({type(error).__qualname__})")
            return None

    async def _keep(self, turn: Turn, of: Work, result: Outcome | None) -> None:
        if result is None:
            await self._release(turn)
            return
        claimed = [turn] if isinstance(turn, UUID) else []
        await asyncio.to_thread(renders.save, self._database, of, result, self._by, claimed)
        self._done(result.verdict)

    async def _next(self) -> Turn | None:
        """A claimed row or a version; None where nothing is left for this browser."""
        async with self._next_lock:
            while not self._claimed and self._left > 0 and not self._is_over:
                rows = await asyncio.to_thread(self._claim, min(BATCH, self._left))
                self._claimed.extend(rows)
                self._left -= len(rows)
            return self._claimed.popleft() if self._claimed else None

    def _claim(self, size: int) -> tuple[Turn, ...]:
        """Rows first, then the codes that they had: those are read by nobody's list."""
        if self._are_rows_over:
            read = partial(turns.list_due_versions, limit=len(self._seen) + size)
            versions = self._database.read(read, timeout_ms=READ_TIMEOUT_MS)
            fresh = tuple(each for each in versions if each not in self._seen)[:size]
            self._seen.update(fresh)
            self._is_over = not fresh
            return fresh
        due_now = partial(turns.list_due, filters=self._filters, limit=size, after=self._after)
        due, self._after = self._database.read(due_now, timeout_ms=READ_TIMEOUT_MS)
        self._are_rows_over = self._after is None
        if not due:
            return ()
        with self._database.begin() as db:
            return turns.claim(db, due)

    async def _release(self, *given: Turn) -> None:
        row_ids = [turn for turn in given if isinstance(turn, UUID)]
        if row_ids:
            await asyncio.to_thread(self._released, row_ids)

    def _released(self, row_ids: Sequence[UUID]) -> None:
        with self._database.begin() as db:
            turns.release(db, row_ids)
