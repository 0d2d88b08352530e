"""Edits write only what the person edited, and never over another person's change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from store.actions import editing
from store.actions.receipts import Receipt, Target
from store.audit import entries
from store.edit_limits import MAX_BYTES
from store.errors import Conflict, InvalidInput, NotFound, StoreError
from store.principal import Principal
from store.sessions.masking import mask
from tests.store.acting import (
    ADMIN,
    NOTHING_RECORDED,
    SUPPORT,
    delete_elsewhere,
    insert_row,
    recorded,
    row_of,
    target_of,
    write_elsewhere,
)


def edit(
    db: Session,
    target: Target,
    changes: Mapping[str, object],
    *,
    by: Principal = ADMIN,
    reason: str = "wrong import",
    request_id: UUID | None = None,
) -> Receipt:
    """`editing.edit` with defaults."""
    return editing.edit(db, by, target, changes, reason=reason, request_id=request_id or uuid4())


def changed_columns(before: dict[str, object] | None, after: dict[str, object] | None) -> set[str]:
    """The columns in which two states of a row differ."""
    assert before
    assert after
    return {key for key in after if after[key] != before[key]}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("frame_name", "Sign in"),
        ("frame_name", None),
        ("frame_name", "مرحبا 👋\n<b>"),
        ("frame_width", 1),
        ("frame_width", 2**31 - 1),
        ("frame_height", None),
        ("thumbnail_url", "https://example.org/a.png"),
        ("generated_code", "export default () => <p>🙂</p>"),
        ("generated_code", None),
        ("design_context", '{"nodes": {"1:2": {"document": null}}}'),
        ("design_context", {"nodes": {"ключ": [1, None, "x"]}}),
    ],
)
def test_only_the_given_column_is_written(db: Session, column: str, value: object) -> None:
    row_id = insert_row(db)
    before = row_of(db, row_id)
    receipt = edit(db, target_of(db, row_id), {column: value})
    after = row_of(db, row_id)
    assert changed_columns(before, after) == {column, "updated_at"}
    if isinstance(value, str) and column == "design_context":
        value = {"nodes": {"1:2": {"document": None}}}
    assert (after or {})[column] == value
    assert [row.row_id for row in receipt.changed] == [row_id]


def test_values_equal_to_the_stored_ones_are_left_out(db: Session) -> None:
    row_id = insert_row(db)
    changes = {
        "frame_name": "Checkout",
        "frame_width": 391,
        "design_context": '{ "nodes" : {} }',
        "thumbnail_url": None,
    }
    edit(db, target_of(db, row_id), changes)
    (entry,) = entries.for_row(db, row_id)
    assert set(entry.after) == {"frame_width", "updated_at"}
    assert (entry.before["frame_width"], entry.after["frame_width"]) == (390, 391)


@pytest.mark.parametrize(
    "changes", [{}, {"frame_name": "Checkout"}, {"design_context": {"nodes": {}}}]
)
def test_an_edit_without_changes_is_refused(db: Session, changes: dict[str, object]) -> None:
    row_id = insert_row(db)
    before = row_of(db, row_id)
    with pytest.raises(InvalidInput, match=r"Nothing was changed\."):
        edit(db, target_of(db, row_id), changes)
    assert row_of(db, row_id) == before
    assert recorded(db) == NOTHING_RECORDED


def test_a_conflict_carries_the_row_as_it_is_now(db: Session) -> None:
    row_id = insert_row(db, session_id="abcdef01-1111-2222-3333-444455556666")
    seen = target_of(db, row_id)
    write_elsewhere(db, row_id, "frame_name = 'Theirs'")
    with pytest.raises(Conflict) as caught:
        edit(db, seen, {"frame_name": "Mine"})
    theirs = caught.value.theirs
    assert (theirs.id, theirs.frame_name) == (row_id, "Theirs")
    assert theirs.version == target_of(db, row_id).version
    assert theirs.session_id == "abcdef01…"
    assert (row_of(db, row_id) or {})["frame_name"] == "Theirs"
    assert recorded(db) == NOTHING_RECORDED

    edit(db, Target(id=row_id, version=theirs.version), {"frame_name": "Mine"})
    assert (row_of(db, row_id) or {})["frame_name"] == "Mine"


def test_a_conflict_is_seen_even_where_the_other_writer_left_updated_at(db: Session) -> None:
    row_id = insert_row(db)
    seen = target_of(db, row_id)
    write_elsewhere(db, row_id, "status = status")
    with pytest.raises(Conflict):
        edit(db, seen, {"frame_name": "Mine"})


def test_a_row_that_is_gone_is_not_found(db: Session) -> None:
    row_id = insert_row(db)
    seen = target_of(db, row_id)
    delete_elsewhere(db, row_id)
    with pytest.raises(NotFound) as caught:
        edit(db, seen, {"frame_name": "Mine"})
    assert caught.value.row_id == row_id
    assert recorded(db) == NOTHING_RECORDED


HOSTILE: Final[dict[str, dict[str, object]]] = {
    "a column that is not for editing": {"status": "ready"},
    "the credential": {"session_id": "mine"},
    "SQL for a column": {"frame_name = 'x', status": "ready"},
    "NUL in the name": {"frame_name": "a\0b"},
    "half a character": {"frame_name": "\ud83d"},
    "a name too long": {"frame_name": "n" * 1_001},
    "a name that is a number": {"frame_name": 5},
    "a URL too long": {"thumbnail_url": "u" * 100_001},
    "code too long": {"generated_code": "c" * (MAX_BYTES["generated_code"] + 1)},
    "code too long in bytes": {"generated_code": "é" * (MAX_BYTES["generated_code"] // 2 + 1)},
    "NUL in the code": {"generated_code": "a\0"},
    "no width": {"frame_width": 0},
    "a width below zero": {"frame_width": -1},
    "a width above int4": {"frame_width": 2**31},
    "a width of true": {"frame_width": True},
    "a width in text": {"frame_width": "390"},
    "a width with a fraction": {"frame_height": 1.5},
    "no design": {"design_context": None},
    "a design that is a list": {"design_context": "[1]"},
    "a design that is null": {"design_context": "null"},
    "a design that is no JSON": {"design_context": "{nodes: 1}"},
    "an empty design": {"design_context": ""},
    "a design with NUL": {"design_context": '{"a": "\0"}'},
    "a design with an escaped NUL": {"design_context": r'{"a": "\u0000"}'},
    "a design with half a character": {"design_context": r'{"a": "\ud800"}'},
    "a design with NaN": {"design_context": {"a": float("nan")}},
    "a design with an object": {"design_context": {"a": object()}},
    "a design with a huge number": {"design_context": '{"a": 1e999999}'},
    "a design too long": {"design_context": '{"a": "' + "x" * MAX_BYTES["design_context"] + '"}'},
    "a design too deep": {"design_context": '{"a":' * 200_000 + "1" + "}" * 200_000},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_values_are_refused_with_a_message(db: Session, name: str) -> None:
    row_id = insert_row(db)
    before = row_of(db, row_id)
    with pytest.raises(InvalidInput) as caught:
        edit(db, target_of(db, row_id), HOSTILE[name])
    assert len(str(caught.value)) < 200
    assert caught.value.__cause__ is None
    assert row_of(db, row_id) == before
    assert recorded(db) == NOTHING_RECORDED


def test_a_design_of_depth_5000_is_stored(db: Session) -> None:
    row_id = insert_row(db)
    edit(db, target_of(db, row_id), {"design_context": '{"a":' * 5_000 + "1" + "}" * 5_000})
    (entry,) = entries.for_row(db, row_id)
    assert isinstance(entry.after["design_context"], dict)
    assert set(entry.after["design_context"]) == {"bytes", "sha256"}


def test_a_design_nested_too_deep_as_a_mapping_is_refused(db: Session) -> None:
    design: dict[str, object] = {}
    for _ in range(100_000):
        design = {"a": design}
    with pytest.raises(InvalidInput, match="JSON"):
        edit(db, target_of(db, insert_row(db)), {"design_context": design})


def test_content_needs_a_reason_and_the_frame_does_not(db: Session) -> None:
    row_id = insert_row(db)
    with pytest.raises(InvalidInput, match="reason"):
        edit(db, target_of(db, row_id), {"generated_code": "new"}, reason=" ")
    edit(db, target_of(db, row_id), {"frame_name": "New"}, reason="", by=SUPPORT)


def test_an_edit_is_applied_once(db: Session) -> None:
    row_id, request_id = insert_row(db), uuid4()
    seen = target_of(db, row_id)
    first = edit(db, seen, {"frame_name": "New"}, request_id=request_id)
    again = edit(db, seen, {"frame_name": "New"}, request_id=request_id)
    assert again == first.model_copy(update={"repeated": True})


def test_a_refused_edit_leaves_the_transaction_and_the_request_usable(db: Session) -> None:
    row_id, request_id = insert_row(db), uuid4()
    with pytest.raises(StoreError):
        edit(db, target_of(db, row_id), {"design_context": "{"}, request_id=request_id)
    receipt = edit(db, target_of(db, row_id), {"frame_name": "New"}, request_id=request_id)
    assert not receipt.repeated
    assert recorded(db) == {"receipts": 1, "audit": 1, "skips": 0, "undo_snapshots": 1}


@pytest.mark.parametrize("column", ["frame_name", "thumbnail_url"])
def test_a_masked_session_id_is_never_written(db: Session, column: str) -> None:
    secret = "7b1d9e42-5c3a-4f68-9a07-c2d4e6f81b35"
    columns: dict[str, Any] = {"session_id": secret, column: f"https://x/{secret}.png"}
    row_id = insert_row(db, **columns)
    before = row_of(db, row_id)
    for kept in (f"https://x/{mask(secret)}.png", f"{mask(secret).upper()} renamed"):
        with pytest.raises(InvalidInput, match="masked form of the session id"):
            edit(db, target_of(db, row_id), {column: kept})
    assert row_of(db, row_id) == before
    edit(db, target_of(db, row_id), {column: "https://x/renamed.png"})
    edit(db, target_of(db, row_id), {column: f"https://x/{mask(secret)}.png"})
