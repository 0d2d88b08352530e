"""The language that a person reads in: the browser's, or the one they chose here.

A choice is kept in a cookie, which the first run of a session and pages beside Streamlit read, too.
"""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.url_state import remembered
from language import _, catalogs
from language import current as languages

CHOSEN: Final = "language"
SWITCH: Final = "language-switch"


def begin() -> None:
    """Call first on every page: its texts are in the language of the person who opened it."""
    languages.set_resolver(of_person)
    languages.begin()


def of_person() -> str | None:
    """The language of the person whose page this thread draws; None if it draws for nobody."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    chosen = st.session_state.get(CHOSEN) or st.context.cookies.get(catalogs.COOKIE)
    return catalogs.resolve(chosen, st.context.locale)


def show() -> None:
    """The choice between the languages that are complete, if there is more than one."""
    names = catalogs.offered()
    if len(names) < 2:
        return
    st.segmented_control(
        _("Language"),
        list(names),
        default=languages.current(),
        key=SWITCH,
        format_func=names.__getitem__,
        required=True,
        on_change=switched,
    )


def switched() -> None:
    """Keep the choice outside the widget, which it has to outlive."""
    st.session_state[CHOSEN] = st.session_state[SWITCH]


def remember() -> None:
    """Make the browser remember the choice; draws nothing."""
    remembered.in_cookie(catalogs.COOKIE, st.session_state.get(CHOSEN))
