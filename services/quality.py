"""What the page about quality shows: what became of a span's renders, and of the span before."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final, NamedTuple

from services import resources, shared_reads, standing_out
from services.fisher import more_frequent
from services.standing_out import Difference, Group
from store.quality import quality
from store.quality.quality_records import BucketSize, Figures, Quality, Sample, Trait
from store.reading import Reader

ORDERED: Final = frozenset({Trait.NODES, Trait.CODE})


class Report(NamedTuple):
    """A span, the one before it where that is asked for, and what its bad rows have in common.

    None for what was not read in time.
    """

    quality: Quality | None
    before: Quality | None
    differences: list[Difference[Trait]]


def previous_sample(sample: Sample) -> Sample:
    """The same for the span that ends where this one begins, as long as it."""
    length: timedelta = sample.until - sample.since
    return sample.model_copy(update={"since": sample.since - length, "until": sample.since})


def report(sample: Sample, bucket: BucketSize, zone: str, *, compare: bool) -> Report:
    """The statistics of a sample, in one transaction; shared for a few seconds."""
    samples = (sample, previous_sample(sample)) if compare else (sample,)
    query = partial(quality.spans, samples=samples, bucket=bucket, zone=zone)
    with Reader(resources.database()) as reader:
        result = shared_reads.aside(reader, ("quality", samples, bucket, zone), query)
    if result is None:
        return Report(None, None, [])
    now, *earlier = result
    return Report(now, earlier[0] if earlier else None, differences(now))


def differences(result: Quality) -> list[Difference[Trait]]:
    """What the bad rows have in common, of those that were rendered: only they can be bad."""
    groups = [
        Group(each.trait, each.value, each.bad, each.rendered)
        for each in result.classes
        if each.value is not None
    ]
    return standing_out.differences(groups, ORDERED)


def chance_of_more_bad(now: Figures, earlier: Figures) -> float:
    """The probability that so many more rows are bad by chance alone."""
    return more_frequent(now.bad, now.rendered, earlier.bad, earlier.rendered)
