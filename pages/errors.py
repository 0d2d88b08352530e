"""Errors: failures over time, bursts of them, the latest ones, and how long generations take."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial

import streamlit as st

from components.errors import (
    burst_list,
    duration_chart,
    failure_chart,
    failure_list,
    question,
    threshold_view,
)
from components.feedback import messages
from components.formatting import clock
from components.news import news_bar
from components.session_list import opening
from components.url_state import clean_url, parameters
from language import _
from services import errors, news, threshold

PLACE_HEIGHT = 120

opening.follow({})

# read state
asked = question.parse({name: st.query_params.get_all(name) for name in question.PARAMETERS})
now = clock.read()
span = asked.looked_at(now)
with question.bar(asked, span, now):
    if asked.until is None:
        news_bar.show(partial(news.for_failures, span.since, now.now))
parameters.drop_unreadable(asked.unreadable)

# places, in reading order; what is slow is filled in last
chart, bursts, latest, times = (st.container() for _ in range(4))

# call the service, rows first
with latest:
    failure_list.show(errors.latest(span), span, asked.reference, now)
with ExitStack() as skeletons:
    for place, height in ((chart, failure_chart.HEIGHT), (bursts, PLACE_HEIGHT)):
        skeletons.enter_context(place.skeleton(height=height))
    skeletons.enter_context(times.skeleton(height=duration_chart.HEIGHT))
    report = errors.report(span, now.now)

# render
with chart:
    failure_chart.show(report, span, now.zone, zoomed=asked.is_zoomed)
with bursts:
    burst_list.show(report.bursts, now)
with times:
    st.subheader(_("Generation time"), anchor=False)
    if report.durations is None:
        messages.timed_out("measured")
    else:
        duration_chart.show(report.durations, span, now.stuck_after, now.zone)
    threshold_view.show(report.usual_times, threshold.current(), now)
clean_url.keep_only("errors", (*question.PARAMETERS, news_bar.PARAMETER))
