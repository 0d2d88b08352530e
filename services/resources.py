"""The only cached resources: the handle on the database, and the thread that inspects rows."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Final, TypeVar

import streamlit as st

from auth import current
from services.inspection_worker import Inspector
from settings import Settings
from store.engine import Database, engine_for

T = TypeVar("T")

checked: Final[ContextVar[bool]] = ContextVar("checked", default=False)


@st.cache_resource
def settings() -> Settings:
    """The settings, read from the environment once."""
    return Settings.read()


@st.cache_resource(on_release=Database.dispose)
def connected() -> Database:
    """The handle on the database in use, one for the process."""
    return Database(engine_for(settings().url))


def database() -> Database:
    """The handle, for somebody with access. Raises Refused.

    Callbacks and fragments run without the gate in pages/navigation.py, and pass this one.
    """
    if not checked.get():
        current.principal(settings())
    return connected()


def for_later(read: Callable[[], T]) -> Callable[[], T]:
    """`read` for when a download is pressed: Streamlit then calls it in a thread of its own.

    That thread has no browser session, so the current person is checked again there. Raises
    Refused.
    """
    check = current.later(settings())

    def call() -> T:
        check()
        token = checked.set(True)
        try:
            return read()
        finally:
            checked.reset(token)

    return call


@st.cache_resource(on_release=Inspector.close)
def inspector() -> Inspector:
    """The background thread that looks at rows as people come across them, one for the process."""
    return Inspector(database())
