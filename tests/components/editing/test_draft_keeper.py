"""What a browser reports as the draft of an edit form is parsed with care."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any
from uuid import uuid4

import pytest

from components.editing.draft_keeper import Kept, changes, parse_kept
from components.editing.edit_draft import Draft, RowSnapshot, Value

NAMES = ["frame_name", "frame_width", "frame_height", "thumbnail_url"]


def draft(**mine: Any) -> Draft:
    columns: dict[str, Value] = {"frame_name": "Login", "frame_width": 390, "frame_height": None}
    seen = RowSnapshot(uuid4(), "7", MappingProxyType({**columns, "thumbnail_url": None}))
    return Draft(seen, mine=MappingProxyType(mine))


def kept(**fields: str) -> Kept:
    return Kept("form", "7", fields, ())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"frame_name": "Pricing"}, {"frame_name": "Pricing"}),
        ({"frame_name": "Login"}, {}),
        ({"frame_width": "391"}, {"frame_width": 391}),
        ({"frame_width": ""}, {"frame_width": None}),
        ({"frame_width": "390", "frame_height": ""}, {}),
        ({"frame_name": ""}, {"frame_name": None}),
    ],
)
def test_only_what_differs_from_the_form_is_an_edit(
    fields: dict[str, str], expected: dict[str, Any]
) -> None:
    assert changes(draft(), kept(**fields)) == expected


def test_edits_that_the_form_has_stay() -> None:
    result = changes(draft(frame_name="Mine"), kept(frame_width="1"))
    assert result == {"frame_name": "Mine", "frame_width": 1}


@pytest.mark.parametrize("number", ["2147483648", "9" * 5_000, "-1", "1.5", "³"])
def test_a_number_that_the_form_cannot_hold_is_left_out(number: str) -> None:
    """Restored, it would end every run of the form with an error."""
    result = parse_kept({"fields": {"frame_width": number, "frame_height": "2147483647"}}, NAMES)
    assert result is not None
    assert changes(draft(), result) == {"frame_height": 2_147_483_647}


@pytest.mark.parametrize("said", [None, [], {}, {"fields": None}, {"fields": []}, "x"])
def test_another_response_form_is_ignored(said: Any) -> None:
    assert parse_kept(said, NAMES) is None


def test_other_columns_and_other_kinds_are_left_out() -> None:
    said = {
        "form": "f",
        "version": "7",
        "fields": {"status": "ready", "frame_name": 3, "frame_width": "wide", "thumbnail_url": "x"},
        "withheld": ["generated_code", "frame_name"],
        "large": 7,
    }
    assert parse_kept(said, NAMES) == Kept("f", "7", {"thumbnail_url": "x"}, ("frame_name",))
