"""The cached resources: the database handle, and the thread that inspects rows."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Final, TypeVar

import streamlit as st

from auth import current
from services.examiner import examiner
from services.inspection_worker import Inspector
from settings import Settings
from store.engine import Database, engine_for
from store.replica import Replica

T = TypeVar("T")

ARRIVED: Final = "arrived-at-this-process"
checked: Final[ContextVar[bool]] = ContextVar("checked", default=False)


@st.cache_resource
def settings() -> Settings:
    """The settings, read from the environment once."""
    return Settings.read()


@st.cache_resource(on_release=Database.dispose)
def connected() -> Database:
    """The database handle, one per process, without an access check."""
    chosen = settings()
    engine = engine_for(chosen.url, connections=chosen.database_connections)
    if not chosen.database_read_url:
        return Database(engine)
    replica = Replica.between(
        chosen.url,
        chosen.database_read_url.get_secret_value(),
        chosen.replica_seconds_behind,
        connections=chosen.database_connections,
    )
    return Database(engine, replica)


def database() -> Database:
    """The database handle, if the person at the dashboard has access. Raises Refused.

    Callbacks and fragments do not go through pages/navigation.py, so access is checked here as
    well.
    """
    if not checked.get():
        current.principal(settings())
        _arrive(connected())
    return connected()


def _arrive(database: Database) -> None:
    """Read from the primary first: this person may have written in a process that has ended."""
    if database.replica and ARRIVED not in st.session_state:
        st.session_state[ARRIVED] = True
        database.replica.changed()


def for_later(read: Callable[[], T]) -> Callable[[], T]:
    """Wrap `read` for a download button; Streamlit calls it in another thread when it is pressed.

    That thread has no browser session, so the wrapper checks the current person again. It raises
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
    """The background thread that inspects rows as people open them, one per process."""
    return Inspector(database().primary, examine=examiner.examine)
