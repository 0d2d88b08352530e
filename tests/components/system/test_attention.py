"""What the system page says needs attention, and what it leaves alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from components.formatting.clock import Clock
from components.system import attention
from services.system import SignOutFacts, SystemState
from services.threshold import Threshold
from store.counts import Count, CountKind
from store.renders.render_records import RenderRun, RenderState
from store.system import system
from store.system.system_records import Finding, ReplicaState, State, StuckChoice
from store.watch.watch_records import TargetState, WatchState

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
CLOCK = Clock(NOW, UTC, timedelta(minutes=10))
APPLIES = Threshold(timedelta(minutes=10), timedelta(minutes=10), StuckChoice())
NONE = Count(value=0, kind=CountKind.EXACT)
UNREAD = SystemState(
    overview=None,
    round_trips=None,
    findings=None,
    why_read_only=None,
    embedded=True,
    sign_outs=None,
    replica=None,
    watch=None,
    renders=None,
    are_inspected=None,
)
OPEN = Finding(subject="dashboard.audit", state=State.OPEN, message="Anyone may read it.", fix="…")
WEBHOOK = TargetState(
    target="slack-1a2b",
    waiting=4,
    problem="it answered 500",
    oldest_at=NOW - timedelta(hours=1),
    next_at=NOW,
    delivered_at=None,
)
LATE = WatchState(
    checked_at=NOW - timedelta(hours=1), unread="", open_incidents=0, targets=(WEBHOOK,)
)
RUN = RenderRun(
    name="scripts/run",
    began_at=NOW - timedelta(minutes=9),
    reported_at=NOW - timedelta(minutes=1),
    rendered=3,
    problem="No browser",
    is_over=True,
)
UNKNOWN = Threshold(APPLIES.after, APPLIES.default, StuckChoice(problem="It may not be read"))


@pytest.mark.parametrize(
    ("state", "applies", "words"),
    [
        (UNREAD, APPLIES, []),
        (UNREAD._replace(findings=(OPEN,)), APPLIES, ["1 part of the database is more open"]),
        (UNREAD._replace(replica=ReplicaState(problem="It is away.")), APPLIES, ["It is away"]),
        (UNREAD._replace(replica=ReplicaState(is_used=True)), APPLIES, []),
        (
            UNREAD._replace(sign_outs=SignOutFacts(are_told=True, problem="It is away.")),
            APPLIES,
            ["Sign-outs of other processes are not known"],
        ),
        (
            UNREAD._replace(watch=LATE),
            APPLIES,
            ["No watcher is running", "`slack-1a2b` takes no messages:** "],
        ),
        (
            UNREAD._replace(
                renders=RenderState(rendered=NONE, remaining=NONE, stale=0, runs=(RUN,)),
            ),
            APPLIES,
            ["The renderer had a problem** 1 min ago: No browser"],
        ),
        (UNREAD._replace(are_inspected=False), APPLIES, []),
        (UNREAD._replace(are_inspected=True, embedded=False), APPLIES, []),
        (
            UNREAD._replace(are_inspected=False, embedded=False),
            APPLIES,
            ["Not all sessions were inspected** by this version"],
        ),
        (UNREAD, UNKNOWN, ["Whether an admin chose otherwise is not known: It may not be read"]),
    ],
)
def test_points(state: SystemState, applies: Threshold, words: list[str]) -> None:
    points = attention.points(state, applies, CLOCK)
    assert len(points) == len(words)
    for point, part in zip(points, words, strict=True):
        assert part in point


def test_an_index_that_cannot_be_used_needs_attention(db: Session) -> None:
    overview = system.overview(db)
    assert attention.indexes(overview) == []
    first, second, *rest = overview.indexes
    invalid = first.model_copy(update={"valid": False})
    broken = overview.model_copy(update={"indexes": (invalid, *rest)})
    missing, unusable = attention.indexes(broken)
    assert f"**Missing indexes**: `{second.name}`" in missing
    assert f"**Invalid indexes**: `{first.name}`" in unusable
