"""What counts as an edit, and how mine, theirs and the original are told apart."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from components.code.text_difference import LINE_CHARS, SHOWN_LINES, unified
from components.editing.edit_draft import (
    CODE_LIMIT,
    Draft,
    Edit,
    Large,
    also_changed,
    conflicts,
    digest,
    edits,
    snapshot,
)
from store.records import SessionSummary

ROW_ID = UUID(int=7)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def row(version: str = "1", **columns: Any) -> SessionSummary:
    """A row as the page reads it."""
    values: dict[str, Any] = {
        "id": ROW_ID,
        "session_id": "abcd1234…",
        "thumbnail_url": None,
        "thumbnail_too_large": False,
        "frame_name": "Card",
        "frame_width": 390,
        "frame_height": None,
        "status": "ready",
        "error_code": None,
        "created_at": NOW,
        "updated_at": NOW,
        "code_bytes": 3,
        "version": version,
    }
    return SessionSummary(**{**values, **columns})


SAME: dict[str, Edit] = {
    "frame_name": "Card",
    "frame_width": 390,
    "frame_height": None,
    "thumbnail_url": "",
}


def test_an_untouched_form_has_no_edits() -> None:
    typed = {**SAME, "generated_code": "a\nb", "design_context": ""}
    assert edits(snapshot(row(), "a\r\nb", "{}"), typed) == {}


def test_only_what_was_changed_is_an_edit() -> None:
    assert edits(snapshot(row()), {**SAME, "frame_width": 391}) == {"frame_width": 391}


@pytest.mark.parametrize(
    ("column", "before", "typed", "after"),
    [
        ("frame_name", "Card", "", {"frame_name": None}),
        ("frame_name", None, "", {}),
        ("frame_name", "", "", {}),
        ("frame_name", None, "New", {"frame_name": "New"}),
        ("frame_width", 390, None, {"frame_width": None}),
        ("frame_width", None, 1, {"frame_width": 1}),
        ("thumbnail_url", "https://a/", "", {"thumbnail_url": None}),
    ],
)
def test_an_empty_box_stores_nothing(
    column: str, before: Any, typed: Edit, after: dict[str, Edit]
) -> None:
    assert edits(snapshot(row(**{column: before})), {column: typed}) == after


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ("a\r\nb\r\n", "a\nc\n", "a\r\nc\r\n"),
        ("a\nb", "a\nc", "a\nc"),
        ("a\r\nb\nc", "a\nb\nd", "a\nb\nd"),
    ],
)
def test_line_endings_are_preserved(before: str, typed: str, after: str) -> None:
    assert edits(snapshot(row(), before, "{}"), {"generated_code": typed}) == {
        "generated_code": after
    }


def test_values_too_large_to_show_are_kept_unless_replaced() -> None:
    base = snapshot(row(frame_name="x" * 300, thumbnail_too_large=True), "y" * 300_000, "{}")
    assert isinstance(base.columns["generated_code"], Large)
    nothing = dict.fromkeys(("frame_name", "thumbnail_url", "generated_code", "design_context"), "")
    assert edits(base, nothing) == {}
    assert edits(base, {**nothing, "frame_name": "Short"}) == {"frame_name": "Short"}


def test_a_draft_holds_no_large_value() -> None:
    base = snapshot(row(), "c" * (CODE_LIMIT + 1), '{"a": "' + "d" * 100_000 + '"}')
    assert len(repr(base)) < 1_500


def test_conflicts_tell_mine_theirs_and_the_original() -> None:
    draft = Draft(snapshot(row("1"))).review({"frame_name": "Mine", "frame_width": 400})
    theirs = snapshot(row("2", frame_name="Theirs", frame_width=400, status="pending"))
    name, width = conflicts(draft, theirs)
    assert (name.original, name.mine, name.theirs) == ("Card", "Mine", "Theirs")
    assert (name.they_changed_it, name.is_same_change) == (True, False)
    assert (width.they_changed_it, width.is_same_change) == (True, True)
    assert [
        (other.name, other.original, other.theirs) for other in also_changed(draft, theirs)
    ] == [("status", "ready", "pending")]


def test_reapplying_keeps_the_choices_for_the_version_shown() -> None:
    draft = Draft(snapshot(row("1"))).review({"frame_name": "Mine", "frame_width": 400})
    again = draft.rebased(snapshot(row("2", frame_name="Theirs")), {"frame_width"})
    assert dict(again.mine) == {"frame_width": 400}
    assert again.target.version == "2"
    assert again.request_id != draft.request_id
    assert again.base.columns["frame_name"] == "Theirs"


def test_a_change_to_large_code_is_detected_by_its_hash() -> None:
    long, other = "a" * 300_000, "b" * 300_000
    draft = Draft(snapshot(row("1"), long, "{}")).review({"generated_code": other})
    [conflict] = conflicts(draft, snapshot(row("2"), other, "{}"))
    assert (conflict.they_changed_it, conflict.is_same_change) == (True, True)
    assert conflict.original == digest(long)


# --- differences -------------------------------------------------------------------------------


def test_a_difference_counts_lines_from_the_beginning() -> None:
    old = [f"line {at}" for at in range(1, 101)]
    new = [*old[:49], "changed", *old[50:]]
    assert unified("\n".join(old), "\n".join(new)) == "\n".join(
        [
            "@@ -47,7 +47,7 @@",
            *(f" line {at}" for at in (47, 48, 49)),
            "-line 50",
            "+changed",
            *(f" line {at}" for at in (51, 52, 53)),
        ]
    )


def test_equal_texts_have_no_difference() -> None:
    assert unified("a\nb", "a\nb") == ""


@pytest.mark.parametrize(("old", "new"), [("", "a"), ("a", ""), ("a\na\na", "a\na")])
def test_short_texts_are_compared(old: str, new: str) -> None:
    assert unified(old, new).startswith("@@")


def test_a_difference_of_a_megabyte_is_bounded() -> None:
    old = "\n".join(f"{at} {'x' * 1_000}" for at in range(1_000))
    new = "\n".join(f"{at}" for at in range(30_000))
    result = unified(old, new).split("\n")
    assert len(result) <= SHOWN_LINES + 1
    assert max(map(len, result)) <= LINE_CHARS + 1
    assert result[0] == "@@ -1,1000 +1,30000 @@"
    assert "@@ and 800 more lines removed @@" in result
    assert sum(line.startswith("+") for line in result) == SHOWN_LINES - 1 - SHOWN_LINES // 2 - 1
