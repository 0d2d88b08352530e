"""The table of sessions as a page draws it."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def components(app: AppTest, name: str) -> list[dict[str, Any]]:
    """The data of every component of this name on the page; it has another name in German."""
    drawn = [element.proto for element in app.get("bidi_component")]
    return [
        json.loads(each.bytes or each.json)
        for each in drawn
        if each.component_name in (name, f"{name}_de")
    ]


def table(app: AppTest) -> dict[str, Any]:
    """The data of the table: its columns, rows and selection; {} if there is none."""
    return next(iter(components(app, "session_rows")), {})


def rows(app: AppTest) -> list[dict[str, Any]]:
    """The table's rows, top to bottom; [] if there is no table."""
    return list(table(app).get("rows", []))


def column(app: AppTest, name: str) -> list[Any]:
    """One column of the table, top to bottom."""
    return [row[name] for row in rows(app)]
