"""The columns of the table of sessions, and those that its style hides on narrow screens."""

from __future__ import annotations

import re
from pathlib import Path

from components.session_list.session_table import columns
from store.records import Sort

STYLE = Path(__file__).parents[3] / "frontend/pictures/table.css"
HIDDEN = re.compile(
    r"^@container[^{]*{ ([^{}]*) { display: none; } }$|^  ([^{}]*) { display: none; }$", re.M
)


def test_what_narrow_screens_hide_are_columns() -> None:
    selectors = ",".join(first or second for first, second in HIDDEN.findall(STYLE.read_text()))
    hidden = {selector.strip().removeprefix(".") for selector in selectors.split(",")}
    assert {"session", "size", "reference"} <= hidden
    assert hidden <= {column.name for column in columns(Sort.UPDATED_DESC)}
