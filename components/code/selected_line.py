"""The line of the code that the address selects."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.code import verdicts
from components.url_state import address
from components.url_state.parameters import drop_parameter
from store.insights.insight_records import Findings

LINE: Final = "line"
"""The URL's parameter for the selected line."""


def selected_line(result: Findings, lines: int) -> int | None:
    """The line to show: the one in the URL, or else the main error's."""
    wanted = st.query_params.get(LINE, "")
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:9]) <= lines:
        return int(wanted[:9])
    if wanted:
        drop_parameter(LINE)
    first = verdicts.main_error(result) or next(iter(result.findings), None)
    return min(first.line, lines) if first else None


def select_line(line: int) -> None:
    """Show this line."""
    address.put({LINE: [str(line)]}, bound=True)
