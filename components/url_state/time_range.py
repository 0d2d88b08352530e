"""The two time fields of a list's filters: the URL parameters `from` and `to`."""

from __future__ import annotations

from datetime import datetime, tzinfo

import streamlit as st

from components.formatting.times import zone_name
from components.url_state import query_string
from components.url_state.parameters import local, moment_changed, set_widget


def show(
    labels: tuple[str, str], moments: tuple[datetime | None, datetime | None], zone: tzinfo
) -> None:
    """Draw both fields in the viewer's zone, the start first."""
    for name, label, moment in zip(("from", "to"), labels, moments, strict=True):
        set_widget(name, local(moment, zone))
        st.datetime_input(
            f"{label} ({zone_name(zone)})",
            value=None,
            key=name,
            min_value=query_string.EARLIEST.replace(tzinfo=None),
            max_value=query_string.LATEST.replace(tzinfo=None),
            step=60,
            on_change=moment_changed,
            args=(name, zone),
        )
