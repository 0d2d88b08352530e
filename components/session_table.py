"""The table of sessions: one row each, selectable, with the frame's name as the way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

import pandas as pd
import streamlit as st

from components import plain, status, verdicts
from components.amounts import bytes_text, frame_size
from components.moments import MISSING, ago, exact, zone_name
from components.pictures import Pictures, cells
from store.insight_records import Judgement
from store.lifecycle import Status
from store.records import SessionSummary

ROW_HEIGHT: Final = 52
HEADER_HEIGHT: Final = 37


def is_stuck(row: SessionSummary, now: datetime, stuck_after: timedelta) -> bool:
    """Whether a row on the screen counts as stuck by now."""
    since = row.updated_at or row.created_at
    return row.status == Status.GENERATING and (since is None or now - since >= stuck_after)


def frame(
    rows: Sequence[SessionSummary],
    addresses: Sequence[str],
    now: datetime,
    zone: tzinfo,
    stuck_after: timedelta,
    judgements: Mapping[UUID, Judgement] | None = None,
) -> pd.DataFrame:
    """The rows as columns of text that is ready to show; never anything unmasked.

    Without `judgements` nothing is said of the rows' code.
    """
    columns = pd.DataFrame(
        {
            "picture": addresses,
            "open": [plain.frame_name(row.frame_name, 80).replace(":", "\u2236") for row in rows],
            "status": [
                [status.tag(row.status, stuck=is_stuck(row, now, stuck_after))] for row in rows
            ],
            "check": [verdicts.tags((judgements or {}).get(row.id), row.status) for row in rows],
            "reference": [plain.line(row.error_code or "", 24) or MISSING for row in rows],
            "updated": [ago(row.updated_at, now) for row in rows],
            "exactly": [exact(row.updated_at, zone) for row in rows],
            "size": [frame_size(row.frame_width, row.frame_height) for row in rows],
            "code": [bytes_text(row.code_bytes) for row in rows],
            "session": [row.session_id for row in rows],
        }
    )
    return columns if judgements is not None else columns.drop(columns="check")


def identity(rows: Sequence[SessionSummary]) -> str:
    """A name for just these rows in this order: what a selection is bound to."""
    return str(uuid5(NAMESPACE_OID, str([str(row.id) for row in rows])))


def show(
    rows: Sequence[SessionSummary],
    *,
    pictures: Pictures,
    now: datetime,
    zone: tzinfo,
    stuck_after: timedelta,
    opened: Callable[[UUID], None],
    judgements: Mapping[UUID, Judgement] | None = None,
) -> list[SessionSummary]:
    """Draw the table and return the selected rows. `opened` gets the row whose name was pressed.

    The table's identity is the ids it shows: a selection never passes on to other rows.
    """
    column = st.column_config
    ids = tuple(row.id for row in rows)
    key = f"rows-{identity(rows)}"
    click, loads = f"{key}-open", f"{key}-thumbnails"
    shown = [pictures.of(row) for row in rows]
    event = st.dataframe(
        frame(rows, cells.addresses(shown, loads), now, zone, stuck_after, judgements),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=HEADER_HEIGHT + ROW_HEIGHT * len(rows),
        on_select="rerun",
        selection_mode="multi-row",
        alt="Prototype sessions",
        column_config={
            "picture": column.ImageColumn("", width=76),
            "open": column.ButtonColumn(
                "Frame",
                type="tertiary",
                alignment="left",
                width=190,
                key=click,
                on_click=lambda: opened(ids[st.session_state[click].row]),
                help="Press a name to open the session. A column's heading sorts this page only.",
            ),
            "status": column.MultiselectColumn(
                "Status",
                options=[text for text, _ in status.TAGS],
                color=[colour for _, colour in status.TAGS],
                width=116,
            ),
            "check": column.MultiselectColumn(
                "Code check",
                options=[text for text, _ in verdicts.TAGS],
                color=[colour for _, colour in verdicts.TAGS],
                width=164,
                help="Of the code as it is now, without running it",
            ),
            "reference": column.TextColumn("Reference", width=108),
            "updated": column.TextColumn("Updated", width=104),
            "exactly": column.TextColumn(f"Exact time ({zone_name(zone)})", width=186),
            "size": column.TextColumn("Frame size", width=108, alignment="right"),
            "code": column.TextColumn("Code", width=84, alignment="right"),
            "session": column.TextColumn(
                "Session", width=104, help="The first 8 characters of the session id"
            ),
        },
    )
    cells.probe(shown, loads)
    return [rows[position] for position in event.selection.rows if position < len(rows)]
