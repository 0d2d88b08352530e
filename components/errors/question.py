"""What the page is asked, which is its URL: a span of time and the size of its bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final, get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.formatting.clock import Clock
from components.formatting.times import zone_name
from components.quality.question import SPAN_LABELS, SPANS, select
from components.url_state import query_string, time_range
from components.url_state.parameters import change, is_as_drawn, set_choice
from components.url_state.query_string import Reader
from language import _, in_sentence, translated
from services.errors import Span
from store.insights.failure_records import BucketSize
from store.sessions import pasted

REFERENCE: Final = "reference"
PARAMETERS: Final = ("span", "from", "to", "per", REFERENCE)
SIZES: Final[tuple[BucketSize, ...]] = get_args(BucketSize)
# The longest span that is shown in bars of this size by default, and at all.
USUAL: Final = MappingProxyType({"minute": timedelta(hours=6), "hour": timedelta(days=8)})
MOST: Final = MappingProxyType({"minute": timedelta(days=1), "hour": timedelta(days=31)})
LONGEST: Final = timedelta(days=92)


@dataclass(frozen=True)
class Question:
    """The page's state. Without `since` and `until` the span ends now. `reference`, or the
    beginning of one, is looked up whatever the span.
    """

    span: str = "week"
    since: datetime | None = None
    until: datetime | None = None
    per: BucketSize | None = None
    reference: str = ""
    unreadable: tuple[str, ...] = ()

    @property
    def is_zoomed(self) -> bool:
        """Whether the span is one that somebody chose by its ends."""
        return self.since is not None or self.until is not None

    def looked_at(self, clock: Clock) -> Span:
        """The span, in whole minutes; the minute of now is the last one. Three months at most."""
        now = clock.now.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
        until = min(self.until or now, now)
        since = self.since or until - SPANS[self.span]
        since = max(min(since, until - timedelta(minutes=1)), until - LONGEST)
        return Span(since, until, self._bucket(until - since), zone_name(clock.zone))

    def _bucket(self, length: timedelta) -> BucketSize:
        """The chosen size of bars, where not too many of them are needed."""
        allowed = [each for each in SIZES if length <= MOST.get(each, LONGEST)]
        if self.per in allowed:
            return self.per
        return next(each for each in SIZES if length <= USUAL.get(each, LONGEST))


def size(value: str) -> BucketSize:
    """A size of bars. Raises KeyError."""
    sizes: dict[str, BucketSize] = {each: each for each in SIZES}
    return sizes[value]


def reference(value: str) -> str:
    """The first reference in a text, or its beginning if the text is nothing else."""
    line = pasted.one_line(value)
    known = pasted.references(line) or pasted.bare_references(line)
    first = known[0] if known else pasted.reference_start(line)
    if first is None:
        raise ValueError
    return first


def parse(params: Mapping[str, Sequence[str]]) -> Question:
    """A question from a query string's values by name. What cannot be read is left out and said."""
    read = Reader(params)
    return Question(
        span=read.one("span", lambda value: value if SPANS[value] else "") or "week",
        since=read.one("from", query_string.moment),
        until=read.one("to", query_string.moment),
        per=read.one("per", size),
        reference=read.one(REFERENCE, reference) or "",
        unreadable=read.unreadable,
    )


def bar(question: Question, span: Span, clock: Clock) -> DeltaGenerator:
    """The widgets over the page. Returns their row."""
    set_choice("span", question.span)
    set_choice("per", span.bucket)
    length = span.until - span.since
    sizes = [each for each in SIZES if length <= MOST.get(each, LONGEST)]
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    with row:
        select("span", _("Span"), translated(SPAN_LABELS), span_changed)
        select("per", _("Bars"), {each: _("Per {each}", each=_(each)) for each in sizes})
        with st.popover(_("Exact times"), icon=":material/date_range:"):
            times = (question.since, question.until)
            time_range.show((_("Failed from"), _("Failed until")), times, clock.zone)
        if question.is_zoomed:
            st.button(
                _("Back to {span}", span=in_sentence(_(SPAN_LABELS[question.span]))),
                key="zoom-out",
                icon=":material/zoom_out_map:",
                on_click=zoom,
                args=(None, None),
            )
    return row


def span_changed(name: str) -> None:
    """Write the chosen span to the URL, in place of exact times."""
    if not is_as_drawn(name):
        change({name: [st.session_state[name]], "from": [], "to": [], "per": []})


def zoom(since: datetime | None, until: datetime | None) -> None:
    """Show only this span, or with None all of it again, in bars of the usual size."""
    ends = {"from": since, "to": until}
    change(
        {
            **{name: [query_string.moment_text(at)] if at else [] for name, at in ends.items()},
            "per": [],
        }
    )
