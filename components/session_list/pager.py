"""The buttons for the previous and next page of a list, whose URL has the cursor."""

from __future__ import annotations

import streamlit as st

from components.url_state.parameters import CURSORS, change
from language import _
from store.actions.receipts import AuditPage, LogPage
from store.bulk_resets.bulk_records import OutcomePage
from store.records import Page


def go_to_page(name: str, cursor: str | None) -> None:
    """Go to the page at a cursor, or to the first page."""
    change({**dict.fromkeys(CURSORS, ()), name: [cursor] if cursor else []})


def show(page: Page | AuditPage | LogPage | OutcomePage, *, first: bool) -> None:
    """The buttons below a list. `first`: this is the first page."""
    with st.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"
    ):
        if not first:
            st.button(
                _("First page"),
                type="tertiary",
                key="first",
                on_click=go_to_page,
                args=("after", None),
            )
        st.button(
            _("Previous"),
            key="previous",
            icon=":material/chevron_left:",
            disabled=page.before is None,
            on_click=go_to_page,
            args=("before", page.before),
        )
        st.button(
            _("Next"),
            key="next",
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=page.after is None,
            on_click=go_to_page,
            args=("after", page.after),
        )
