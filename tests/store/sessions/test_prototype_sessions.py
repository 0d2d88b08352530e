"""The seed's API, and reads of one row."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.errors import InvalidInput, NotFound
from store.records import CodeGenerateRequest
from store.sessions import prototype_sessions
from tests.store.rows import add, at

SECRET = "5f0c2c1e-1111-4222-8333-444455556666"
DEEP = '{"a":' * 5_000 + "1" + "}" * 5_000


def request(**fields: Any) -> CodeGenerateRequest:
    return CodeGenerateRequest(**{"design_context": {"nodes": {}}, **fields})


def test_create_inserts_a_pending_row(db: Session) -> None:
    made = prototype_sessions.create_prototype_session(
        db, SECRET, request(frame_name="Login", frame_width=390, thumbnail_url="http://x")
    )
    assert (made.session_id, made.status, made.error_code) == ("5f0c2c1e…", "pending", None)
    assert (made.frame_name, made.frame_width, made.frame_height) == ("Login", 390, None)
    assert made.design_context == {"nodes": {}}
    assert prototype_sessions.get_prototype_session(db, SECRET) == made
    assert prototype_sessions.get(db, made.id) == made


def test_a_regenerate_overwrites_and_keeps_identity_and_code(db: Session) -> None:
    row_id = add(
        db,
        session_id=SECRET,
        generated_code="old code",
        error_code="BP-000001",
        status="error",
        frame_name="Old",
        frame_height=844,
        created_at=at(1),
        updated_at=at(2),
    )
    again = prototype_sessions.create_prototype_session(
        db, SECRET, request(frame_name="New", design_context={"é": "🍏"}), status="generating"
    )
    assert (again.id, again.created_at, again.generated_code) == (row_id, at(1), "old code")
    assert (again.status, again.error_code) == ("generating", None)
    assert (again.frame_name, again.frame_height) == ("New", None)
    assert again.design_context == {"é": "🍏"}
    assert again.updated_at is not None
    assert again.updated_at > at(2)


def test_update_writes_only_what_was_given(db: Session) -> None:
    add(db, session_id=SECRET, frame_name="Login", generated_code="old", updated_at=at(2))
    before = prototype_sessions.get_prototype_session(db, SECRET)
    after = prototype_sessions.update_prototype_session(
        db, SECRET, status="error", error_code="BP-000001"
    )
    assert before is not None
    changed = {name for name in dict(after) if getattr(before, name) != getattr(after, name)}
    assert changed - {"version"} == {"status", "error_code", "updated_at"}
    emptied = prototype_sessions.update_prototype_session(db, SECRET, generated_code=None)
    assert emptied.generated_code is None
    assert emptied.frame_name == "Login"
    dated = prototype_sessions.update_prototype_session(db, SECRET, updated_at=at(5))
    assert dated.updated_at == at(5)


def test_update_of_an_unknown_session(db: Session) -> None:
    with pytest.raises(NotFound):
        prototype_sessions.update_prototype_session(db, SECRET, status="ready")


@pytest.mark.parametrize(
    "changes",
    [
        {"frame_name": "a\0b"},
        {"frame_name": "\ud800"},
        {"frame_name": 7},
        {"status": "\0"},
        {"frame_width": 2**31},
        {"frame_height": -(2**31) - 1},
        {"frame_width": "390"},
        {"design_context": {"a": "\0"}},
        {"design_context": {"a": "\ud800"}},
        {"design_context": {"a": float("nan")}},
        {"design_context": {"a": {1, 2}}},
        {"design_context": []},
        {"id": uuid4()},
        {"nonsense": 1},
    ],
)
def test_unstorable_values_are_refused_and_not_repeated(
    db: Session, changes: dict[str, Any]
) -> None:
    add(db, session_id=SECRET)
    with pytest.raises(InvalidInput) as refusal:
        prototype_sessions.update_prototype_session(db, SECRET, **changes)
    assert "input_value" not in str(refusal.value)
    assert prototype_sessions.get_prototype_session(db, SECRET)  # the transaction still works


def test_an_escaped_nul_is_text_like_any_other(db: Session) -> None:
    made = prototype_sessions.create_prototype_session(
        db, SECRET, request(design_context={"a": "\\u0000"})
    )
    assert made.design_context == {"a": "\\u0000"}


def test_create_refuses_unstorable_values(db: Session) -> None:
    for refused in (request(frame_width=2**31), request(frame_name="\0")):
        with pytest.raises(InvalidInput):
            prototype_sessions.create_prototype_session(db, SECRET, refused)
    deep: dict[str, Any] = {}
    for _ in range(5_000):
        deep = {"a": deep}
    with pytest.raises(InvalidInput):
        prototype_sessions.create_prototype_session(db, SECRET, request(design_context=deep))


@pytest.mark.parametrize("session_id", ["", "a\0b", "x" * 2_001, "\ud800"])
def test_impossible_keys(db: Session, session_id: str) -> None:
    with pytest.raises(InvalidInput):
        prototype_sessions.create_prototype_session(db, session_id, request())
    assert prototype_sessions.get_prototype_session(db, session_id) is None


def test_reads_of_one_row(db: Session) -> None:
    row_id = add(db, generated_code="code", design_context={"a": [1]}, session_id=SECRET)
    assert prototype_sessions.get_code(db, row_id) == "code"
    assert prototype_sessions.get_design_text(db, row_id) == '{"a": [1]}'
    summary = prototype_sessions.get_summary(db, row_id)
    assert (summary.id, summary.session_id, summary.code_bytes) == (row_id, "5f0c2c1e…", 4)


@pytest.mark.parametrize("read", ["get", "get_summary", "get_code", "get_design_text"])
def test_reads_of_a_row_that_is_gone(db: Session, read: str) -> None:
    with pytest.raises(NotFound):
        getattr(prototype_sessions, read)(db, uuid4())


def test_a_design_nested_5000_deep(db: Session) -> None:
    row_id = add(db, design_context=DEEP)
    assert len(prototype_sessions.get_design_text(db, row_id)) > 5_000
    assert prototype_sessions.get_summary(db, row_id).id == row_id
    whole = prototype_sessions.get(db, row_id)
    assert isinstance(whole.design_context, str)


def test_a_row_of_nulls_and_an_unknown_status(db: Session) -> None:
    row_id = add(db, status=None, created_at=None, updated_at=None)
    assert prototype_sessions.get(db, row_id).status is None
    db.execute(text("UPDATE prototype_sessions SET status = 'archived'"))
    assert prototype_sessions.get(db, row_id).status == "archived"


def test_nothing_holds_a_full_session_id(db: Session) -> None:
    row_id = add(db, session_id=SECRET)
    seen = [
        prototype_sessions.get(db, row_id),
        prototype_sessions.get_summary(db, row_id),
        prototype_sessions.get_prototype_session(db, SECRET),
        prototype_sessions.update_prototype_session(db, SECRET, status="error"),
        prototype_sessions.create_prototype_session(db, SECRET, request()),
    ]
    for record in seen:
        assert SECRET[8:] not in repr(record)
    with pytest.raises(NotFound) as missing:
        prototype_sessions.update_prototype_session(db, SECRET[:-1], status="x")
    assert SECRET[:-1] not in str(missing.value)


@pytest.mark.parametrize(
    "words",
    [
        SECRET,
        f"  {SECRET.upper()} ",
        f"bp_session={SECRET}; Path=/; HttpOnly",
        f"Hi,\nmy cookie is {SECRET}\0.",
        "it's stuck, Ref: bp-3f8a2c",
        f"BP-3F8A2C and {SECRET}",
        "x" * 5_000 + " BP-3F8A2C",
    ],
)
def test_lookup_accepts_any_pasted_text(db: Session, words: str) -> None:
    row_id = add(db, session_id=SECRET, error_code="BP-3F8A2C")
    add(db, error_code="BP-3F8A2D")
    assert prototype_sessions.lookup(db, words) == row_id


def test_lookup_by_row_id_comes_first(db: Session) -> None:
    row_id = add(db, error_code="BP-3F8A2C")
    other = add(db, session_id=str(row_id), error_code="BP-3F8A2D")
    assert prototype_sessions.lookup(db, f"/session?id={row_id} BP-3F8A2D") == row_id
    assert prototype_sessions.lookup(db, "BP-3F8A2D") == other


def test_lookup_of_a_cookie_that_is_no_uuid(db: Session) -> None:
    row_id = add(db, session_id="a b/c")
    assert prototype_sessions.lookup(db, "Cookie: x=1; bp_session=a%20b%2Fc; y=2") == row_id


@pytest.mark.parametrize(
    "words",
    ["", " ", "\0", "Login", "BP-000000", "x" * 100_000, str(UUID(int=1)), "' OR 1=1 --", "\ud800"],
)
def test_lookup_without_a_match(db: Session, words: str) -> None:
    add(db, frame_name="Login", session_id=SECRET)
    assert prototype_sessions.lookup(db, words) is None


def test_lookup_with_several_matches(db: Session) -> None:
    ids = [add(db, error_code="BP-3F8A2C") for _ in range(2)]
    assert prototype_sessions.lookup(db, "BP-3F8A2C") is None
    assert prototype_sessions.lookup(db, f"{ids[0]} or {ids[1]}") is None
