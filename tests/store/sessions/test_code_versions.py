"""Replaced code: what is kept, for how long, and how it is enabled and disabled."""

from __future__ import annotations

from hashlib import md5
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.engine import Database
from store.errors import Busy, NotFound, PermissionDenied, StoreError
from store.records import CodeGenerateRequest
from store.sessions import code_versions, prototype_sessions
from tests.store.acting import insert_row

FIRST = "export default () => <p>früher</p>"


@pytest.fixture
def history(db: Session) -> Session:
    """The history enabled, with room for three versions of a row."""
    code_versions.enable(db, keep=3, days=30)
    return db


def write(db: Session, row_id: UUID, code: str | None) -> None:
    """Write code as the backend does."""
    statement = text("UPDATE prototype_sessions SET generated_code = :code WHERE id = :id")
    db.execute(statement, {"code": code, "id": row_id})


def kept(db: Session, row_id: UUID) -> list[str]:
    """The stored versions of a row's code, newest first."""
    result = code_versions.versions(db, row_id)
    return [code_versions.get_version(db, version.id) for version in result]


def test_it_is_off_until_it_is_enabled(db: Session) -> None:
    assert not code_versions.is_enabled(db)
    row_id = insert_row(db, generated_code=FIRST)
    write(db, row_id, "second")
    assert code_versions.versions(db, row_id) == ()


def test_replaced_code_is_kept(history: Session) -> None:
    assert code_versions.is_enabled(history)
    row_id = insert_row(history, generated_code=FIRST)
    write(history, row_id, "second")
    [version] = code_versions.versions(history, row_id)
    assert code_versions.get_version(history, version.id) == FIRST
    assert version.bytes == len(FIRST.encode())
    assert version.md5 == md5(FIRST.encode()).hexdigest()
    assert version.replaced_at.utcoffset() is not None


def test_the_seeds_regenerate_is_kept(history: Session) -> None:
    request = CodeGenerateRequest(design_context={"nodes": {}})
    session_id = str(uuid4())
    row = prototype_sessions.create_prototype_session(history, session_id, request)
    for code in ("one", "two"):
        prototype_sessions.create_prototype_session(history, session_id, request)
        prototype_sessions.update_prototype_session(
            history, session_id, generated_code=code, status="ready"
        )
    assert kept(history, row.id) == ["one"]


@pytest.mark.parametrize(
    ("before", "after"),
    [(FIRST, FIRST), (None, FIRST), ("", FIRST), (" \n\t\r ", FIRST), ("x" * 1_048_577, FIRST)],
    ids=["the same", "none", "empty", "blank", "too large"],
)
def test_what_is_not_kept(history: Session, before: str | None, after: str) -> None:
    row_id = insert_row(history, generated_code=before)
    write(history, row_id, after)
    assert code_versions.versions(history, row_id) == ()


def test_removed_code_is_kept(history: Session) -> None:
    row_id = insert_row(history, generated_code="x" * 1_048_576)
    write(history, row_id, None)
    assert [version.bytes for version in code_versions.versions(history, row_id)] == [1_048_576]


def test_only_the_last_versions_of_a_row_stay(history: Session) -> None:
    row_id, other = insert_row(history, generated_code="0"), insert_row(history, generated_code="a")
    write(history, other, "b")
    for number in range(1, 8):
        write(history, row_id, str(number))
    assert kept(history, row_id) == ["6", "5", "4"]
    assert kept(history, other) == ["a"]


def test_old_versions_are_pruned_with_the_next_one(history: Session) -> None:
    row_id = insert_row(history, generated_code="0")
    write(history, row_id, "1")
    history.execute(
        text("UPDATE dashboard.code_versions SET replaced_at = now() - interval '31 days'")
    )
    write(history, row_id, "2")
    assert kept(history, row_id) == ["1"]


def test_purging_goes_by_number_and_by_age(history: Session) -> None:
    rows = [insert_row(history, generated_code="0") for _ in range(2)]
    for row_id in rows:
        for number in range(1, 4):
            write(history, row_id, str(number))
    age = text(
        "UPDATE dashboard.code_versions SET replaced_at = now() - interval '8 days'"
        " WHERE row_id = :id"
    )
    history.execute(age, {"id": rows[1]})
    assert code_versions.purge(history, keep=2, days=30, batch=1) == 1
    assert code_versions.purge(history, keep=2, days=30) == 1
    assert kept(history, rows[0]) == kept(history, rows[1]) == ["2", "1"]
    assert code_versions.purge(history, keep=20, days=7) == 2
    assert (kept(history, rows[0]), kept(history, rows[1])) == (["2", "1"], [])
    assert code_versions.purge(history, keep=0, days=30) == 2
    assert code_versions.status(history).versions == 0


def test_the_status_says_what_is_kept(db: Session) -> None:
    before = code_versions.status(db)
    assert (before.enabled, before.keep, before.days, before.versions) == (False, 20, 30, 0)
    assert before.oldest is None
    code_versions.enable(db, keep=5, days=7)
    for _ in range(2):
        write(db, insert_row(db, generated_code=FIRST), None)
    now = code_versions.status(db)
    assert (now.enabled, now.keep, now.days) == (True, 5, 7)
    assert (now.versions, now.sessions) == (2, 2)
    assert now.oldest is not None
    assert now.bytes > 0


def test_disabling_keeps_what_was_kept(history: Session) -> None:
    row_id = insert_row(history, generated_code=FIRST)
    write(history, row_id, "second")
    for _ in range(2):
        code_versions.disable(history)
    assert not code_versions.is_enabled(history)
    write(history, row_id, "third")
    assert kept(history, row_id) == [FIRST]


def test_a_version_that_is_gone_is_not_found(db: Session) -> None:
    with pytest.raises(NotFound, match="version"):
        code_versions.get_version(db, 1)


def test_without_its_table_it_is_off_and_says_what_to_do(history: Session) -> None:
    row_id = insert_row(history, generated_code=FIRST)
    history.execute(text("DROP TABLE dashboard.code_versions"))
    assert not code_versions.is_enabled(history)
    for ask in (code_versions.status, code_versions.enable):
        with pytest.raises(StoreError, match="scripts/migrate"):
            ask(history)
    assert code_versions.versions(history, row_id) == ()


def test_a_login_without_the_right_to_read_it_is_reported(history: Session) -> None:
    history.execute(text("CREATE ROLE reader; GRANT SELECT ON prototype_sessions TO reader"))
    history.execute(text("SET LOCAL ROLE reader"))
    assert code_versions.is_enabled(history)
    with pytest.raises(PermissionDenied, match="login"), history.begin_nested():
        code_versions.versions(history, uuid4())
    with pytest.raises(PermissionDenied, match="triggers"), history.begin_nested():
        code_versions.disable(history)


def test_enabling_gives_up_before_writes_queue_behind_it(database: Database) -> None:
    with database.engine.begin() as backend, database.begin() as db:
        backend.execute(text("LOCK TABLE prototype_sessions IN ROW EXCLUSIVE MODE"))
        with pytest.raises(Busy, match="try again"):
            code_versions.enable(db)
