"""Removes other pages' parameters from a page's address.

When someone opens another page, Streamlit adds that page's parameters to the history entry of the
page they leave, so going back would bring them along. Removing them in Python would add another
history entry and disable the forward button, so the browser does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from components.frontend import component

OPENED: Final = frozenset({"id", "a", "b"})
"""The parameters of the pages that a list opens. No list has a parameter of these names."""

_component = component("clean_url", "url_state/clean_url")


def keep_only(page: str, own: Sequence[str]) -> None:
    """Remove every parameter except the page's `own` from the current history entry."""
    _component(key="clean-url", data={"page": page, "own": list(own)})
