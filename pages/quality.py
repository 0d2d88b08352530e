"""Quality: what became of the renders, their match with the design, and what the worst share."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.feedback import messages
from components.formatting import clock
from components.formatting.times import zone_name
from components.news import news_bar
from components.quality import agreement_line, charts, question, sentences, summary
from components.url_state import clean_url, parameters
from language import _
from services import agreement, news, quality

# read state
asked = question.parse({name: st.query_params.get_all(name) for name in question.PARAMETERS})
now = clock.read()
sample = asked.sample(now.now)
with question.bar(asked, now):
    if asked.until is None:
        news_bar.show(partial(news.for_renders, sample, now.now))
parameters.drop_unreadable(asked.unreadable)

# call the service
report = quality.report(sample, asked.bucket, zone_name(now.zone), compare=asked.compare)

# render
result = report.quality
if result is None:
    messages.timed_out("read", _("what became of these sessions"))
elif not result.all.rendered:
    messages.empty(
        ":material/image_search:",
        _("Nothing of this span was rendered"),
        _("`scripts/render` renders what was not rendered yet, the last updated sessions first."),
    )
else:
    summary.metrics(report)
    bad = result.all.bad
    summary.link(bad, asked.listed_bad(sample) if bad else asked.listed(sample))
    agreement_line.show(agreement.read())
    charts.over_time(result, asked.bucket, now.zone)
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(_("Distribution of the match"), anchor=False)
        charts.distribution(result)
    with right:
        sentences.show(report.differences, result.all.bad, asked.listed_bad(sample))
    summary.classes(result)
clean_url.keep_only("quality", (*question.PARAMETERS, news_bar.PARAMETER))
