"""Quality: what became of the renders, their match with the design, and what the worst share."""

from __future__ import annotations

import streamlit as st

from components.feedback import messages
from components.formatting import clock
from components.formatting.times import zone_name
from components.quality import charts, question, sentences, summary
from components.url_state import clean_url, parameters
from services import quality

# read state
asked = question.parse({name: st.query_params.get_all(name) for name in question.PARAMETERS})
now = clock.read()
sample = asked.sample(now.now)
question.bar(asked, now)
parameters.drop_unreadable(asked.unreadable)

# call the service
report = quality.report(sample, asked.bucket, zone_name(now.zone), compare=asked.compare)

# render
result = report.quality
if result is None:
    messages.not_now("read", "what became of these sessions")
elif not result.all.rendered:
    messages.empty(
        ":material/image_search:",
        "Nothing of this span was rendered",
        "`scripts/render` renders what was not rendered yet, the last updated sessions first.",
    )
else:
    summary.metrics(report)
    st.page_link(
        "sessions.py",
        label=f"The {result.all.bad:,} bad rows, the worst match first",
        icon=":material/arrow_forward:",
        query_params=asked.listed_bad(sample),
    )
    charts.over_time(result, asked.bucket, now.zone)
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader("Distribution of the match", anchor=False)
        charts.distribution(result)
    with right:
        sentences.show(report.differences, result.all.bad, asked.listed_bad(sample))
    summary.classes(result)
clean_url.keep_only("quality", question.PARAMETERS)
