"""Editing a session: only changed values are written, and no other writer's change is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from components.editing import edit_draft
from components.editing.edit_live import RENDERS
from components.editing.save_rules import Rendered
from components.editing.typed_texts import STATE, Typed
from components.preview.reports import run_of
from services import actions
from store.audit import entries
from store.engine import Database
from store.errors import Unavailable
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.pages.test_session import CODE, add, execute, keyed, press, stored

DESIGN = "design_context"
OTHER_CODE = CODE.replace("one", "two")


def edit_tab(open_page: OpenPage, row_id: UUID) -> AppTest:
    """The form, opened."""
    app = open_page("session.py", id=str(row_id), tab="Edit")
    assert not app.exception
    return app


def type_in(app: AppTest, column: str, value: Any) -> None:
    """Fill in one field of the form."""
    if column in edit_draft.CONTENT:
        typed = Typed(form=app.session_state["edit"].form_id, number=1, text=value)
        known = app.session_state[STATE] if STATE in app.session_state else {}
        app.session_state[STATE] = {**known, column: typed}
        return
    fields = [*app.text_input, *app.number_input]
    keyed(fields, f"edit-{column}-").set_value(value)


def editor(app: AppTest, label: str = "Code") -> dict[str, Any]:
    """What the editor with this label is drawn with."""
    drawn = (each.proto for each in app.get("bidi_component"))
    editors = [json.loads(each.json) for each in drawn if each.component_name == "code_editor"]
    (only,) = (each for each in editors if each["label"] == label)
    return dict(only)


def choose(app: AppTest, column: str, file: bytes) -> None:
    """Choose a file for one field of the form."""
    name, kind = (
        ("file.json", "application/json") if column == DESIGN else ("file.tsx", "text/plain")
    )
    keyed(app.file_uploader, f"edit-{column}-").upload(name, file, kind)


def decide(app: AppTest, start: str) -> None:
    """Press a button of the conflict; its key ends in the version that it applies to."""
    keyed(app.button, start).click().run()
    assert not app.exception


def give_reason(app: AppTest, reason: str) -> None:
    """Fill in the reason of the review."""
    keyed(app.text_input, "edit-reason-").set_value(reason)


def column(database: Database, row_id: UUID, name: str) -> Any:
    """One column in the database."""
    return (stored(database, row_id) or {})[name]


def actions_on(database: Database, row_id: UUID) -> list[str]:
    """The row's actions in the audit log, newest first."""
    with database.begin() as db:
        return [entry.action for entry in entries.for_row(db, row_id)]


def test_only_the_edited_column_is_written_after_the_difference_was_shown(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, generated_code="a\r\nb", thumbnail_url="")
    before = stored(database, row_id) or {}
    app = edit_tab(open_page, row_id)
    type_in(app, "frame_name", "Checkout *two*")
    press(app, "edit-review")
    shown = all_text(app)
    assert "Checkout" in shown
    assert "Checkout \\*two\\*" in shown
    assert column(database, row_id, "frame_name") == "Checkout"
    press(app, "edit-save-button")
    after = stored(database, row_id) or {}
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"frame_name", "updated_at"}
    assert "Edit: 1 session changed" in all_text(app)
    press(app, "undo")
    assert stored(database, row_id) == before


def test_an_edit_without_changes_says_so(open_page: OpenPage, database: Database) -> None:
    row_id = add(database, frame_name=None, frame_width=None, generated_code=None)
    app = press(edit_tab(open_page, row_id), "edit-review")
    assert "You have not changed anything yet" in all_text(app)
    assert actions_on(database, row_id) == []


def test_back_keeps_what_was_typed_and_discard_does_not(
    open_page: OpenPage, database: Database
) -> None:
    app = edit_tab(open_page, add(database))
    type_in(app, "frame_width", 777)
    press(app, "edit-review")
    press(app, "edit-back")
    assert keyed(app.number_input, "edit-frame_width-").value == 777
    press(app, "edit-discard")
    assert keyed(app.number_input, "edit-frame_width-").value == 390


