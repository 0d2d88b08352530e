"""The record of the store's SQL: what counts as executed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from store.insights import coverage
from store.sessions import code_versions
from store.system import posture, read_only, system
from tests.statements import Recorder, calls, constants


@pytest.fixture
def recorder(db: Session) -> Iterator[Recorder]:
    recorder = Recorder()
    engine = db.connection().engine
    event.listen(engine, "before_cursor_execute", recorder.record)
    yield recorder
    event.remove(engine, "before_cursor_execute", recorder.record)


def names(recorder: Recorder, module: str) -> set[str]:
    """The names of one module's constants that are missing."""
    start = f"store/{module}.py: "
    return {each.removeprefix(start) for each in recorder.missing() if each.startswith(start)}


def test_everything_is_missing_before_anything_ran() -> None:
    assert len(Recorder().missing()) == len([*calls()]) + len([*constants()]) > 100


def test_a_statement_that_ran_is_executed_and_its_neighbors_are_not(
    db: Session, recorder: Recorder
) -> None:
    before = names(recorder, "insights/coverage")
    coverage.missing_or_stale(db, 1)
    assert before - names(recorder, "insights/coverage") == {"_MISSING_OR_STALE"}


def test_a_text_is_not_executed_by_a_line_nor_a_line_by_a_text(
    db: Session, recorder: Recorder
) -> None:
    db.execute(text(read_only._WRITE_REFUSAL))
    assert "_WRITE_REFUSAL" in names(recorder, "system/read_only")
    read_only.write_refusal(db)
    assert "_WRITE_REFUSAL" not in names(recorder, "system/read_only")


def test_percent_signs_and_placeholders_make_no_difference(db: Session, recorder: Recorder) -> None:
    posture.findings(db)
    assert "TABLES" not in names(recorder, "system/posture_tables")
    assert not names(recorder, "system/posture_reach")
    code_versions.enable(db, keep=3, days=7)
    assert "_ENABLE" not in names(recorder, "sessions/code_versions")


def test_a_call_over_several_lines_counts_on_any_of_them(db: Session, recorder: Recorder) -> None:
    missing = {each for each in recorder.missing() if each.startswith("store/system/system.py")}
    system.overview(db)
    left = {each for each in recorder.missing() if each.startswith("store/system/system.py")}
    assert len(left) == 1 < len(missing)  # the round trips
