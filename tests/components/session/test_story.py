"""What happened, what the visitor sees and what helps, for each way a session can be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest

from components.design_tree.designs import Design
from components.session import story
from components.session.story_facts import Facts, Situation
from inspection.answers import Kind
from store.actions.receipts import AuditEntry
from store.records import SessionSummary
from store.sessions.lifecycle import Step
from tests.components.session.stories import CLOCK, TIMES, ago, entry, session

SPINNER = "A spinner that never ends."


class Case(NamedTuple):
    row: SessionSummary
    entries: list[AuditEntry]
    situation: Situation
    happened: str
    sees: str
    recommended: Step | None = None
    design: Design | None = None


def failed(**columns: Any) -> SessionSummary:
    return session("error", ago(minutes=5), error_code="BP-3F8A2C", **columns)


def was_reset(**fields: Any) -> AuditEntry:
    return entry("reset", ago(hours=3), is_unchanged=False, **fields)


CASES = {
    "stuck": Case(
        session("generating", ago(minutes=13)),
        [],
        Situation.STUCK,
        "Generation started 13 min ago and has not been heard of since; 99 % finish within 56.0 s.",
        SPINNER,
        Step.RESET,
    ),
    "stuck without any time": Case(
        session("generating", None, created_at=None, generating_for=timedelta(days=9)),
        [],
        Situation.STUCK,
        "Generation started at an unknown time and never finished.",
        SPINNER,
        Step.RESET,
    ),
    "stuck again": Case(
        session("generating", ago(minutes=13)),
        [was_reset()],
        Situation.STUCK,
        "Generation started 13 min ago and has not been heard of since; 99 % finish within 56.0 s. "
        "It stopped again after **alice** reset it 3 h ago.",
        SPINNER,
        Step.RESET,
    ),
    "stuck after three resets": Case(
        session("generating", ago(minutes=13)),
        [was_reset(), was_reset(), was_reset(), was_reset(undone_by=uuid4())],
        Situation.STUCK,
        "Generation started 13 min ago and has not been heard of since; 99 % finish within 56.0 s. "
        "It has been reset **3 times within 72 h**, and stopped again each time.",
        SPINNER,
        Step.FAIL,
    ),
    "resets of last week do not count": Case(
        session("generating", ago(minutes=13)),
        [entry("reset", ago(days=7), is_unchanged=False)] * 3,
        Situation.STUCK,
        "Generation started 13 min ago and has not been heard of since; 99 % finish within 56.0 s. "
        "It stopped again after **alice** reset it 7 days ago.",
        SPINNER,
        Step.RESET,
    ),
    "failed": Case(
        failed(created_at=ago(minutes=5, seconds=23)),
        [],
        Situation.FAILED,
        r"Generation failed 5 min ago after 23.0 s with reference **BP\-3F8A2C**.",
        r"“Ref: BP\-3F8A2C” and a retry button.",
    ),
    "failed without a reference, generated before": Case(
        session("error", ago(minutes=5)),
        [],
        Situation.FAILED,
        "Generation failed 5 min ago.",
        "An error and a retry button.",
    ),
    "failed again after a reset": Case(
        failed(),
        [was_reset(before={"error_code": "BP-000001"})],
        Situation.FAILED,
        r"Generation failed again 5 min ago with reference **BP\-3F8A2C**, after **alice** reset it"
        " 3 h ago.",
        r"“Ref: BP\-3F8A2C” and a retry button.",
    ),
    "failed import": Case(
        failed(),
        [],
        Situation.IMPORT_FAILED,
        r"The import from Figma failed 5 min ago with reference **BP\-3F8A2C**, so nothing was "
        r"generated. Figma said 404\: Not found.",
        r"“Ref: BP\-3F8A2C” and a retry button.",
        design=Design(Kind.FIGMA_ERROR, "Figma said 404: Not found"),
    ),
    "marked as failed": Case(
        failed(),
        [entry("fail", ago(minutes=5), reason="ticket 4711")],
        Situation.MARKED_FAILED,
        r"**alice** marked it as failed 5 min ago with reference **BP\-3F8A2C**. Reason: “ticket "
        "4711”.",
        r"“Ref: BP\-3F8A2C” and a retry button.",
    ),
    "marked as failed, then failed by itself": Case(
        failed(),
        [entry("fail", ago(hours=3), is_unchanged=False)],
        Situation.FAILED,
        r"Generation failed 5 min ago with reference **BP\-3F8A2C**.",
        r"“Ref: BP\-3F8A2C” and a retry button.",
    ),
    "reset and waiting": Case(
        session("pending", ago(minutes=4)),
        [entry("answer", ago(minutes=3)), entry("reset", ago(minutes=4), reason="*bold*")],
        Situation.RESET,
        r"**alice** reset it 4 min ago. Reason: “\*bold\*”. Nobody has started it again since.",
        "The start button.",
    ),
    "running again": Case(
        session("generating", ago(seconds=35)),
        [entry("reset", ago(minutes=4), is_unchanged=False)],
        Situation.RUNNING,
        "Generation started 35 s ago, after **alice** reset it 4 min ago; 99 % finish within "
        "56.0 s.",
        "A spinner.",
    ),
    "finished too soon after a reset": Case(
        session("ready", ago(minutes=3, seconds=56), code_bytes=3_000),
        [entry("reset", ago(minutes=4), is_unchanged=False)],
        Situation.READY,
        "**alice** reset it 4 min ago. The backend finished it 4.0 s later, too soon for a new "
        "start: **the earlier run was still alive**.",
        "Their prototype.",
    ),
    "finished later after a reset": Case(
        session("ready", ago(minutes=1), code_bytes=3_000),
        [entry("reset", ago(minutes=4), is_unchanged=False)],
        Situation.READY,
        "**alice** reset it 4 min ago. The backend finished it 3 min later: the visitor started "
        "again, or the earlier run was still alive.",
        "Their prototype.",
    ),
    "edited": Case(
        session("ready", ago(hours=2), code_bytes=3_000),
        [entry("edit", ago(hours=2), actor="bob"), was_reset()],
        Situation.READY,
        "**bob** edited it 2 h ago.",
        "Their prototype.",
    ),
    "ready without code, revealed": Case(
        session("ready", ago(hours=2)),
        [entry("reveal", ago(hours=1), is_unchanged=False, reason="logs")],
        Situation.READY,
        "**alice** revealed its full session id 1 h ago. Reason: “logs”.",
        "A finished session without a prototype.",
    ),
    "a status that nobody knows": Case(
        session("queued", ago(hours=2)),
        [entry("edit", ago(hours=1))],
        Situation.OTHER,
        "**alice** edited it 1 h ago.",
        "Not known: their page may not know the status “queued”.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_story(name: str) -> None:
    case = CASES[name]
    times = TIMES if case.row.status == "generating" and case.row.updated_at else None
    told = story.build(Facts(case.row, case.entries, times, case.design), CLOCK)
    assert told is not None
    assert told[:3] == (case.situation, case.happened, case.sees)
    assert told.recommended is case.recommended
    assert told.helps


@pytest.mark.parametrize("status", ["pending", "ready", "queued", None])
def test_an_untouched_session_in_order_has_no_story(status: str | None) -> None:
    assert story.build(Facts(session(status, ago(hours=1)), []), CLOCK) is None
    assert story.build(Facts(session("generating", ago(seconds=30)), []), CLOCK) is None


def test_the_advice_names_the_recommended_button() -> None:
    stuck = session("generating", ago(minutes=13))
    first = story.build(Facts(stuck, []), CLOCK)
    repeated = story.build(Facts(stuck, [was_reset()] * 3), CLOCK)
    assert first
    assert first.helps.startswith("**Reset** replaces the spinner with the start button")
    assert repeated
    assert repeated.helps.startswith("**Mark as failed** replaces the spinner with a reference")
