"""What a reviewer's browser says is read as a stranger's text."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import RerunData, RerunException

from components.review import review_address, review_ops, review_words
from services import reviews
from store.reviews.review_records import Marks, Opinion, Version

GIVEN: dict[str, Any] = {
    "id": str(uuid4()),
    "kind": "mark",
    "row": str(uuid4()),
    "mark": "good",
    "to": None,
}


@pytest.mark.parametrize(
    "said",
    [
        None,
        "mark",
        [None],
        [{**GIVEN, "mark": "best"}],
        [{**GIVEN, "kind": "delete"}],
        [{**GIVEN, "id": "1"}],
        [{**GIVEN, "note": "x" * 501}],
        [{**GIVEN, "reasons": ["x"] * 13}],
        [{**GIVEN, "place": {"x": 0, "y": 0, "width": -1, "height": 0}}],
    ],
)
def test_what_cannot_be_read_is_left_out(said: object) -> None:
    assert review_ops.parse(said) == []


def test_what_can_be_read_stays_in_order() -> None:
    ops = review_ops.parse([GIVEN, {"kind": 1}, {**GIVEN, "id": str(uuid4()), "kind": "undo"}])
    assert [op.kind for op in ops] == ["mark", "undo"]


def test_a_mark_whose_run_was_ended_is_made_by_the_next_one_and_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    version = Version(row_id=UUID(GIVEN["row"]), code_md5="0" * 32, design_md5="1" * 32)
    state: dict[str, Any] = {review_ops.SERVED: {version.row_id: version}}
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(review_address, "go_to", lambda to, behind=None: None)
    marked: list[UUID] = []

    def mark(version: Version, opinion: Opinion, request_id: UUID) -> None:
        if "ended" not in state:
            state["ended"] = True
            raise RerunException(RerunData())
        marked.append(request_id)

    monkeypatch.setattr(reviews, "mark", mark)
    [op] = review_ops.parse([{**GIVEN, "version": "0" * 32 + "1" * 32}])
    with pytest.raises(RerunException):
        review_ops.carry_out([op])
    for _ in range(2):
        review_ops.carry_out([op])
    assert marked == [op.id]
    assert review_ops.can_undo()
    assert review_ops.done_ids() == [str(op.id)]


@pytest.mark.parametrize(
    ("marks", "word"),
    [
        (Marks(), None),
        (Marks(now=("good",)), "Good"),
        (Marks(now=("wrong", "wrong"), older=("good",)), "Wrong × 2"),
        (Marks(now=("good", "wrong", "good")), "1 wrong, 2 good"),
        (Marks(older=("needs-work",)), "Older version: 1 needs work"),
    ],
)
def test_marks_in_a_list(marks: Marks, word: str | None) -> None:
    badge = review_words.badge(marks)
    assert (badge.word if badge else None) == word
