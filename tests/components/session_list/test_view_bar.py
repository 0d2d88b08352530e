"""The page size that a browser reports around a change of view."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    """A gallery whose browser reports a size when the button is pressed."""
    import streamlit as st

    from components.session_list import view_bar
    from components.session_list.listing import View

    st.session_state["drawn-view"] = View.GALLERY
    st.session_state["drawn-size"] = 24
    st.session_state["size"] = int(st.session_state.get("reported", 24))
    st.button("Report", key="report", on_click=view_bar.size_changed)


@pytest.mark.parametrize(("reported", "address"), [(50, {}), (100, {}), (48, {"size": "48"})])
def test_a_page_size_of_the_previous_view_is_ignored(
    reported: int, address: dict[str, str]
) -> None:
    app = AppTest.from_function(page)
    app.session_state["reported"] = reported
    app.run()
    app.button(key="report").click().run()
    assert not app.exception
    assert dict(app.query_params) == address
