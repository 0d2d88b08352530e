"""How far a replica follows its primary, by positions in the write-ahead log at known times."""

from __future__ import annotations

from collections import deque
from typing import Final, NamedTuple

from store.system.positions import Position

# At one a second, ten minutes.
MOST_SAMPLES: Final = 600


class Sample(NamedTuple):
    """Where the primary's log was at a time, when this process had done so many writes."""

    at: float
    writes: int
    position: Position


class Progress:
    """Samples of the primary's log, and the latest that the replica has reached."""

    def __init__(self) -> None:
        self.newest: Sample | None = None
        self.reached: Sample | None = None
        self._ahead: deque[Sample] = deque(maxlen=MOST_SAMPLES)

    def add(self, sample: Sample) -> None:
        """The primary was asked."""
        self.newest = sample
        self._ahead.append(sample)

    def replayed(self, position: Position) -> None:
        """The replica was asked."""
        while self._ahead and self._ahead[0].position.bytes <= position.bytes:
            self.reached = self._ahead.popleft()

    def covers(self, writes: int) -> bool:
        """Whether the replica has everything that this process had written by then."""
        return self.reached is not None and self.reached.writes == writes

    def seconds_behind(self, now: float) -> float:
        """The age of what the replica shows; at least so much before a first sample."""
        if not self._ahead:
            return 0.0
        since = self.reached or self._ahead[0]
        return now - since.at
