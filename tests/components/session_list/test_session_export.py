"""A list as a CSV file."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest

from components.session_list import session_export
from store.records import SessionSummary


def summary(**fields: object) -> SessionSummary:
    values = dict.fromkeys(SessionSummary.model_fields)
    masked = dict.fromkeys(("thumbnail_too_large", "name_is_masked", "thumbnail_is_masked"), False)
    known = {"id": uuid4(), "session_id": "0a1b2c3d…", "version": "1", **masked}
    return SessionSummary.model_validate({**values, **known, **fields})


def read_back(text: str) -> list[dict[str, str]]:
    assert text.startswith(session_export.BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_a_row_survives_a_round_trip() -> None:
    row = summary(
        frame_name='مرحبا, "Checkout" 🍏\nsecond line',
        frame_width=390,
        status="ready",
        updated_at=datetime(2026, 3, 1, 14, 0, 5, tzinfo=timezone(timedelta(hours=2))),
    )
    [read] = read_back(session_export.csv_text([row]))
    assert read["frame name"] == row.frame_name
    assert read["width px"] == "390"
    assert read["updated UTC"] == "2026-03-01 12:00:05"
    assert read["reference"] == ""
    assert read["id"] == str(row.id)


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1"]
)
def test_no_cell_is_a_formula(name: str) -> None:
    [read] = read_back(session_export.csv_text([summary(frame_name=name, status=name)]))
    assert read["frame name"] == f"'{name}"
    assert read["status"] == f"'{name}"


def test_every_cell_is_quoted_where_semicolons_separate() -> None:
    text = session_export.csv_text([summary(frame_name="x;=1+1", frame_width=390)])
    assert '"x;=1+1"' in text
    assert '"390"' in text
    [read] = csv.DictReader(io.StringIO(text[1:].replace('","', '";"')), delimiter=";")
    assert read["frame name"] == "x;=1+1"
