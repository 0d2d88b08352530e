"""What the list says of its rows' code: their verdicts, how many, and how many are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final
from uuid import UUID

import streamlit as st

from components.code import verdicts
from components.feedback import messages
from components.page_frame import page_frame
from components.session_list import filter_bar, verdict_filter
from components.session_list.listing import Listing, to_params
from components.url_state import parameters, query_string
from services import resources
from store.counts import Count, CountKind
from store.insights import coverage, insights
from store.insights.insight_records import Judgement
from store.records import Filters, Match, SessionSummary
from store.sessions import matching, pasted, prototype_sessions, search
from store.sessions.lifecycle import Status

LIMIT: Final = 1_000
TIMEOUT_MS: Final = 400
LOOK_AGAIN_SECONDS: Final = 1.5

Judgements = Mapping[UUID, Judgement]


def named(words: str) -> UUID | None:
    """The session that a searched text names: a session_id of any form must not reach the URL."""
    whole = query_string.names_a_row(words)
    look = prototype_sessions.lookup if whole else prototype_sessions.with_session_id
    return resources.database().read(lambda db: look(db, words))


def understood(words: str) -> str | None:
    """What of a searched text may stand in the URL, None where nothing may: its references, a
    short text, or a long one that a frame's name begins with.
    """
    known = query_string.understood(words)
    line = pasted.one_line(words)
    if known is not None or query_string.holds_credential(line):
        return known
    if len(line) > query_string.MAX_TEXT:
        return None
    match = resources.database().read(lambda db: matching.pinned(db, Filters(q=line))).match
    return line if match in {Match.NAME_EXACT, Match.NAME_PREFIX} else None


def follow(searched: str, listing: Listing) -> None:
    """Open the session that a searched text names, or show the list of what was understood."""
    if row_id := named(searched):
        st.switch_page("session.py", query_params={"id": str(row_id), **to_params(listing)})
    words = understood(searched)
    parameters.set_parameter("q", [words] if words else [])
    remember_unread(searched, words)
    st.rerun()


def remember_unread(searched: str, words: str | None) -> None:
    """Let the next run say that nothing was understood of a text; a credential is not kept."""
    if words is not None:
        return
    if query_string.holds_credential(searched):
        st.session_state["unknown_id"] = True
    else:
        st.session_state["unread"] = searched


def say_unread(nothing: str) -> None:
    """Say that a searched text names nothing. `nothing` says what has no such id."""
    if st.session_state.pop("unknown_id", False):
        st.warning(nothing, icon=":material/search_off:")
    if filter_bar.unread():
        st.warning(
            "Nothing in this text names a session: no reference, no id, no frame name. A long "
            "text is not kept in the address. Paste the reference (BP-…), or the first words of "
            "the frame's name.",
            icon=":material/search_off:",
        )


def judgements(rows: Sequence[SessionSummary]) -> Judgements | None:
    """The verdicts on rows as they are now; rows without one are left out."""
    ids = [row.id for row in rows]
    return resources.database().try_read(lambda db: insights.summaries(db, ids))


def ready_but_broken(filters: Filters) -> Count | None:
    """How many there are under the other filters, exact to 1,000; None if nothing is known in time.

    Broken code and no code are counted apart: in a large table the first are quickly found, while
    the second hide among all the rows that have no code because they are not ready.
    """
    found, kind = 0, CountKind.EXACT
    for verdict in sorted(verdicts.FAULTS):
        chosen = filters.model_copy(update={"status": (Status.READY,), "verdict": (verdict,)})
        count = resources.database().try_read(
            partial(search.count, filters=chosen, limit=LIMIT), timeout_ms=TIMEOUT_MS
        )
        if count is None:
            kind = CountKind.AT_LEAST
        else:
            found += count.value
            kind = kind if count.kind is CountKind.EXACT else count.kind
    return None if kind is CountKind.AT_LEAST and not found else Count(value=found, kind=kind)


def unchecked() -> verdict_filter.Unchecked | None:
    """How many rows were not checked since they changed, and how many rows there are."""
    return resources.database().try_read(coverage.unchecked)


def pills(listing: Listing, filters: Filters, statuses: Mapping[str, bool]) -> None:
    """`Ready but broken`, and what is not checked yet. `statuses` are the toggles before them."""
    verdict_filter.pill(listing, ready_but_broken(filters))
    verdict_filter.unchecked_note(unchecked())
    page_frame.toggles({**statuses, verdict_filter.KEY: verdict_filter.is_on(listing)})


def check_missing(
    rows: Sequence[SessionSummary], known: Judgements | None, *, reload: bool
) -> None:
    """Have rows without a verdict looked at in the background; `reload` shows what was found.

    Not for a list by verdict: it would lose its rows under the reader's eyes.
    """
    if known is None:
        messages.not_now("read", "what the code check says of these sessions")
        return
    missing = [row for row in rows if row.id not in known]
    if missing and resources.inspector().request(missing) and reload:
        watch(missing)


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def watch(rows: Sequence[SessionSummary]) -> None:
    """Say what goes on until it is over."""
    if not resources.inspector().is_busy_with(rows):
        st.rerun()
    st.caption(":material/pending: Checking the code of sessions that are new or changed…")
