"""Ends a page before its last line, as a run that has ended.

`st.stop` ends the run as one that was stopped. Streamlit then keeps the fragments of what was shown
before, which no longer have a place on the page, and drops those that the browser has requested.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


class PageEnd(Exception):
    """Nothing more is drawn."""


def end() -> NoReturn:
    """Draw nothing more of the page."""
    raise PageEnd


@contextmanager
def awaited() -> Iterator[None]:
    """Draw a page that may call `end`."""
    try:
        yield
    except PageEnd:
        return
