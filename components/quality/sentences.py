"""What the bad rows have in common, as sentences that lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from components.formatting import safe_text
from components.formatting.numbers import bytes_text
from services.standing_out import FEWEST, SIGNIFICANT, Difference
from store.quality.quality_records import Trait
from store.renders.render_records import SHOWN, RenderVerdict

PERCENT: Final = 100


def sentence(found: Difference[Trait]) -> str:
    """`71 % have at least 2,000 nodes (12 of 17); of the others 9 % (9 of 94)`, as Markdown."""
    bad = f"{found.bad:,} of {found.all_bad:,}"
    others = f"{found.others:,} of {found.all_others:,}"
    return (
        f"**{share(found.bad, found.all_bad)}** {words(found)} ({bad}); "
        f"of the others {share(found.others, found.all_others)} ({others})"
    )


def share(some: int, of: int) -> str:
    """`71 %`."""
    return f"{some * PERCENT / of:.0f} %" if of else "none"


def words(found: Difference[Trait]) -> str:
    """What they have, as Markdown."""
    value = found.value
    match found.trait:
        case Trait.DEVICE:
            return f"are {value} frames"
        case Trait.NODES:
            return f"have {limit(f'{int(value):,} nodes', at_least=found.at_least)}"
        case Trait.CODE:
            size = bytes_text(int(value))
            return f"have {limit(f'{size} of code', at_least=found.at_least)}"
        case Trait.FONT:
            return f"are designed in {safe_text.escaped(value, 40)}"
        case Trait.STAND_INS:
            return "need stand-ins" if value == "yes" else "need no stand-ins"


def limit(amount: str, *, at_least: bool) -> str:
    """`at least 2,000 nodes`, `less than 2,000 nodes`."""
    return f"at least {amount}" if at_least else f"less than {amount}"


def params(found: Difference[Trait]) -> dict[str, list[str]]:
    """The list's filter for the rows that have it."""
    value = found.value
    match found.trait:
        case Trait.DEVICE:
            return {"device": [value]}
        case Trait.FONT:
            return {"font": [value]}
        case Trait.STAND_INS:
            others = [str(each) for each in SHOWN if each is not RenderVerdict.STAND_INS]
            return {"render": [str(RenderVerdict.STAND_INS)] if value == "yes" else others}
        case _:
            ends = f"{value}-" if found.at_least else f"-{int(value) - 1}"
            return {found.trait.value: [ends]}


def show(found: Sequence[Difference[Trait]], bad: int, rows: Mapping[str, Sequence[str]]) -> None:
    """The sentences, each with the way to its rows; `rows` is the address of the bad ones."""
    st.subheader("What differs about the worst", anchor=False)
    if not found:
        st.caption("Nothing stands out." if bad >= FEWEST else f"Fewer than {FEWEST} rows are bad.")
        return
    for number, each in enumerate(found):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(sentence(each), width="content")
            st.page_link(
                "sessions.py",
                label="Show them",
                icon=":material/arrow_forward:",
                query_params={**rows, **params(each)},
                help=f"The {each.bad:,} bad rows of sentence {number + 1}, the worst match first.",
            )
    st.caption(
        f"By Fisher's exact test, one-sided, at p < {SIGNIFICANT} and at least {FEWEST} rows. "
        "It says what goes together, not why; of a hundred things tested, one is chance."
    )
