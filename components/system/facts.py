"""Labelled facts in rows: what it is, its value, and what that means."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, alt: str) -> None:
    """A calm table; every cell is markdown, so untrusted text must come escaped."""
    st.table(
        pd.DataFrame(list(rows), columns=list(columns)),
        border="horizontal",
        hide_index=True,
        alt=alt,
    )
