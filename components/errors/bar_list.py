"""The bars of the failures as a list of buttons: the same zoom without a mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from types import MappingProxyType
from typing import Final

import streamlit as st

from components.errors import question
from components.formatting.times import slot, zone_name
from language import _, format_plain
from services.errors import WEEK
from store.counts import Bucket
from store.insights.failure_records import BucketSize

MOST: Final = 36
LENGTHS: Final[Mapping[str, timedelta]] = MappingProxyType(
    {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
)
SHORTEST: Final = timedelta(minutes=5)


def show(
    buckets: Sequence[Bucket], earlier: Sequence[Bucket], per: BucketSize, zone: tzinfo
) -> None:
    """The bars with failures, the latest first; drawn once they are opened."""
    failed = [bucket for bucket in buckets if bucket.count]
    if not failed:
        return
    title = _("Failures per {per} as a list", per=_(per))
    opened = st.expander(title, key="bars", on_change="rerun")
    if not opened.open:
        return
    before = {bucket.start + WEEK: bucket.count for bucket in earlier}
    with opened:
        with st.container(horizontal=True, gap="small"):
            for bucket in reversed(failed[-MOST:]):
                button(bucket, before.get(bucket.start, 0), per, zone)
        left_out = (
            _(" The latest {most} of {count:,} are listed.", most=MOST, count=len(failed))
            if len(failed) > MOST
            else ""
        )
        st.caption(
            _(
                "Press one to zoom to it. Times in {zone}.{left_out}",
                zone=zone_name(zone),
                left_out=left_out,
            )
        )


def button(bucket: Bucket, before: int, per: BucketSize, zone: tzinfo) -> None:
    """One bar: its time and its failures; pressed, the page shows only these."""
    start = bucket.start.astimezone(zone)
    st.button(
        format_plain("{at} · **{count:,}**", at=slot(start, per), count=bucket.count),
        key=f"bar-{bucket.start.astimezone(UTC):%Y%m%d%H%M}",
        on_click=question.zoom,
        args=span_of(bucket.start, per, zone),
        help=_("A week before: {before:,}", before=before),
    )


def span_of(start: datetime, per: BucketSize, zone: tzinfo) -> tuple[datetime, datetime]:
    """The span of a bar, by the viewer's wall clock, at least SHORTEST of it."""
    wall = start.astimezone(zone).replace(tzinfo=None) + LENGTHS[per]
    end = wall.replace(tzinfo=zone).astimezone(UTC)
    return start, max(end, start + SHORTEST)
