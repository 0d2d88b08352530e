"""A press is not lost with the run that it started."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.feedback import pressing


def script() -> None:
    import streamlit as st

    from components.feedback import pressing

    if st.session_state.pop("overtaken", False):
        st.rerun()  # another run takes over before the button is reached
    if st.session_state.get("is shown", True):
        st.session_state["lost"] = st.button("Plain", key="plain")
        of = st.session_state.get("of", "")
        st.session_state["kept"] = pressing.button("Kept", key="kept-one", target=of)


def overtaken(key: str) -> AppTest:
    """The app after a press whose run was overtaken."""
    app = AppTest.from_function(script).run()
    app.session_state["overtaken"] = True
    app.button(key=key).click().run()
    assert not app.exception
    return app


def test_a_press_counts_in_the_run_that_overtook_its_own_and_once() -> None:
    assert overtaken("plain").session_state["lost"] is False, "this is what Streamlit does"
    app = overtaken("kept-one")
    assert app.session_state["kept"] is True
    assert app.run().session_state["kept"] is False


@pytest.mark.parametrize(("of", "seconds"), [("another session", 10.0), ("", 0.0)])
def test_a_press_on_something_else_or_long_ago_is_forgotten(
    monkeypatch: pytest.MonkeyPatch, of: str, seconds: float
) -> None:
    monkeypatch.setattr(pressing, "SECONDS", seconds)
    app = AppTest.from_function(script).run()
    app.session_state["is shown"] = False
    app.button(key="kept-one").click().run()
    app.session_state["is shown"], app.session_state["of"] = True, of
    assert app.run().session_state["kept"] is False
