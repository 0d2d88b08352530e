"""How far the match and people agree, in a line."""

from __future__ import annotations

from typing import Final

import streamlit as st

from language import N_, _, ngettext
from services.agreement import FEWEST, Agreement

WORDS: Final = (
    (0.7, N_("agree strongly")),
    (0.4, N_("agree moderately")),
    (0.2, N_("agree weakly")),
)


def show(agreement: Agreement | None) -> None:
    """The line; nothing where it was not read in time."""
    if agreement is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/rate_review: {sentence(agreement)}", width="content")
        st.page_link("review.py", label=_("Review"), icon=":material/arrow_forward:")
    if agreement.correlation is not None:
        st.caption(
            _(
                "Spearman's rank correlation of the match with the marks of all reviews, "
                "1 if both have the same order. `scripts/fit-match` suggests weights "
                "that fit the marks."
            )
        )


def sentence(agreement: Agreement) -> str:
    """`Match and people agree moderately (ρ = 0.52, n = 84).`"""
    count = ngettext("{count:,} version", "{count:,} versions", agreement.versions)
    if agreement.versions < FEWEST:
        return _(
            "{count} with a match and a mark: from {fewest} on, this says how far both agree.",
            count=count,
            fewest=FEWEST,
        )
    if agreement.correlation is None:
        return _(
            "{count} with a match and a mark, and all are alike: nothing to compare.", count=count
        )
    result = _(
        "**Match and people {agree}** (ρ = {correlation:.2f}, n = {versions:,}).",
        agree=strength(agreement.correlation),
        correlation=agreement.correlation,
        versions=agreement.versions,
    )
    if agreement.several:
        result += _(
            " People disagree on {disputed:,} of {several:,} that several marked.",
            disputed=agreement.disputed,
            several=agreement.several,
        )
    return result


def strength(correlation: float) -> str:
    """How strong a correlation is, in words."""
    if correlation <= -WORDS[-1][0]:
        return _("order them the other way round")
    return next(
        (_(name) for least, name in WORDS if correlation >= least),
        _("do not agree"),
    )
