"""Inspects in a process of its own at the lowest priority, so that no page waits for an inspection.

In the web process, each inspection would hold Python's lock while people's pages are drawn. The
process reads a subject per line and answers with a line; it ends when the web process does, which
closes its input. docs/decisions/0027-when-rows-are-inspected.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from threading import Lock
from typing import IO, Final

from inspection.syntax import CheckerUnavailable
from services import inspection
from settings import ROOT
from store.insights.insight_records import Findings, Subject
from store.records import Record

LEAST_PRIORITY: Final = 19
COMMAND: Final = (sys.executable, "-m", "services.examiner")


class NotExamined(RuntimeError):
    """An inspection failed. The message has the name of its error, or that its process ended."""


class Response(Record):
    """Findings, or why there are none: the checker's message, or the name of an error."""

    findings: Findings | None = None
    unavailable: str = ""
    failed: str = ""


class Examiner:
    """The process, which is started when it is needed, one inspection at a time."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def examine(self, subject: Subject) -> Findings:
        """Like `inspection.examine`. Raises CheckerUnavailable, NotExamined."""
        line = subject.model_dump_json().encode()
        with self._turn:
            said = self._ask(line) or self._ask(line)  # it may have ended before
        if not said:
            raise NotExamined("The process that inspects has ended.")
        answer = Response.model_validate_json(said)
        if answer.unavailable:
            raise CheckerUnavailable(answer.unavailable)
        if answer.findings is None:
            raise NotExamined(answer.failed)
        return answer.findings

    def close(self) -> None:
        """End the process after the current inspection; the next one starts another."""
        with self._turn:
            self._end()

    def _ask(self, line: bytes) -> bytes | None:
        """The answer; None if the process has ended."""
        if self._process is None:
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(self._command, cwd=ROOT, stdin=pipe, stdout=pipe)
        to_it, from_it = self._process.stdin, self._process.stdout
        assert to_it is not None
        assert from_it is not None
        with suppress(BrokenPipeError):
            to_it.write(line + b"\n")
            to_it.flush()
        if (answer := from_it.readline()).endswith(b"\n"):
            return answer
        self._end()
        return None

    def _end(self) -> None:
        if self._process:
            self._process.communicate()
            self._process = None


def respond_all(lines: Iterable[bytes], answers: IO[bytes]) -> None:
    """Write an answer for each subject."""
    for line in lines:
        answers.write(_examine(line).model_dump_json().encode() + b"\n")
        answers.flush()


def _examine(line: bytes) -> Response:
    try:
        return Response(findings=inspection.examine(Subject.model_validate_json(line)))
    except CheckerUnavailable as error:
        return Response(unavailable=str(error))
    except Exception as error:  # of an untrusted design: the next row may be a better one
        return Response(failed=type(error).__qualname__)


examiner: Final = Examiner()

if __name__ == "__main__":
    os.nice(LEAST_PRIORITY)
    respond_all(sys.stdin.buffer, sys.stdout.buffer)
