"""The only cached resources: the handle on the database, and the thread that inspects rows."""

from __future__ import annotations

import streamlit as st

from inspector import Inspector
from settings import Settings
from store.engine import Database, engine_for


@st.cache_resource
def settings() -> Settings:
    """The settings, read from the environment once."""
    return Settings()


@st.cache_resource(on_release=Database.dispose)
def database() -> Database:
    """The handle on the database in use, one for the process."""
    return Database(engine_for(settings().url))


@st.cache_resource(on_release=Inspector.close)
def inspector() -> Inspector:
    """The background thread that looks at rows as people come across them, one for the process."""
    return Inspector(database())
