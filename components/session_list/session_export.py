"""Exports a list as CSV, with masked session ids and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import streamlit as st

from components.review import review_words
from language import _
from services.session_list import EXPORT_LIMIT, ExportedRows
from store.counts import Count
from store.far_timestamps import FarTimestamp
from store.records import SessionSummary
from store.reviews.review_records import Marks

HEADINGS: Final = (
    "id",
    "session",
    "frame name",
    "width px",
    "height px",
    "status",
    "reference",
    "created UTC",
    "updated UTC",
    "code bytes",
    "review",
)
# Source: OWASP, CSV injection. Spreadsheets take cells that start like this for formulas.
RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Without it, Excel garbles names that are not ASCII.
BYTE_ORDER_MARK: Final = "\ufeff"
NONCE_BYTES: Final = 8


def csv_text(rows: Iterable[SessionSummary], marks: Mapping[UUID, Marks] | None = None) -> str:
    """The rows as CSV for people and spreadsheets, times in UTC, with the marks on them."""
    said = marks or {}
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)  # a `;` in a name must not end the cell
    writer.writerow(HEADINGS)
    for row in rows:
        cells = (
            str(row.id),
            row.session_id,
            row.frame_name,
            row.frame_width,
            row.frame_height,
            row.status,
            row.error_code,
            moment(row.created_at),
            moment(row.updated_at),
            row.code_bytes,
            review_words.exported(said.get(row.id)),
        )
        writer.writerow([cell_text(cell) for cell in cells])
    return BYTE_ORDER_MARK + out.getvalue()


def cell_text(cell: str | int | None) -> str:
    """A cell that stays text: what would run gets an apostrophe in front."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.lstrip(" ").startswith(RUNS) else text


def moment(at: datetime | None) -> str:
    """A time that spreadsheets can read: `2026-03-01 12:00:05`, in UTC."""
    if isinstance(at, FarTimestamp):
        return at.text
    return "" if at is None else f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def button(total: Count | None, read: Callable[[], ExportedRows]) -> None:
    """The download button. `read` is called when it is pressed, in another thread.

    The file's name is random, because Streamlit serves a download to anyone who knows its address,
    a hash of its content and name.
    """
    more = total is None or total.value > EXPORT_LIMIT
    st.download_button(
        _("Export CSV, first {limit:,}", limit=EXPORT_LIMIT) if more else _("Export CSV"),
        lambda: csv_text(*read()),
        file_name=f"sessions-{secrets.token_hex(NONCE_BYTES)}.csv",
        mime="text/csv",
        key="export",
        icon=":material/download:",
        help=_("A CSV file of this list in its order. Session ids are masked."),
        on_click="ignore",
    )
