"""Callbacks finish, whatever the browser asks for meanwhile."""

from __future__ import annotations

import pytest
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest

from components.feedback import callbacks


def script() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

    def press() -> None:
        context = get_script_run_ctx()
        assert context is not None
        assert context.script_requests is not None
        # As if a component had reported something at this moment.
        context.script_requests.request_rerun(RerunData(query_string=""))
        st.session_state["kept"] = "all of it"

    st.button("Press", key="press", on_click=press)
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1


def pressed() -> AppTest:
    app = AppTest.from_function(script).run()
    app.button(key="press").click().run()
    assert not app.exception
    return app


def test_a_request_does_not_end_a_callback_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = getattr(ScriptRunner, callbacks.NAME)
    plain = getattr(plain, "__wrapped__", plain)
    monkeypatch.setattr(ScriptRunner, callbacks.NAME, plain)
    assert "kept" not in pressed().session_state, "this is what Streamlit does"
    callbacks.install()
    app = pressed()
    assert app.session_state["kept"] == "all of it"
    assert app.session_state["runs"] > 1, "and the request is answered"
    once = getattr(ScriptRunner, callbacks.NAME)
    callbacks.install()
    assert getattr(ScriptRunner, callbacks.NAME) is once
