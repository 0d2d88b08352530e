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
    # A selector with a space hides what is in a cell.
    whole = [each.strip() for each in selectors.split(",") if " " not in each.strip()]
    hidden = {selector.removeprefix(".") for selector in whole}
    assert {"session", "size", "reference"} <= hidden
    assert hidden <= {column.name for column in columns(Sort.UPDATED_DESC)}