def test_code_is_compared_line_by_line_and_requires_a_reason(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database)
    app = edit_tab(open_page, row_id)
    type_in(app, "generated_code", OTHER_CODE)
    press(app, "edit-review")
    [shown] = app.code
    assert "-  return <div>one</div>;" in shown.value
    assert "+  return <div>two</div>;" in shown.value
    press(app, "edit-save-button")
    assert "Enter a reason" in all_text(app)
    assert column(database, row_id, "generated_code") == CODE
    give_reason(app, "ticket 1042")
    press(app, "edit-save-button")
    assert column(database, row_id, "generated_code") == OTHER_CODE


def test_a_design_is_replaced_by_a_file(open_page: OpenPage, database: Database) -> None:
    row_id = add(database)
    app = edit_tab(open_page, row_id)
    choose(app, "design_context", json.dumps({"name": "New", "nodes": {}}).encode())
    press(app, "edit-review")
    give_reason(app, "wrong frame")
    press(app, "edit-save-button")
    assert column(database, row_id, "design_context") == {"name": "New", "nodes": {}}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"{", "The design is not JSON: line 1, column 2."),
        (b"[]", "The design must be a JSON object."),
        (b"\xff\xfe\x00", "The design is not JSON"),
        (b"[" * 100_000, "The design is not JSON"),
    ],
)
def test_a_file_that_is_not_a_design_is_refused(
    open_page: OpenPage, database: Database, file: bytes, said: str
) -> None:
    app = edit_tab(open_page, add(database))
    choose(app, "design_context", file)
    press(app, "edit-review")
    assert said in all_text(app)
    assert not [button for button in app.button if button.key == "edit-save-button"]


def test_a_refusal_by_the_store_is_shown_and_nothing_is_lost(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database)
    app = edit_tab(open_page, row_id)
    type_in(app, "frame_name", "x" * 2_000)
    press(app, "edit-review")
    press(app, "edit-save-button")
    assert "1,000 characters at most" in all_text(app)
    press(app, "edit-back")
    assert keyed(app.text_input, "edit-frame_name-").value == "x" * 2_000
    assert actions_on(database, row_id) == []


def test_support_can_edit_the_frame_but_not_the_content(
    open_page: OpenPage, database: Database, act_as: Callable[[RoleName], None]
) -> None:
    act_as("support")
    app = edit_tab(open_page, add(database))
    names = {each.proto.component_name for each in app.get("bidi_component")}
    assert not names & {"code_editor", "prototype_preview"}
    assert not app.file_uploader
    fields = [each.label for each in app.text_input if str(each.key).startswith("edit-")]
    assert fields == ["Frame name", "Thumbnail address"]


def test_an_open_form_follows_a_change_of_role(
    open_page: OpenPage, database: Database, act_as: Callable[[RoleName], None]
) -> None:
    act_as("support")
    app = edit_tab(open_page, add(database))
    act_as("admin")
    app.run()
    assert not app.exception
    assert editor(app)["text"] == CODE
    press(app, "edit-review")
    assert "You have not changed anything yet" in all_text(app)


def test_a_conflict_shows_three_versions_and_mine_is_reapplied_on_the_new_one(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, status="ready")
    app = edit_tab(open_page, row_id)
    type_in(app, "frame_name", "Mine")
    type_in(app, "frame_width", 400)
    type_in(app, "generated_code", OTHER_CODE)
    press(app, "edit-review")
    execute(
        database,
        "UPDATE prototype_sessions SET frame_name = 'Theirs', frame_width = 500,"
        " generated_code = generated_code || '// theirs', status = 'error' WHERE id = :id",
        row_id,
    )
    give_reason(app, "ticket 1042")
    press(app, "edit-save-button")
    shown = all_text(app)
    assert "changed after you opened the form" in shown
    for value in ("Mine", "Theirs", "Checkout", "400", "500", "390"):
        assert value in shown
    assert "+// theirs" in "\n".join(code.value for code in app.code)
    assert column(database, row_id, "frame_name") == "Theirs"

    keyed(app.radio, "edit-choice-frame_width-").set_value("Use theirs")
    decide(app, "edit-reapply")
    assert column(database, row_id, "frame_name") == "Theirs"
    give_reason(app, "ticket 1042")
    press(app, "edit-save-button")
    row = stored(database, row_id) or {}
    assert (row["frame_name"], row["frame_width"], row["status"]) == ("Mine", 500, "error")
    assert row["generated_code"] == OTHER_CODE
    assert actions_on(database, row_id) == ["edit"]


