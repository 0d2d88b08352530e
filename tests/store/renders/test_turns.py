"""Turns: rows to render, claims that expire, and what is removed."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.content_hash import content_md5
from store.insights import insights
from store.records import Filters
from store.renders import renders, turns
from store.sessions import code_versions, current
from tests.store import rows
from tests.store.acting import delete_elsewhere, write_elsewhere
from tests.store.renders.test_renders import checked, rendered


def test_rows_are_due_by_last_update_and_page_by_page(db: Session) -> None:
    rendered(db)
    checked(db, generated_code="")
    due = [checked(db, updated_at=rows.at(minute)) for minute in (3, 2, 1)]
    first, after = turns.list_due(db, Filters(), 2)
    assert first == tuple(due[:2])
    assert turns.list_due(db, Filters(), 2, after) == (tuple(due[2:]), None)


def test_a_claim_is_exclusive_until_released_or_expired(db: Session) -> None:
    first, second = uuid4(), uuid4()
    assert turns.claim(db, [first, second]) == (first, second)
    assert turns.claim(db, [second]) == ()
    turns.release(db, [first])
    assert turns.claim(db, [second, first]) == (first,)
    db.execute(text("UPDATE dashboard.render_claims SET claimed_until = now() - interval '1 s'"))
    assert turns.claim(db, [second, first]) == (second, first)


def test_renders_that_can_never_be_current_are_removed(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    code_versions.enable(db)
    kept, gone, changed = rendered(db), rendered(db), rendered(db)
    delete_elsewhere(db, gone)
    write_elsewhere(db, changed, "generated_code = 'y'")
    assert turns.purge(db) == 1
    rendered(db, changed)
    other_design = rendered(db)
    write_elsewhere(db, other_design, "design_context = '{\"a\": 1}'")
    checked_again(db, changed, other_design)
    assert turns.purge(db) == 1, "the code in the history stays"
    assert set(renders.get_for_versions(db, changed)) == {
        content_md5("x"),
        content_md5("y"),
    }
    db.execute(text("DELETE FROM dashboard.code_versions"))
    assert turns.purge(db) == 1
    assert turns.purge(db) == 0
    turns.claim(db, [kept])
    db.execute(text("UPDATE dashboard.render_claims SET claimed_until = now() - interval '1 s'"))
    monkeypatch.setattr(turns, "RUNTIME", current.RUNTIME + 1)
    assert turns.purge(db, limit=1) == 1
    assert turns.purge(db) == 1
    assert db.scalar(text("SELECT count(*) FROM dashboard.render_claims")) == 0


def test_codes_of_the_history_are_due_until_they_were_rendered(db: Session) -> None:
    code_versions.enable(db)
    row_id = rendered(db)
    write_elsewhere(db, row_id, "generated_code = 'y'")
    assert turns.list_due_versions(db, 5) == (), "the row is not inspected as it is now"
    checked_again(db, row_id)
    assert turns.list_due_versions(db, 5) == (), "the code before was rendered"
    write_elsewhere(db, row_id, "generated_code = 'z'")
    checked_again(db, row_id)
    [due] = turns.list_due_versions(db, 5)
    assert due.row_id == row_id
    assert code_versions.get_version(db, due.version_id) == "y"


def checked_again(db: Session, *row_ids: UUID) -> None:
    """Inspect the rows as they are now."""
    for row_id in row_ids:
        subject = insights.subject(db, row_id)
        assert subject is not None
        assert insights.put(db, subject, rows.findings())
