"""Bursts of failures: when they began, whether they are over, what their sessions have in common.

`find` needs no browser session, so that commands can use it too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Final, NamedTuple

from services import burst_detection, burst_words, shared_reads, standing_out
from services.addresses import moment_text
from services.burst_detection import Stretch
from services.shared_reads import SharedBatch
from services.standing_out import Difference, Group
from store.insights import bursts
from store.insights.burst_records import BurstFacts, FailureMinutes, FailureTrait
from store.insights.failures import CLOCK_SKEW
from store.reading import Reader

WINDOW: Final = timedelta(days=7)
"""How much of the past is read: less would not show what is usual."""
MOST: Final = 8
ORDERED: Final = frozenset({FailureTrait.NODES, FailureTrait.TOOK})
NEARLY_ALL: Final = 0.9


class Burst(NamedTuple):
    """Far more failures than usual, from `first_at` to `last_at`, both in it.

    `key` names it for as long as it grows. Of its `failures`, `in_error` are still in error;
    `causes` is what those have that other sessions have less often, the commonest first.
    """

    key: str
    first_at: datetime
    last_at: datetime
    is_ongoing: bool
    failures: int
    in_error: int
    causes: tuple[Difference[FailureTrait], ...]

    @property
    def cause(self) -> str:
        """`all 1,440 px wide, 28 of 31 with 2,000 nodes or more`; empty if nothing stands out."""
        return ", ".join(burst_words.phrase(each) for each in self.causes)

    def sentence(self, zone: tzinfo) -> str:
        """`31 failures in 6 min, 26 Nov 02:10, all 1,440 px wide`."""
        began = f"{self.first_at.astimezone(zone):%d %b %H:%M}"
        amount = f"{self.failures:,} failures in {burst_words.length(self.last_at - self.first_at)}"
        return ", ".join(filter(None, (amount, began, self.cause)))

    @property
    def listed(self) -> dict[str, list[str]]:
        """The query string of the list of its sessions that are still in error."""
        return {
            "status": ["error"],
            "from": [moment_text(self.first_at)],
            "to": [moment_text(self.last_at)],
        }


def key(since: datetime) -> str:
    """A burst's key, by the minute in which it begins: `2026-11-26T02:10Z`."""
    return moment_text(since)


def matching_key(burst: Burst, keys: Collection[str]) -> str:
    """The burst's key among `keys` of earlier readings, else its own.

    Where more of the past is known, the first minute of a burst may turn out to be another one.
    """
    reach = burst_detection.OVER_AFTER
    for each in sorted(keys):
        if burst.first_at - reach <= datetime.fromisoformat(each) <= burst.last_at:
            return each
    return burst.key


def find(
    reader: Reader, now: datetime, window: timedelta = WINDOW, *, most: int = MOST
) -> tuple[Burst, ...] | None:
    """The latest bursts of the last 7 days, or of a longer `window`, the latest first.

    None if they were not read in time.
    """
    minutes = partial(bursts.per_minute, since=now - max(window, WINDOW), until=now + CLOCK_SKEW)
    failures = reader.aside(minutes)
    return None if failures is None else from_minutes(reader, failures, now, most=most)


def from_minutes(
    reader: Reader,
    failures: FailureMinutes,
    now: datetime,
    *,
    within: tuple[datetime, datetime] | None = None,
    most: int = MOST,
) -> tuple[Burst, ...]:
    """The same where the minutes are known, of a part of their span, from and until.

    What the failures have in common is read in one message.
    """
    since, until = within or (failures.since, failures.until)
    stretches = [
        each
        for each in burst_detection.detect(failures)
        if each.since < until and each.until > since
    ][: -most - 1 : -1]
    with reader.batch() as batch:
        answers = [
            batch.aside(partial(bursts.facts, since=each.since, until=each.until))
            for each in stretches
        ]
    return tuple(
        _burst(stretch, answer(), now) for stretch, answer in zip(stretches, answers, strict=True)
    )


def minutes(batch: SharedBatch, now: datetime) -> Callable[[], FailureMinutes | None]:
    """The failures of the last 7 days by minute, read with a page's other figures and shared."""
    query = partial(bursts.per_minute, since=now - WINDOW, until=now + CLOCK_SKEW)
    return batch.aside(query, key="failure minutes")


def read_within(
    reader: Reader,
    failures: FailureMinutes | None,
    now: datetime,
    span: tuple[datetime, datetime],
) -> tuple[Burst, ...] | None:
    """`from_minutes` for the pages, shared; None where the minutes were not read in time."""
    if failures is None:
        return None
    read = partial(from_minutes, reader, failures, now, within=span)
    return shared_reads.read(("bursts", span[0], span[1].replace(second=0, microsecond=0)), read)


def _burst(stretch: Stretch, facts: BurstFacts | None, now: datetime) -> Burst:
    ongoing = stretch.is_ongoing(now)
    if facts is None:  # not read in time: the minutes are known anyway
        last = stretch.until - timedelta(microseconds=1)
        count = stretch.failures
        return Burst(key(stretch.since), stretch.since, last, ongoing, count, count, ())
    causes = tuple(_causes(facts))
    first, last = facts.first_at, facts.last_at
    return Burst(key(stretch.since), first, last, ongoing, facts.count, facts.in_error, causes)


def _causes(facts: BurstFacts) -> Sequence[Difference[FailureTrait]]:
    """What stands out; a device class only where it says more than a width."""
    groups = [Group(each.trait, each.value, each.failed, each.rows) for each in facts.traits]
    traits = standing_out.differences(groups, ORDERED)
    traits.sort(key=lambda each: -each.bad)  # what all have comes first
    widths = [each.bad for each in traits if each.trait is FailureTrait.WIDTH]
    return [
        each
        for each in traits
        if each.trait is not FailureTrait.DEVICE
        or all(width < NEARLY_ALL * each.bad for width in widths)
    ]
