"""What the system page says of the renderer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from components.formatting.clock import Clock
from components.system import render_view
from store.counts import Count, CountKind
from store.renders.render_records import RenderRun, RenderState

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
CLOCK = Clock(NOW, UTC, timedelta(minutes=10))
GOING = RenderRun(
    name="scripts/render on a",
    rendered=240,
    problem="",
    is_over=False,
    began_at=NOW - timedelta(seconds=65),
    reported_at=NOW - timedelta(seconds=5),
)
OVER = GOING.model_copy(update={"is_over": True, "reported_at": NOW - timedelta(hours=3)})


def state(*runs: RenderRun, left: int = 480, stale: int = 0) -> RenderState:
    count = Count(value=left, kind=CountKind.EXACT)
    return RenderState(rendered=count, remaining=count, stale=stale, runs=runs)


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ((GOING,), "`scripts/render on a`: 4.0 a second, about 2 min left"),
        ((GOING, GOING), "8.0 a second, about 1 min left"),
        ((GOING.model_copy(update={"rendered": 0}),), "`scripts/render on a`: starting"),
        ((OVER,), "not running; last 3 h ago. Start `scripts/render`."),
        ((), "not running. Start `scripts/render`."),
    ],
)
def test_how_long_the_rest_takes(runs: tuple[RenderRun, ...], words: str) -> None:
    assert words in render_view.runs_text(state(*runs), CLOCK)


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ((GOING, OVER), "none in the last week"),
        (
            (GOING, OVER.model_copy(update={"problem": "No *browser*"})),
            "No \\*browser\\*]; 3 h ago",
        ),
        ((OVER.model_copy(update={"is_over": False}),), "it ended without a message]; 3 h ago"),
    ],
)
def test_what_went_wrong_last(runs: tuple[RenderRun, ...], words: str) -> None:
    assert words in render_view.problem_text(state(*runs), CLOCK)


def test_what_is_left_and_what_of_it_changed() -> None:
    assert "none" in render_view.left_text(state(left=0))
    assert render_view.left_text(state(left=1)) == "1 session"
    words = "480 sessions; 12 of them changed since they were rendered"
    assert render_view.left_text(state(stale=12)) == words