def test_a_second_conflict_while_choosing_is_shown_too(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database)
    app = edit_tab(open_page, row_id)
    type_in(app, "frame_name", "Mine")
    press(app, "edit-review")
    statement = "UPDATE prototype_sessions SET frame_name = :name WHERE id = :id"
    for name, step in (("First", "edit-save-button"), ("Second", "edit-reapply-")):
        execute(database, statement, row_id, name=name)
        decide(app, step)
        assert name in all_text(app)
        assert "edit-reapply-" in "".join(button.key or "" for button in app.button)
    decide(app, "edit-reapply")
    press(app, "edit-save-button")
    assert column(database, row_id, "frame_name") == "Mine"


def test_their_same_change_leaves_nothing_to_save(open_page: OpenPage, database: Database) -> None:
    row_id = add(database)
    app = edit_tab(open_page, row_id)
    type_in(app, "frame_name", "Both")
    press(app, "edit-review")
    execute(database, "UPDATE prototype_sessions SET frame_name = 'Both' WHERE id = :id", row_id)
    press(app, "edit-save-button")
    assert "Both made the same change" in all_text(app)
    decide(app, "edit-reapply")
    assert keyed(app.text_input, "edit-frame_name-").value == "Both"
    assert actions_on(database, row_id) == []


def test_a_change_before_the_review_is_a_conflict_too(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database)
    app = edit_tab(open_page, row_id)
    type_in(app, "frame_name", "Mine")
    execute(database, "UPDATE prototype_sessions SET status = 'error' WHERE id = :id", row_id)
    press(app, "edit-review")
    assert "Also changed" in all_text(app)
    decide(app, "edit-give-up")
    assert keyed(app.text_input, "edit-frame_name-").value == "Checkout"


def test_a_persons_own_action_beside_the_form_is_not_a_conflict(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, status="error")
    app = edit_tab(open_page, row_id)
    press(app, "reset")
    type_in(app, "frame_name", "Mine")
    press(app, "edit-review")
    press(app, "edit-save-button")
    assert column(database, row_id, "frame_name") == "Mine"
    assert column(database, row_id, "status") == "pending"


def test_a_row_deleted_during_the_review_is_reported(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database)
    app = edit_tab(open_page, row_id)
    type_in(app, "frame_name", "Mine")
    press(app, "edit-review")
    execute(database, "DELETE FROM prototype_sessions WHERE id = :id", row_id)
    press(app, "edit-save-button")
    assert "No session has this id" in all_text(app)


@pytest.mark.parametrize("applied", [True, False])
def test_a_lost_connection_while_saving_may_be_answered_by_saving_again(
    open_page: OpenPage, database: Database, monkeypatch: pytest.MonkeyPatch, applied: bool
) -> None:
    row_id = add(database)
    app = edit_tab(open_page, row_id)
    type_in(app, "frame_name", "Mine")
    press(app, "edit-review")
    real = actions.edit

    def broken(*args: Any) -> None:
        if applied:
            real(*args)
        raise Unavailable(outcome_unknown=True)

    with monkeypatch.context() as patch:
        patch.setattr(actions, "edit", broken)
        press(app, "edit-save-button")
    assert "may or may not have been made" in all_text(app)
    press(app, "edit-save-button")
    assert column(database, row_id, "frame_name") == "Mine"
    assert actions_on(database, row_id) == ["edit"]


