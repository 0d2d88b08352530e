"""What another page asks for counts in the run that gets to it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def script() -> None:
    """The page's first run is stopped before its button; the second one gets there."""
    import streamlit as st

    from components.stuck import bulk_reset

    bulk_reset.ask_next()
    bulk_reset.follow()
    bulk_reset.follow()
    st.session_state["seen"] = [bulk_reset.is_asked(), bulk_reset.is_asked()]


def test_a_run_that_is_stopped_does_not_lose_the_question() -> None:
    app = AppTest.from_function(script).run()
    assert not app.exception
    assert app.session_state["seen"] == [True, False]
