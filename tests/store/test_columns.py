"""One validator: the backend may write everything that a person may enter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from store import columns
from store.actions.editing import SQL_TYPES
from store.errors import InvalidInput

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=5),
    st.dictionaries(st.text(st.characters(), max_size=3), st.text(st.characters(), max_size=3)),
)


def accepted(check: Any, *given: object) -> bool:
    try:
        check(*given)
    except InvalidInput:
        return False
    return True


@given(name=st.sampled_from(sorted(SQL_TYPES)), value=VALUES)
def test_everything_that_may_be_entered_can_be_stored(name: str, value: object) -> None:
    assume(name != "design_context" or not isinstance(value, str))  # JSON text: only edits
    assume(accepted(columns.entered, name, value))
    assert accepted(columns.storable_values, {name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("frame_name", "a\0b"),
        ("frame_name", "\ud800"),
        ("frame_name", 7),
        ("frame_width", True),
        ("frame_width", 2**31),
        ("design_context", {"a": "\0"}),
        ("design_context", {"a": "\ud800"}),
        ("design_context", {"a": float("nan")}),
        ("design_context", []),
    ],
)
def test_values_the_database_cannot_hold_are_refused_by_both(name: str, value: object) -> None:
    assert not accepted(columns.entered, name, value)
    assert not accepted(columns.storable_values, {name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("frame_width", 0),
        ("frame_width", -1),
        ("frame_name", "x" * 1_001),
        ("thumbnail_url", "x" * 100_001),
        ("generated_code", "x" * ((1 << 20) + 1)),
    ],
)
def test_a_person_may_enter_less_than_the_backend_writes(name: str, value: object) -> None:
    assert not accepted(columns.entered, name, value)
    assert accepted(columns.storable_values, {name: value})
