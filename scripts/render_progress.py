"""How far a run of the renderer is: printed, and reported for the system page."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Final
from uuid import uuid4

from components.frontend import NotBuilt
from inspection.syntax import CheckerUnavailable
from scripts.headless import NoBrowser
from scripts.inspect_rows import bar
from scripts.rendering import NOT_RENDERED
from store.engine import Database
from store.errors import StoreError
from store.renders import runs
from store.renders.render_records import RunReport

REPORT_SECONDS: Final = 5.0
UNEXPECTED: Final = "It failed in an unexpected way: its output says more."


class Progress:
    """One run: counts verdicts, prints how far it is, and how long the rest will take."""

    def __init__(self, database: Database, name: str, total: int) -> None:
        self.verdicts: Counter[str] = Counter()
        self._database = database
        self._run = RunReport(id=uuid4(), name=name, rendered=0)
        self._total = total
        self._began = self._reported = time.monotonic()

    def add(self, verdict: str) -> None:
        """Count a row, and say so every few seconds."""
        self.verdicts[verdict] += 1
        now = time.monotonic()
        if now - self._reported >= REPORT_SECONDS:
            self._reported = now
            print(self.line(), flush=True)
            self._report()

    def line(self) -> str:
        """`[####   ] 40 of 212, 5/s, about 30 s left`."""
        done, seconds = self.verdicts.total(), time.monotonic() - self._began
        left = max(self._total - done, 0) * seconds / done if done else 0
        rest = f", about {timedelta(seconds=round(left))} left" if left >= 1 else ""
        return f"{bar(done, self._total, seconds)}{rest}"

    @contextmanager
    def reported(self) -> Iterator[None]:
        """Report the beginning and the end of the block, and what ended it."""
        self._report()
        problem = UNEXPECTED
        try:
            yield
            problem = self._not_rendered()
        except KeyboardInterrupt:
            problem = ""
            raise
        except (StoreError, CheckerUnavailable, NoBrowser, NotBuilt) as error:
            problem = str(error)
            raise
        finally:
            self._report(problem, is_over=True)

    def _not_rendered(self) -> str:
        """The rows that were skipped, by the type of the error."""
        skipped = [
            f"{count:,} {verdict}"
            for verdict, count in self.verdicts.items()
            if verdict.startswith(NOT_RENDERED)
        ]
        return ", ".join(skipped)

    def _report(self, problem: str = "", *, is_over: bool = False) -> None:
        given = {"rendered": self.verdicts.total(), "problem": problem[:300], "is_over": is_over}
        with suppress(StoreError):  # rendering goes on without it
            with self._database.begin() as db:
                runs.put(db, self._run.model_copy(update=given))
