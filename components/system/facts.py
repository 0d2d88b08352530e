"""Labelled facts in rows: what it is, its value, and what that means."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.formatting.safe_text import WORD_JOINER


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, alt: str) -> None:
    """A calm table; every cell is markdown, so untrusted text must come escaped.

    Columns may have the same heading, which Streamlit refuses: what tells them apart is not seen.
    """
    headings = [
        heading + WORD_JOINER * columns[:at].count(heading) for at, heading in enumerate(columns)
    ]
    st.table(
        pd.DataFrame(list(rows), columns=headings),
        border="horizontal",
        hide_index=True,
        alt=alt,
    )
