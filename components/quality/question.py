"""What the page is asked, which is its URL: a span, a device, what counts as bad, a comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.formatting.clock import Clock
from components.session_list.filter_bar import DEVICE_LABELS
from components.url_state import query_string, time_range
from components.url_state.parameters import choice_changed, set_choice
from components.url_state.query_string import Reader
from language import N_, _, translated
from store.quality.quality_records import BucketSize, Sample, Worst
from store.records import Device, Range

PARAMETERS: Final = ("span", "from", "to", "per", "device", "worst", "compare")
SPANS: Final = MappingProxyType(
    {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}
)
SPAN_LABELS: Final = {
    "day": N_("Last 24 h"),
    "week": N_("Last 7 days"),
    "month": N_("Last 30 days"),
}
BUCKETS: Final[dict[str, BucketSize]] = {"hour": "hour", "day": "day", "week": "week"}
USUAL_BUCKETS: Final[dict[str, BucketSize]] = {"day": "hour", "week": "day", "month": "day"}
FAILED: Final = "failed"
BELOW: Final[Range] = (None, 75)
WORST_LABELS: Final = {
    "-50": N_("Match below 50"),
    "-75": N_("Match below 75"),
    FAILED: N_("Failed when run"),
}


@dataclass(frozen=True)
class Question:
    """The page's state. Without `since` and `until` the span ends now."""

    span: str = "week"
    since: datetime | None = None
    until: datetime | None = None
    per: BucketSize | None = None
    device: Device | None = None
    worst: Range | None = BELOW
    compare: bool = False
    unreadable: tuple[str, ...] = ()

    def sample(self, now: datetime) -> Sample:
        """The rows that it is about; the minute of now is the last one."""
        end = self.until or now.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(
            minutes=1
        )
        since = self.since or end - SPANS[self.span]
        return Sample(
            since=min(since, end), until=end, device=self.device, worst=Worst(score=self.worst)
        )

    @property
    def bucket(self) -> BucketSize:
        """The bucket of time that one point covers."""
        return self.per or USUAL_BUCKETS[self.span]

    def listed(self, sample: Sample) -> dict[str, list[str]]:
        """The address of the sample's rows in the list, the worst match first."""
        return {
            "from": [query_string.moment_text(sample.since)],
            "to": [query_string.moment_text(sample.until)],
            "sort": ["match"],
            **({"device": [str(self.device)]} if self.device else {}),
        }

    def listed_bad(self, sample: Sample) -> dict[str, list[str]]:
        """The same of those that are bad."""
        if self.worst is None:
            return {**self.listed(sample), "render": ["blank", "slow", "throws"]}
        return {**self.listed(sample), "match": [query_string.span_text(self.worst)]}


def worst_of(value: str) -> Range | None:
    """What counts as bad: a range of matches, or None for what failed. Raises ValueError."""
    return None if value == FAILED else query_string.span(value)


def parse(params: Mapping[str, Sequence[str]]) -> Question:
    """A question from a query string's values by name. What cannot be read is left out and said."""
    read = Reader(params)
    worst = read.all("worst", worst_of)
    return Question(
        span=read.one("span", lambda value: value if SPANS[value] else "") or "week",
        since=read.one("from", query_string.moment),
        until=read.one("to", query_string.moment),
        per=read.one("per", BUCKETS.__getitem__),
        device=read.one("device", Device),
        worst=worst[-1] if worst else BELOW,
        compare=read.one("compare", query_string.flag) or False,
        unreadable=read.unreadable,
    )


def bar(question: Question, clock: Clock) -> DeltaGenerator:
    """The widgets over it. Returns their row."""
    worst = FAILED if question.worst is None else query_string.span_text(question.worst)
    values = {
        "span": question.span,
        "per": question.bucket,
        "device": question.device,
        "worst": worst,
        "compare": question.compare,
    }
    for name, value in values.items():
        set_choice(name, value)
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    with row:
        select("span", _("Span"), translated(SPAN_LABELS))
        select("per", _("Points"), {each: _("Per {each}", each=_(each)) for each in BUCKETS})
        st.pills(
            _("Device class"),
            list(Device),
            key="device",
            format_func=lambda device: _(DEVICE_LABELS[device]).partition(",")[0],
            help=" · ".join(map(_, DEVICE_LABELS.values())),
            width="content",
            on_change=choice_changed,
            args=("device",),
        )
        select(
            "worst",
            _("What counts as bad"),
            {**translated(WORST_LABELS), worst: worst_label(worst)},
        )
        with st.popover(_("Exact times"), icon=":material/date_range:"):
            times = (question.since, question.until)
            time_range.show((_("Updated from"), _("Updated until")), times, clock.zone)
        st.toggle(
            _("Compare with the span before"),
            key="compare",
            on_change=choice_changed,
            args=("compare",),
        )
    return row


def select(
    name: str,
    label: str,
    labels: Mapping[str, str],
    on_change: Callable[[str], None] = choice_changed,
) -> None:
    """A choice that is always made, written to the URL."""
    st.selectbox(
        label,
        list(labels),
        key=name,
        format_func=labels.__getitem__,
        width=140,
        on_change=on_change,
        args=(name,),
    )


def worst_label(value: str) -> str:
    """What is called bad, in words."""
    return _(WORST_LABELS.get(value, _("Match {value}", value=value.strip("-"))))
