"""The selection of a list, kept in the session."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def script() -> None:
    """A list with one selected row, before and after it is cleared."""
    from uuid import UUID

    import streamlit as st

    from components.pictures import selection

    ids = {"one": UUID(int=1)}
    before = selection.keyed("rows")
    selected = selection.update(before, ["one"], [], ids)
    selection.clear()
    after = selection.keyed("rows")
    st.session_state["seen"] = (before, selected, after, selection.restore(after, ids))


def test_a_list_is_drawn_anew_once_its_selection_is_cleared() -> None:
    app = AppTest.from_function(script).run()
    assert not app.exception
    before, selected, after, left = app.session_state["seen"]
    assert before != after
    assert (len(selected), left) == (1, [])


def carrying_script() -> None:
    """A list in another view, whose first run is stopped before it is drawn."""
    from uuid import UUID

    import streamlit as st

    from components.pictures import selection

    ids = {"one": UUID(int=1), "two": UUID(int=2)}
    selection.update("table", ["two"], [], ids)
    selection.carry()
    stopped, next_run = (selection.restore("gallery", ids) for _ in range(2))
    st.session_state["table"] = {"selected": ["one"]}
    selection.picked("table", ids)
    late = selection.restore("gallery", ids)
    st.session_state["seen"] = (stopped, next_run, late, selection.restore("other", ids))


def test_another_view_keeps_the_selection_that_the_first_one_reports_again() -> None:
    app = AppTest.from_function(carrying_script).run()
    assert not app.exception
    stopped, next_run, late, other = app.session_state["seen"]
    assert len(stopped) == 1
    assert next_run == late == stopped
    assert other == []
