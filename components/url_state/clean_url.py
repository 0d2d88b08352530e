"""A page's address without other pages' parameters.

Streamlit writes the next page's parameters into the address of the page that is left, and keeps
that as an entry of the history: going back would find them there. Taking them out in Python would
make one entry more, and shut the way forward.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.frontend import script

OPENED: Final = frozenset({"id", "a", "b"})
"""The parameters of the pages that a list opens; no list has one of these names."""

_component = st.components.v2.component("clean_url", js=script("url_state/clean_url"))


def keep_only(page: str, own: Sequence[str]) -> None:
    """Take out every parameter but the page's `own`, in the entry of the history that is shown."""
    _component(key="clean-url", data={"page": page, "own": list(own)})
