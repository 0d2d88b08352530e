"""Waits for a condition."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

# Until a wait fails. A machine that does much else is slow, and a wait that succeeds ends at once.
PATIENCE_SECONDS: Final = 120


def until(condition: Callable[[], bool], pause_seconds: float = 0.02) -> None:
    """Wait until a condition holds. Raises AssertionError if it does not in PATIENCE_SECONDS."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, "What was waited for did not happen."
        time.sleep(pause_seconds)
