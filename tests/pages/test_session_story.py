"""The story on a session's page: what happened, what to do, the reply, and its record."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from streamlit.testing.v1 import AppTest

from services import actions as service_actions
from store.actions import actions
from store.audit import entries
from store.engine import Database
from store.sessions import prototype_sessions
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store.acting import (
    STUCK_AFTER,
    SUPPORT,
    insert_row,
    row_of,
    target_of,
    write_elsewhere,
)


def add(database: Database, **columns: Any) -> UUID:
    with database.begin() as db:
        return insert_row(db, **columns)


def reset(database: Database, row_id: UUID) -> None:
    with database.begin() as db:
        target = target_of(db, row_id)
        actions.reset(
            db, SUPPORT, [target], reason="4711", request_id=uuid4(), stuck_after=STUCK_AFTER
        )


def reply(app: AppTest) -> str:
    """The text in the reply's component."""
    (component,) = [
        each for each in app.get("bidi_component") if each.proto.component_name.endswith("reply")
    ]
    return str(component.proto.json)


def test_a_stuck_sessions_story_leads_to_a_reset_and_a_reply(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, frame_name="Login")
    app = open_page("session.py", id=str(row_id))
    assert not app.exception
    shown = all_text(app)
    assert "Generation started 1 h ago and has not been heard of since" in shown
    assert "A spinner that never ends." in shown
    assert app.button(key="reset").proto.type == "primary"
    assert app.button(key="fail").proto.type == "secondary"
    app.button(key="reset").click().run()
    assert not app.exception
    shown = all_text(app)
    assert "**tester** reset it just now. Nobody has started it again since." in shown
    assert "The start button." in shown
    assert app.button(key="reset").proto.disabled
    row = database.read(lambda db: prototype_sessions.get_summary(db, row_id))
    for _ in range(2):  # copied twice, answered once
        service_actions.answer(row, "reset, English")
    assert "Answered by **tester** just now (reset, English)." in all_text(app.run())
    with database.begin() as db:
        answer, done = entries.for_row(db, row_id)
        assert [answer.action, done.action] == ["answer", "reset"]
    receipt = open_page("audit.py", receipt=str(done.request_id))
    assert "answered by tester" in all_text(receipt)
    with database.begin() as db:
        write_elsewhere(db, row_id, "status = 'generating', updated_at = now()")
    shown = all_text(app.run())
    assert "The session has changed since." in shown
    assert "Generation started just now, after **tester** reset it" in shown


@pytest.mark.parametrize("language", ["English", "dEUTSCH"])
def test_the_reply_has_the_reference_that_the_visitor_has(
    open_page: OpenPage, database: Database, language: str
) -> None:
    row_id = add(database, status="error", error_code="BP-3F8A2C", generated_code=None)
    reset(database, row_id)
    app = open_page("session.py", id=str(row_id), language=language)
    assert not app.exception
    words = {"English": "press Generate again", "dEUTSCH": "noch einmal auf"}[language]
    assert words in reply(app)
    assert "BP-3F8A2C" in reply(app)
    assert str(row_id) not in reply(app).replace(f'"row":"{row_id}"', "").replace(
        f'"row": "{row_id}"', ""
    )
    with database.begin() as db:
        session_id = str((row_of(db, row_id) or {})["session_id"])
    assert session_id[:8] not in reply(app)


def test_a_session_in_order_has_no_story_and_an_acted_on_one_is_collapsed(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, status="ready")
    app = open_page("session.py", id=str(row_id))
    assert not app.exception
    assert not app.expander
    assert "What happened" not in all_text(app)
    reset(database, row_id)
    with database.begin() as db:
        write_elsewhere(db, row_id, "status = 'ready', updated_at = now()")
    app.run()
    (folded,) = app.expander
    assert folded.label.startswith("**sami** reset it just now. Reason: “4711”.")
    assert not folded.proto.expanded


def test_a_viewer_reads_the_story_and_cannot_act(
    open_page: OpenPage, database: Database, act_as: Any
) -> None:
    role: RoleName = "viewer"
    row_id = add(database)
    act_as(role)
    app = open_page("session.py", id=str(row_id))
    act_as(role)
    app.run()
    assert "A spinner that never ends." in all_text(app)
    assert not [button for button in app.button if button.key in ("reset", "fail")]
    assert '"recorded":false' in reply(app).replace(" ", "")


def test_a_failed_import_is_told_when_it_is_first_opened(
    open_page: OpenPage, database: Database
) -> None:
    answer = '{"status": 404, "err": "Not found"}'
    row_id = add(database, status="error", generated_code=None, design_context=answer)
    app = open_page("session.py", id=str(row_id))
    assert not app.exception
    assert "The import from Figma failed 1 h ago, so nothing was generated." in all_text(app)
    assert "We could not read your design from Figma." in reply(app)
