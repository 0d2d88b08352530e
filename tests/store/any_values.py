"""Any value that PostgreSQL can hold in the columns of prototype_sessions, by type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

INT4: Final = st.integers(-(2**31), 2**31 - 1)
LETTERS: Final = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ODD_TEXTS: Final = (
    "",
    " ",
    "\u200b\u200d\ufeff",
    "\u3164",
    ":streamlit: :material/home: :red[x] $x$ **b** ![a](b) <b>",
    "[a](javascript:alert(1)) `code` -> <-",
    "a\u202eb",
    "x" * 400,
    "e\u0301" * 200,
    "\U0001f469\u200d\U0001f680",
    "null",
    "infinity",
)
TEXTS: Final = st.one_of(st.sampled_from(ODD_TEXTS), st.text(LETTERS, max_size=40))

ODD_MOMENTS: Final = (
    "infinity",
    "-infinity",
    "4714-11-24 00:00:00+00 BC",
    "0044-03-15 12:00:00.5+00 BC",
    "0001-12-31 23:59:59.999999+00 BC",
    "0001-01-01 00:00:00+00",
    "0001-01-01 00:00:00+14",
    "1883-11-18 12:03:57-07:52:58",
    "9999-12-31 23:59:59+00",
    "9999-12-31 23:59:59.999999-14",
    "10000-01-01 00:00:00+00",
    "294276-12-31 23:59:59.999999+00",
)
MOMENTS: Final = st.one_of(
    st.sampled_from(ODD_MOMENTS),
    st.datetimes().map(lambda moment: f"{moment.isoformat(' ')}+00"),
    st.builds(
        "{:06d}-{:02d}-{:02d} 10:20:30.123456+00".format,
        st.integers(10_000, 294_275),
        st.integers(1, 12),
        st.integers(1, 28),
    ),
    st.builds(
        "{:04d}-{:02d}-{:02d} 10:20:30+00 BC".format,
        st.integers(1, 4_712),
        st.integers(1, 12),
        st.integers(1, 28),
    ),
)

ODD_DESIGNS: Final = (
    "null",
    "true",
    "0",
    '""',
    '"null"',
    "[]",
    "[null]",
    "{}",
    '{"nodes": null}',
    '{"nodes": {"1:2": null}}',
    '{"nodes": {"1:2": {"document": {"type": "FRAME", "absoluteBoundingBox": {"x": 1e400}}}}}',
    '{"nodes": {"1:2": {"document": {"type": 5, "children": {"a": 1}, "name": ["b"]}}}}',
    '{"document": {"children": [null, 1, "a"]}}',
    "1" + "0" * 5_000,
    '{"n": 1.50, "e": 1e-400, "t": "\\u001f\\\\ \\ud83d\\ude80"}',
    "[" * 2_000 + "]" * 2_000,
)
DESIGNS: Final = st.one_of(
    st.sampled_from(ODD_DESIGNS),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=8,
    ).map(lambda value: json.dumps(value, allow_nan=True).replace("Infinity", "1e400")),
)

STATUSES: Final = st.one_of(st.sampled_from(["pending", "generating", "ready", "error"]), TEXTS)
CODES: Final = st.one_of(st.just("export default () => <p>hi</p>"), TEXTS)
THUMBNAILS: Final = st.one_of(
    st.sampled_from(
        [
            "https://s3-alpha-sig.figma.com/thumbnails/a?Expires=99999999999999999999",
            "https://s3-alpha-sig.figma.com/a?Expires=-62135596800&Key-Pair-Id=b",
            "https://[::1",
            "data:image/png;base64,AAAA",
        ]
    ),
    TEXTS,
)

STUCK_AFTER: Final = timedelta(minutes=10)

COLUMNS: Final[Mapping[str, tuple[str, st.SearchStrategy[Any]]]] = MappingProxyType(
    {
        "session_id": ("text", st.uuids().map(str) | TEXTS),
        "design_context": ("jsonb", DESIGNS),
        "generated_code": ("text", st.none() | CODES),
        "thumbnail_url": ("text", st.none() | THUMBNAILS),
        "frame_name": ("text", st.none() | TEXTS),
        "frame_width": ("integer", st.none() | INT4),
        "frame_height": ("integer", st.none() | INT4),
        "status": ("text", st.none() | STATUSES),
        "error_code": ("text", st.none() | st.just("BP-12AB34") | TEXTS),
        "created_at": ("timestamptz", st.none() | MOMENTS),
        "updated_at": ("timestamptz", st.none() | MOMENTS),
    }
)
ROWS: Final = st.fixed_dictionaries({name: values for name, (_, values) in COLUMNS.items()})

# Every odd value of its column is in some row, so that no run depends on chance.
ODD_ROWS: Final = tuple(
    {
        "session_id": f"visitor-{number:04d}-0123456789",
        "design_context": ODD_DESIGNS[number % len(ODD_DESIGNS)],
        "generated_code": ODD_TEXTS[number % len(ODD_TEXTS)],
        "thumbnail_url": ODD_TEXTS[number % len(ODD_TEXTS)],
        "frame_name": ODD_TEXTS[number % len(ODD_TEXTS)],
        "frame_width": (None, 0, -1, 2**31 - 1, -(2**31))[number % 5],
        "frame_height": (0, None, 2**31 - 1, -1)[number % 4],
        "status": ("generating", "error", "ready", None, "", ":streamlit:")[number % 6],
        "error_code": ODD_TEXTS[(number + 3) % len(ODD_TEXTS)],
        "created_at": ODD_MOMENTS[number % len(ODD_MOMENTS)],
        "updated_at": ODD_MOMENTS[(number + number // 12) % len(ODD_MOMENTS)],
    }
    for number in range(24)
)


def insert(db: Session, row: Mapping[str, Any]) -> UUID:
    """Add a row with these columns, each as text for its PostgreSQL type."""
    places = ", ".join(f"CAST(CAST(:{name} AS text) AS {COLUMNS[name][0]})" for name in row)
    statement = f"INSERT INTO prototype_sessions ({', '.join(row)}) VALUES ({places}) RETURNING id"
    given = {name: None if value is None else str(value) for name, value in row.items()}
    row_id: UUID = db.scalars(text(statement), given).one()
    return row_id