def test_the_state_of_an_edit_holds_no_row(open_page: OpenPage, database: Database) -> None:
    secret = str(
        (stored(database, row_id := add(database, generated_code="x" * 900_000)) or {})[
            "session_id"
        ]
    )
    app = edit_tab(open_page, row_id)
    held = repr(app.session_state)
    assert len(held) < 5_000
    assert secret not in held


def test_names_with_line_breaks_and_addresses_too_long_to_show_survive_an_edit_of_others(
    open_page: OpenPage, database: Database
) -> None:
    url = "data:image/png;base64," + "A" * 90_000
    row_id = add(database, frame_name="n" * 5_000, thumbnail_url=url)
    app = edit_tab(open_page, row_id)
    type_in(app, "frame_width", 400)
    press(app, "edit-review")
    press(app, "edit-save-button")
    row = stored(database, row_id) or {}
    assert (row["frame_name"], row["thumbnail_url"]) == ("n" * 5_000, url)
    assert row["frame_width"] == 400


def test_widths_out_of_range_are_shown_as_they_are(open_page: OpenPage, database: Database) -> None:
    row_id = add(database, frame_width=-2_147_483_648, frame_height=2_147_483_647)
    app = edit_tab(open_page, row_id)
    assert keyed(app.number_input, "edit-frame_width-").value == -2_147_483_648
    press(app, "edit-review")
    assert "You have not changed anything yet" in all_text(app)


def test_why_there_is_no_picture_at_an_address_is_said_below_it(
    open_page: OpenPage, database: Database
) -> None:
    app = edit_tab(open_page, add(database))
    type_in(app, "thumbnail_url", "https://elsewhere.example/a.png")
    app.run()
    drawn = (each.proto for each in app.get("bidi_component"))
    (picture,) = (json.loads(each.json) for each in drawn if "Thumbnail at" in each.json)
    assert (picture["noted"], picture["note"]) == (True, "thumbnail host not allowed")


def test_a_double_click_saves_once(open_page: OpenPage, database: Database) -> None:
    row_id = add(database)
    app = edit_tab(open_page, row_id)
    type_in(app, "frame_name", "Mine")
    press(app, "edit-review")
    draft = app.session_state["edit"]
    for _ in range(2):
        receipt = actions.edit(draft.target, draft.mine, "", draft.request_id)
    assert receipt.repeated
    with database.begin() as db:
        count = db.scalar(text("SELECT count(*) FROM dashboard.receipts"))
    assert count == 1


def test_a_field_with_the_session_id_is_not_offered_and_stays(
    open_page: OpenPage, database: Database
) -> None:
    secret = "7b1d9e42-5c3a-4f68-9a07-c2d4e6f81b35"
    address = f"https://x.supabase.co/{secret}.png"
    row_id = add(
        database, session_id=secret, frame_name=f"Frame of {secret}", thumbnail_url=address
    )
    app = edit_tab(open_page, row_id)
    for name in ("frame_name", "thumbnail_url"):
        field = keyed(app.text_input, f"edit-{name}-")
        assert field.value == ""
        assert "Contains the session id" in field.placeholder
    type_in(app, "frame_width", 391)
    press(app, "edit-review")
    press(app, "edit-save-button")
    assert column(database, row_id, "frame_width") == 391
    assert column(database, row_id, "frame_name") == f"Frame of {secret}"
    assert column(database, row_id, "thumbnail_url") == address


COMPILES = {"text": "Compiles", "tone": "green"}
INCOMPLETE = f'import {{ x }} from "./missing";\n{CODE}'
BROKEN = "export default function App() {\n  return <p>\n}"


