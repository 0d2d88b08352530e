"""What the bad rows have in common, as sentences that lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from components.formatting import safe_text
from components.formatting.numbers import bytes_text
from language import _, format_plain
from services.standing_out import FEWEST, SIGNIFICANT, Difference
from store.quality.quality_records import Trait
from store.renders.render_records import SHOWN, RenderVerdict

PERCENT: Final = 100


def sentence(difference: Difference[Trait]) -> str:
    """`71 % have at least 2,000 nodes (12 of 17); of the others 9 % (9 of 94)`, as Markdown."""
    bad = _("{bad:,} of {all_bad:,}", bad=difference.bad, all_bad=difference.all_bad)
    others = _(
        "{others:,} of {all_others:,}", others=difference.others, all_others=difference.all_others
    )
    return _(
        "**{share}** {words} ({bad}); of the others {share_2} ({others})",
        share=share(difference.bad, difference.all_bad),
        words=trait_text(difference),
        bad=bad,
        share_2=share(difference.others, difference.all_others),
        others=others,
    )


def share(count: int, total: int) -> str:
    """`71 %`."""
    return format_plain("{some:.0f} %", some=count * PERCENT / total) if total else _("none")


def trait_text(difference: Difference[Trait]) -> str:
    """What they have, as Markdown."""
    value = difference.value
    match difference.trait:
        case Trait.DEVICE:
            return _("are {value} frames", value=_(value))
        case Trait.NODES:
            return _(
                "have {limit}",
                limit=limit(_("{value:,} nodes", value=int(value)), at_least=difference.at_least),
            )
        case Trait.CODE:
            size = bytes_text(int(value))
            return _(
                "have {limit}",
                limit=limit(_("{size} of code", size=size), at_least=difference.at_least),
            )
        case Trait.FONT:
            return _("are designed in {value}", value=safe_text.escaped(value, 40))
        case Trait.STAND_INS:
            return _("need stand-ins") if value == "yes" else _("need no stand-ins")


def limit(amount: str, *, at_least: bool) -> str:
    """`at least 2,000 nodes`, `less than 2,000 nodes`."""
    return (
        _("at least {amount}", amount=amount)
        if at_least
        else _("less than {amount}", amount=amount)
    )


def params(difference: Difference[Trait]) -> dict[str, list[str]]:
    """The list's filter for the rows that have it."""
    value = difference.value
    match difference.trait:
        case Trait.DEVICE:
            return {"device": [value]}
        case Trait.FONT:
            return {"font": [value]}
        case Trait.STAND_INS:
            others = [str(each) for each in SHOWN if each is not RenderVerdict.STAND_INS]
            return {"render": [str(RenderVerdict.STAND_INS)] if value == "yes" else others}
        case _:
            ends = f"{value}-" if difference.at_least else f"-{int(value) - 1}"
            return {difference.trait.value: [ends]}


def show(
    differences: Sequence[Difference[Trait]], bad: int, rows: Mapping[str, Sequence[str]]
) -> None:
    """The sentences, each with the way to its rows; `rows` is the address of the bad ones."""
    st.subheader(_("What differs about the worst"), anchor=False)
    if not differences:
        st.caption(
            _("Nothing stands out.")
            if bad >= FEWEST
            else _("Fewer than {fewest} rows are bad.", fewest=FEWEST)
        )
        return
    for number, each in enumerate(differences):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(sentence(each), width="content")
            st.page_link(
                "sessions.py",
                label=_("Show them"),
                icon=":material/arrow_forward:",
                query_params={**rows, **params(each)},
                help=_(
                    "The {bad:,} bad rows of sentence {number}, the worst match first.",
                    bad=each.bad,
                    number=number + 1,
                ),
            )
    st.caption(
        _(
            "By Fisher's exact test, one-sided, at p < {significant} and at least "
            "{fewest} rows. It says what goes together, not why; of a hundred things "
            "tested, one is chance.",
            significant=SIGNIFICANT,
            fewest=FEWEST,
        )
    )
