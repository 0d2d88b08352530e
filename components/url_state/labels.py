"""Parameters that are bound to a widget hold its labels, which a link may write in another way."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from language import _, in_all_languages


def match_case(name: str, choices: Sequence[str]) -> None:
    """Set a parameter that is bound to a widget to the choice that differs from it only in case."""
    given = st.query_params.get(name, "")
    for choice in choices:
        if given != choice and given.casefold() == choice.casefold():
            st.session_state[name] = st.query_params[name] = choice


def match_label(name: str, choices: Sequence[str]) -> str | None:
    """Set a parameter that is bound to a widget of translated labels to the one that it names in
    any language and case. Returns the choice.
    """
    given = str(st.session_state.get(name) or st.query_params.get(name, ""))
    for choice in choices:
        if given.casefold() in {each.casefold() for each in in_all_languages(choice)}:
            if given != _(choice):
                is_drawn = name in st.session_state  # whose widget keeps the address
                st.session_state[name] = _(choice)
                if not is_drawn:
                    st.query_params[name] = _(choice)
            return choice
    return None