def review_code(open_page: OpenPage, row_id: UUID, code: str) -> AppTest:
    """Review new code, with a reason."""
    app = edit_tab(open_page, row_id)
    type_in(app, "generated_code", code)
    press(app, "edit-review")
    give_reason(app, "a fix")
    return app


def test_code_that_does_not_compile_is_marked_and_cannot_be_saved(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, status="ready", generated_code=CODE)
    app = edit_tab(open_page, row_id)
    assert (editor(app)["said"], editor(app)["findings"]) == (COMPILES, [])
    type_in(app, "generated_code", BROKEN)
    app.run()
    shown = editor(app)
    assert shown["text"] == BROKEN
    assert shown["said"] == {"text": "Does not compile", "tone": "red"}
    assert {(each["line"], each["severity"]) for each in shown["findings"]} == {(3, "error")}
    assert "Cannot be saved." in all_text(app)
    assert "line 3" in all_text(app)
    assert keyed(app.button, "edit-review").disabled
    type_in(app, "generated_code", OTHER_CODE)
    app.run()
    assert not keyed(app.button, "edit-review").disabled
    assert "Not saved yet:** Code" in all_text(app)
    assert column(database, row_id, "generated_code") == CODE


def test_a_file_that_does_not_compile_cannot_be_saved_either(
    open_page: OpenPage, database: Database
) -> None:
    long = f"{CODE}// {'x' * 300_000}\n"
    row_id = add(database, generated_code=long)
    app = edit_tab(open_page, row_id)
    choose(app, "generated_code", BROKEN.encode() + b"\n" * 300_000)
    press(app, "edit-review")
    assert keyed(app.button, "edit-save-button").disabled
    assert "Cannot be saved." in all_text(app)


def test_code_that_misses_something_is_saved_only_once_that_is_confirmed(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, status="ready", generated_code=CODE)
    app = review_code(open_page, row_id, INCOMPLETE)
    assert "This code is broken: Unknown import" in app.warning[0].value
    assert "Its visitor sees the result as soon as it is saved." in app.warning[0].value
    press(app, "edit-save-button")
    assert column(database, row_id, "generated_code") == CODE
    assert "Nothing was saved" in app.warning[1].value
    keyed(app.checkbox, "edit-broken-").check()
    press(app, "edit-save-button")
    assert column(database, row_id, "generated_code") == INCOMPLETE


def test_code_that_is_too_long_to_check_is_not_called_broken(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, generated_code=f"{CODE}// {'x' * 300_000}\n")
    app = edit_tab(open_page, row_id)
    choose(app, "generated_code", f"{CODE}// {'x' * 1_000_000}\n".encode())
    press(app, "edit-review")
    assert "**Too long to check:** whether this code runs is not known." in app.warning[0].value
    assert keyed(app.checkbox, "edit-broken-")


def test_code_that_renders_worse_is_saved_only_once_that_is_confirmed(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, status="ready", generated_code=CODE)
    app = edit_tab(open_page, row_id)
    app.session_state[RENDERS] = {
        run_of(CODE): Rendered("renders", 90.0),
        run_of(OTHER_CODE): Rendered("renders", 71.4),
    }
    type_in(app, "generated_code", OTHER_CODE)
    press(app, "edit-review")
    assert "a match of 71 instead of 90" in app.warning[0].value
    give_reason(app, "a fix")
    press(app, "edit-save-button")
    assert column(database, row_id, "generated_code") == CODE
    keyed(app.checkbox, "edit-broken-").check()
    press(app, "edit-save-button")
    assert column(database, row_id, "generated_code") == OTHER_CODE


def test_removing_the_code_is_confirmed_too(open_page: OpenPage, database: Database) -> None:
    row_id = add(database, status="ready", generated_code=CODE)
    app = review_code(open_page, row_id, "")
    assert "leaves the session without code" in app.warning[0].value
    press(app, "edit-save-button")
    assert column(database, row_id, "generated_code") == CODE


