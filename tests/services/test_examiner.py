"""Inspections in a process of their own, which is started when needed and replaced when it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from uuid import UUID

import psutil
import pytest

from inspection.syntax import CheckerUnavailable
from services import inspection
from services.examiner import LEAST_PRIORITY, Examiner, NotExamined, Response, respond_all
from store.insights.insight_records import Findings, Subject

SUBJECT: Final = Subject(
    row_id=UUID(int=1),
    row_version="7",
    code="export default () => <p>\u2028Grüße\n</p>",
    design='{"nodes": {"1:2": {"document": {"id": "1:2", "type": "FRAME", "name": "Home"}}}}',
)


@pytest.fixture
def examiner() -> Iterator[Examiner]:
    examiner = Examiner()
    yield examiner
    examiner.close()


def process_of() -> psutil.Process:
    """The process that was started last; other tests may have let one run."""
    children = psutil.Process().children()
    examiners = [each for each in children if "services.examiner" in each.cmdline()]
    return max(examiners, key=psutil.Process.create_time)


def test_it_finds_what_the_web_process_would_at_the_lowest_priority(examiner: Examiner) -> None:
    assert examiner.examine(SUBJECT) == inspection.examine(SUBJECT)
    process = process_of()
    assert process.nice() == LEAST_PRIORITY
    examiner.close()
    assert not process.is_running()


def test_another_process_follows_one_that_ended(examiner: Examiner) -> None:
    examiner.examine(SUBJECT)
    process = process_of()
    process.kill()
    assert examiner.examine(SUBJECT).verdict
    assert process_of().pid != process.pid


def test_a_row_that_ends_every_process_is_given_up() -> None:
    with pytest.raises(NotExamined, match="has ended"):
        Examiner([sys.executable, "-c", ""]).examine(SUBJECT)


def test_a_row_that_cannot_be_inspected_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    examine = inspection.examine

    def fail(subject: Subject) -> Findings:
        if subject.row_version == "1":
            raise CheckerUnavailable("esbuild is not installed")
        if subject.row_version == "2":
            raise RecursionError("a value of the row")
        return examine(subject)

    monkeypatch.setattr(inspection, "examine", fail)
    lines = [
        SUBJECT.model_copy(update={"row_version": version}).model_dump_json().encode()
        for version in "123"
    ]
    written = BytesIO()
    respond_all(lines, written)
    answers = [Response.model_validate_json(line) for line in written.getvalue().splitlines()]
    assert answers[0].unavailable == "esbuild is not installed"
    assert answers[1].failed == "RecursionError"
    assert answers[2].findings == examine(SUBJECT)
