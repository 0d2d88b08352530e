"""The page when nothing is left to review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text
from components.review import review_ops
from components.review.review_address import TURN
from language import _
from services.review_queue import Queue
from services.review_turns import Turn
from store.reviews.review_records import DISAGREE

NAMED: Final = 3


def show(queue: Queue, turn: Turn, listed: Mapping[str, Sequence[str]]) -> None:
    """Say why there is nothing, and where to go; `listed` is the address of the list."""
    if queue.is_gone:
        messages.empty(
            ":material/search_off:",
            _("This session no longer exists"),
            _("It was deleted, or the link is wrong. Go on with the next one."),
        )
        st.page_link(
            "review.py", label=_("Go on"), icon=":material/arrow_forward:", query_params=listed
        )
        return
    total = queue.progress.total
    if total is not None and not total.value:
        messages.empty(
            ":material/rate_review:",
            _("Nothing to review in this list"),
            _("None of its sessions has code. Choose another list, and press Review there."),
        )
    elif queue.held:
        names = ", ".join(safe_text.line(name, 40) for name in queue.held[:NAMED])
        messages.empty(
            ":material/group:",
            _("The rest is on other screens"),
            _(
                "Being looked at by {names}. What they leave comes back within five minutes.",
                names=names,
            ),
        )
    else:
        messages.empty(":material/task_alt:", *finished(turn))
    if review_ops.can_undo():
        with st.container(horizontal=True, horizontal_alignment="center"):
            st.button(
                _("Take the last mark back"),
                key="undo-mark",
                icon=":material/undo:",
                shortcut="U",
                on_click=review_ops.take_back,
            )
    links(listed)


def finished(turn: Turn) -> tuple[str, str]:
    """What is said once nothing is left."""
    if turn is Turn.SECOND:
        return _("You have reviewed all of them"), _(
            "What others marked is in the list beside yours."
        )
    return _("All reviewed"), _("Every session of this list that has code has a mark as it is now.")


def links(listed: Mapping[str, Sequence[str]]) -> None:
    """Where to go from here."""
    with st.container(horizontal=True, horizontal_alignment="center", gap="medium"):
        st.page_link(
            "sessions.py",
            label=_("Where marks disagree"),
            icon=":material/call_split:",
            query_params={**listed, "mark": [DISAGREE]},
        )
        st.page_link(
            "review.py",
            label=_("Second opinions"),
            icon=":material/reviews:",
            query_params={**listed, TURN: [str(Turn.SECOND)]},
        )
        st.page_link(
            "review.py",
            label=_("Go through all again"),
            icon=":material/replay:",
            query_params={**listed, TURN: [str(Turn.ALL)]},
        )