def test_code_that_compiles_needs_no_confirmation(open_page: OpenPage, database: Database) -> None:
    row_id = add(database, status="ready", generated_code=CODE)
    app = review_code(open_page, row_id, OTHER_CODE)
    assert not app.warning
    assert not [box for box in app.checkbox if str(box.key).startswith("edit-broken-")]
    press(app, "edit-save-button")
    assert column(database, row_id, "generated_code") == OTHER_CODE


def preview_of(app: AppTest) -> dict[str, Any]:
    """What the live render is drawn with."""
    drawn = (each.proto for each in app.get("bidi_component"))
    (only,) = (each for each in drawn if each.component_name == "prototype_preview")
    return dict(json.loads(only.json))


def test_the_render_follows_what_is_typed_as_long_as_it_compiles(
    open_page: OpenPage, database: Database
) -> None:
    app = edit_tab(open_page, add(database))
    assert (preview_of(app)["code"], preview_of(app)["compact"]) == (CODE, True)
    for typed, shown in ((OTHER_CODE, OTHER_CODE), (BROKEN, OTHER_CODE), (CODE, CODE)):
        type_in(app, "generated_code", typed)
        app.run()
        assert preview_of(app)["code"] == shown
        assert ("Your last version that compiles" in all_text(app)) is (typed == BROKEN)
    type_in(app, "frame_width", 640)
    app.run()
    assert preview_of(app)["width"] == 640


def test_a_design_is_edited_as_text_with_errors_at_their_line(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, design_context='{"name": "Shop", "scale": 1.10, "nodes": {}}')
    app = press(edit_tab(open_page, row_id), "edit-open-design_context")
    start = '{\n  "name": "Shop",\n  "nodes": {},\n  "scale": 1.10\n}'
    assert editor(app, "Design")["text"] == start
    assert editor(app, "Design")["said"] == {"text": "Valid JSON", "tone": "green"}
    type_in(app, "design_context", start.replace(",", ""))
    app.run()
    (finding,) = editor(app, "Design")["findings"]
    assert (finding["line"], finding["word"]) == (3, "Not JSON")
    assert "The design is not JSON: line 3" in all_text(app)
    assert keyed(app.button, "edit-review").disabled
    type_in(app, "design_context", start)
    press(app.run(), "edit-review")
    assert "You have not changed anything yet" in all_text(app)
    type_in(app, "design_context", start.replace("Shop", "Store"))
    press(app, "edit-review")
    give_reason(app, "wrong name")
    press(app, "edit-save-button")
    assert column(database, row_id, "design_context") == {
        "name": "Store",
        "nodes": {},
        "scale": 1.1,
    }


def test_large_code_is_edited_as_text_without_a_render(
    open_page: OpenPage, database: Database
) -> None:
    long = f"{CODE}// {'x' * 300_000}\n"
    row_id = add(database, generated_code=long)
    app = press(edit_tab(open_page, row_id), "edit-open-generated_code")
    assert editor(app)["text"] == long
    assert "checked before saving" in editor(app)["said"]["text"]
    assert "200,000 characters is not run while you type" in all_text(app)
    names = [each.proto.component_name for each in app.get("bidi_component")]
    assert "prototype_preview" not in names
    press(app, "edit-review")
    assert "You have not changed anything yet" in all_text(app)
    type_in(app, "generated_code", long.replace("one", "two"))
    press(app, "edit-review")
    give_reason(app, "a fix")
    press(app, "edit-save-button")
    assert column(database, row_id, "generated_code") == long.replace("one", "two")


def test_code_larger_than_an_editor_takes_is_replaced_by_a_file(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, generated_code="x" * 1_200_000)
    app = press(edit_tab(open_page, row_id), "edit-open-generated_code")
    assert "too long to be edited here" in all_text(app)
    choose(app, "generated_code", OTHER_CODE.encode())
    press(app, "edit-review")
    give_reason(app, "a fix")
    press(app, "edit-save-button")
    assert column(database, row_id, "generated_code") == OTHER_CODE
