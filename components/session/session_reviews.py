"""The reviews of a session: a badge in its head, and each of their marks below the preview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.feedback import messages
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago
from components.review import review_link, review_words
from components.session import preview_place
from language import _
from store.reviews.review_records import Marks, Review, Wins

SHOWN: Final = 20


def badge(reviews: Sequence[Review] | None, place: DeltaGenerator) -> None:
    """The marks in one badge; nothing where there are none."""
    marks = Marks(
        now=tuple(str(each.mark) for each in reviews or () if each.is_current),
        older=tuple(str(each.mark) for each in reviews or () if not each.is_current),
    )
    shown = review_words.badge(marks)
    if shown:
        with place:
            st.markdown(f":{shown.look.color}-badge[{shown.look.icon} {shown.word}]")


def show(row_id: UUID, reviews: Sequence[Review] | None, wins: Wins | None, clock: Clock) -> None:
    """Each mark with its reasons, its note and the place that it is about."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(_("Reviews"), anchor=False, width="content")
        st.page_link(
            "review.py",
            label=_("Review it"),
            icon=review_link.ICON,
            query_params=review_link.to_row(row_id),
        )
    if reviews is None:
        messages.timed_out("read", _("its reviews"))
        return
    if not reviews:
        st.caption(_("Nobody has marked this session yet."))
    for number, each in enumerate(reviews[:SHOWN]):
        line(row_id, number, each, clock)
    if won := in_pairs(wins):
        st.caption(f":material/balance: {won}")


def in_pairs(wins: Wins | None) -> str:
    """`In pairs, better in 3 of 4 as it is now; older versions in 1 of 4.`; empty without pairs."""
    if wins is None or not (wins.of_now or wins.of_older):
        return ""
    parts = (
        [_("better in {now} of {of_now} as it is now", now=wins.now, of_now=wins.of_now)]
        if wins.of_now
        else []
    )
    parts += (
        [_("older versions in {older} of {of_older}", older=wins.older, of_older=wins.of_older)]
        if wins.of_older
        else []
    )
    return _("In pairs, {parts}.", parts="; ".join(parts))


def line(row_id: UUID, number: int, review: Review, clock: Clock) -> None:
    """One mark."""
    look, word = review_words.look(review.mark), review_words.display_name(review.mark)
    older = "" if review.is_current else _(" :gray-badge[:material/history: older version]")
    who = safe_text.escaped(review.reviewer, 80)
    reasons = ", ".join(safe_text.escaped(_(reason), 40) for reason in review.reasons)
    note = safe_text.escaped(review.note, 500)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f":{look.color}-badge[{look.icon} {word}]{older} {who} "
            f":gray[{ago(review.reviewed_at, clock.now)}] "
            + " · ".join(part for part in (reasons, note) if part),
            width="content",
        )
        if review.place and review.is_current:
            st.button(
                safe_text.escaped(review.place.words, 60) or _("Place"),
                key=f"place-{number}",
                icon=":material/ads_click:",
                type="tertiary",
                help=_("Show it on the design and on the page"),
                on_click=preview_place.go_to,
                args=(review.place,),
            )
