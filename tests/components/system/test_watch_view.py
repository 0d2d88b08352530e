"""What the system page says of the watch and of each webhook."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from components.formatting.clock import Clock
from components.system import watch_view
from store.watch.watch_records import TargetState, WatchState

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
CLOCK = Clock(NOW, UTC, timedelta(minutes=10))
FINE = TargetState(
    target="slack-1a2b",
    waiting=0,
    problem="",
    oldest_at=None,
    next_at=None,
    delivered_at=NOW - timedelta(minutes=3),
)
DOWN = FINE.model_copy(
    update={
        "waiting": 4,
        "problem": "it answered 500",
        "oldest_at": NOW - timedelta(hours=1),
        "next_at": NOW + timedelta(minutes=5),
    }
)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (FINE, ["everything delivered", "last delivery 3 min ago"]),
        (DOWN, ["it answered 500", "4 messages waiting, the oldest from 1 h ago", "in 5 min"]),
        (DOWN.model_copy(update={"problem": "", "waiting": 1}), ["1 message waiting"]),
    ],
)
def test_what_is_said_of_a_webhook(state: TargetState, words: list[str]) -> None:
    said = watch_view.target_text(state, CLOCK)
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(
    ("age", "unread", "words"),
    [
        (timedelta(seconds=20), "", "looked 20 s ago; 2 incidents going on"),
        (timedelta(seconds=20), "burst", "not read in time: burst"),
        (timedelta(hours=2), "", "no watcher seems to be running"),
    ],
)
def test_what_is_said_of_the_watch(age: timedelta, unread: str, words: str) -> None:
    state = WatchState(checked_at=NOW - age, unread=unread, open_incidents=2, targets=())
    assert words in watch_view.watch_text(state, CLOCK)
