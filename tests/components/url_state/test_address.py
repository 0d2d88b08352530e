"""A change of the address holds against requests that were sent before the browser heard of it."""

from __future__ import annotations

from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

from components.url_state import address


def script() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from components.url_state import address

    context = get_script_run_ctx()
    assert context is not None
    context.is_history_navigation = st.session_state.pop("back", False)
    if st.session_state.get("page") == "other":
        with address.kept("other"):
            st.title("Other")
            st.stop()
    with address.kept("list"):
        st.button("Failed", on_click=address.put, args=({"status": ["error"], "after": []},))
        st.button("All", on_click=address.put, args=({"status": []},))
        st.button("Tall", on_click=address.put, args=({"size": ["100"]},), kwargs={"bound": True})
        if st.session_state.get("is interrupted"):
            st.stop()


def after(*labels: str, interrupted: bool = True) -> AppTest:
    """The page `?q=card&after=x` after these presses."""
    app = AppTest.from_function(script)
    app.query_params["q"], app.query_params["after"] = "card", "x"
    app.run()
    app.session_state["is interrupted"] = interrupted
    for label in labels:
        next(each for each in app.button if each.label == label).click().run()
    assert not app.exception
    return app


def then(app: AppTest, **params: str) -> dict[str, object]:
    """What the page is shown for after a request with these parameters."""
    app.query_params.clear()
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return dict(app.query_params)


FAILED: Final = {"q": "card", "status": "error"}


def test_a_late_request_does_not_undo_a_change() -> None:
    app = after("Failed")
    assert app.query_params == FAILED
    assert then(app, q="card", after="x") == FAILED
    assert then(app, q="card", status="error") == FAILED
    assert then(app, q="card", after="x") == FAILED, "however many there are"


def test_nor_one_of_several_changes() -> None:
    app = after("Failed", "Tall")
    for late in ({"q": "card", "after": "x"}, {"q": "card", "status": "error"}):
        assert then(app, **late) == {**FAILED, "size": "100"}
    assert then(after("Failed", "All"), q="card", status="error") == {"q": "card"}


def test_it_holds_for_a_moment_after_the_run_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    assert then(after("Failed", interrupted=False), q="card", after="x") == FAILED
    monkeypatch.setattr(address, "LATE_SECONDS", -1.0)
    app = after("Failed", interrupted=False)
    assert then(app, q="card", after="x") == {"q": "card", "after": "x"}


@pytest.mark.parametrize("params", [{"q": "card", "status": "ready"}, {"status": "pending"}])
def test_another_address_is_taken_as_it_is(params: dict[str, str]) -> None:
    assert then(after("Failed"), **params) == params


def test_going_back_goes_back() -> None:
    app = after("Failed")
    app.session_state["back"] = True
    assert then(app, q="card", after="x") == {"q": "card", "after": "x"}
    assert then(app, q="card", after="x") == {"q": "card", "after": "x"}


def test_another_page_has_its_own() -> None:
    app = after("Failed")
    app.session_state["page"] = "other"
    assert then(app, q="card", after="x") == {"q": "card", "after": "x"}
    app.session_state["page"] = "list"
    assert then(app, q="card", after="x") == {"q": "card", "after": "x"}
