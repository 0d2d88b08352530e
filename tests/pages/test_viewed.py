"""What a viewer's browser says of a preview is kept, bounded, until there is a headless render."""

from __future__ import annotations

from uuid import UUID

import pytest

from services import session, viewed
from store.engine import Database
from store.insights import insights
from store.renders import renders
from store.renders.render_records import Outcome, RenderVerdict, Source
from tests.pages.conftest import OpenPage
from tests.store.acting import insert_row
from tests.store.rows import findings

THROWS = {"verdict": "throws", "message": "no", "line": 3, "notes": ("network stopped",)}


@pytest.fixture
def row_id(database: Database, open_page: OpenPage) -> UUID:
    """A row with code that was inspected; `open_page` gives the services the test's database."""
    with database.begin() as db:
        row_id = insert_row(db, status="ready", generated_code="code")
        subject = insights.subject(db, row_id)
        assert subject is not None
        insights.put(db, subject, findings())
    return row_id


def test_a_verdict_is_kept_and_shown_as_a_viewers(database: Database, row_id: UUID) -> None:
    assert viewed.is_wanted(session.open_session(row_id, "Preview", None))
    viewed.save(row_id, "code", THROWS)
    kept = database.read(lambda db: renders.get(db, row_id))
    assert kept is not None
    assert (kept.source, kept.verdict, kept.message, kept.line) == (
        *(Source.VIEWER, "throws", "no"),
        3,
    )
    assert kept.rendered_by


def test_nothing_odd_is_kept(database: Database, row_id: UUID) -> None:
    for odd in (
        {**THROWS, "verdict": "perfect"},
        {**THROWS, "message": "x" * 301},
        {**THROWS, "notes": ["x"] * 13},
        {**THROWS, "score": 100.1},
        {},
    ):
        viewed.save(row_id, "code", odd)
    viewed.save(row_id, "the code before", THROWS)
    assert database.read(lambda db: renders.get(db, row_id)) is None
    assert not viewed.is_verdict("none")
    assert viewed.is_verdict("slow")
    assert not viewed.is_verdict("slow", by_machine=True), "a slow laptop is no endless loop"


def test_a_headless_render_is_enough(database: Database, row_id: UUID) -> None:
    with database.begin() as db:
        subject = insights.subject(db, row_id)
        assert subject is not None
        shown = Outcome(verdict=RenderVerdict.RENDERS)
        renders.put(db, renders.key_of(subject), shown, rendered_by="robot")
    assert not viewed.is_wanted(session.open_session(row_id, "Preview", None))
    viewed.save(row_id, "code", THROWS)
    kept = database.read(lambda db: renders.get(db, row_id))
    assert kept is not None
    assert kept.verdict == "renders"
