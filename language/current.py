"""The language of the page that is drawn in this thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

ENGLISH: Final = "en"

# Streamlit runs each script, callback and fragment in a thread of its session, and other threads
# draw for nobody. So a thread asks once, and again when a page begins.
_chosen: ContextVar[str | None] = ContextVar("language", default=None)
_resolver: list[Callable[[], str | None]] = []


def set_resolver(person: Callable[[], str | None]) -> None:
    """Say how to learn the language of this thread's person: None if there is no such person."""
    _resolver[:] = [person]


def begin() -> None:
    """Ask again: a page begins, and its person may have chosen another language."""
    _chosen.set(None)


def current() -> str:
    """The language of this thread, such as `de`; English in threads without a page."""
    if chosen := _chosen.get():
        return chosen
    asked = _resolver[0]() if _resolver else None
    if asked is None:
        return ENGLISH
    _chosen.set(asked)
    return asked


@contextmanager
def using(language: str) -> Iterator[None]:
    """Let this thread speak one language: for a page that is answered without Streamlit."""
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)
