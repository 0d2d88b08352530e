"""One session's page: its states, its tabs, and what it never shows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from auth.refusals import Reason, Refusal, Refused
from components.formatting import clock, safe_text
from services import acting
from store.actions import actions as store_actions
from store.audit import entries
from store.engine import Database
from store.principal import Principal, Role
from store.sessions.prototype_sessions import get_design_text
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store.acting import insert_row, row_of, target_of, write_elsewhere

CODE = "export default function Card() {\n  return <div>one</div>;\n}\n"
DESIGN = {
    "name": "Shop",
    "nodes": {"1:1": {"document": {"type": "FRAME", "name": "Root", "children": [{}]}}},
}


def add(database: Database, **columns: Any) -> UUID:
    """Add a committed row, a ready one by default."""
    ready = {"status": "ready", "generated_code": CODE, "design_context": json.dumps(DESIGN)}
    with database.begin() as db:
        return insert_row(db, **{**ready, **columns})


def execute(database: Database, statement: str, row_id: UUID, **values: object) -> None:
    """Run plain SQL, as a writer that knows nothing about the dashboard."""
    with database.begin() as db:
        db.execute(text(statement), {"id": row_id, **values})


def stored(database: Database, row_id: UUID) -> dict[str, Any] | None:
    """The row in the database."""
    with database.begin() as db:
        return row_of(db, row_id)


def session_id_of(database: Database, row_id: UUID) -> str:
    """The credential that must not be shown."""
    return str((stored(database, row_id) or {})["session_id"])


def press(app: AppTest, key: str) -> AppTest:
    """Press a button by its key."""
    app.button(key=key).click().run()
    assert not app.exception
    return app


def param(app: AppTest, name: str) -> str:
    """A parameter that occurs once in the address."""
    value = app.query_params[name]
    [only] = [value] if isinstance(value, str) else value
    return only


def keyed(widgets: Any, start: str) -> Any:
    """The only widget whose key starts like this; each form has its own keys."""
    [result] = [widget for widget in widgets if (widget.key or "").startswith(start)]
    return result


# --- addresses ---------------------------------------------------------------------------------


def test_an_address_without_an_id_says_so(open_page: OpenPage) -> None:
    app = open_page("session.py")
    assert not app.exception
    assert "This address has no session" in all_text(app)
    assert "All sessions" in all_text(app)


@pytest.mark.parametrize(
    "value",
    [
        "1",
        "not-an-id",
        "null",
        "../../etc/passwd",
        "'; DROP TABLE prototype_sessions; --",
        "<script>alert(1)</script>",
        "\x00",
        "0" * 10_000,
        "{12345678-1234-1234-1234-123456789abc}",
        "12345678123412341234123456789abc",
        "12345678-1234-1234-1234-123456789abc ",
        "１2345678-1234-1234-1234-123456789abc",
        "🛒",
    ],
)
def test_a_malformed_id_is_reported_without_repeating_it(open_page: OpenPage, value: str) -> None:
    app = open_page("session.py", id=value)
    assert not app.exception
    assert "cannot be read" in all_text(app)
    assert value not in all_text(app) or len(value) == 1
    assert "id" not in app.query_params


def test_an_unknown_id_says_so(open_page: OpenPage) -> None:
    app = open_page("session.py", id=str(uuid4()))
    assert not app.exception
    assert "No session has this id" in all_text(app)


def test_a_session_id_in_the_place_of_the_row_id_opens_nothing(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, frame_name="Secret")
    app = open_page("session.py", id=session_id_of(database, row_id))
    assert "No session has this id" in all_text(app)
    assert "Secret" not in all_text(app)


@pytest.mark.parametrize("tab", ["", "x", "codes", "Code ", "<b>", "\x00", "Edit" * 3_000])
def test_an_unknown_tab_opens_the_first(open_page: OpenPage, database: Database, tab: str) -> None:
    app = open_page("session.py", id=str(add(database)), tab=tab)
    assert not app.exception
    assert app.session_state["tab"] == "Preview"


def test_a_tab_name_ignores_case(open_page: OpenPage, database: Database) -> None:
    assert open_page("session.py", id=str(add(database)), tab="code").session_state["tab"] == "Code"


def test_list_parameters_of_any_kind_are_harmless(open_page: OpenPage, database: Database) -> None:
    app = open_page(
        "session.py",
        id=[str(add(database))],
        q="x" * 10_000,
        status=["ready", "\x00"],
        sort="up",
        device="toaster",
        from_="yesterday",
    )
    assert not app.exception
    assert "Checkout" in all_text(app)


# --- the head ----------------------------------------------------------------------------------


def test_the_header_describes_the_session_and_masks_its_id(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, status="error", error_code="BP-3F8A2C")
    app = open_page("session.py", id=str(row_id))
    secret = session_id_of(database, row_id)
    assert not app.exception
    assert app.title[0].value == "Checkout"
    assert app.code[0].value == "BP-3F8A2C"
    assert "updated 60 min ago" in all_text(app) or "updated 1 h ago" in all_text(app)
    assert secret[:8] in all_text(app)
    assert secret not in repr(app)


def test_a_stuck_row_says_how_long_it_has_been_silent(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, status="generating", idle=timedelta(minutes=42))
    app = open_page("session.py", id=str(row_id))
    assert "stuck: no update for 42 min" in all_text(app)


def test_a_row_of_nothing_but_nulls_is_shown(open_page: OpenPage, database: Database) -> None:
    empty = dict.fromkeys(
        ("generated_code", "frame_name", "frame_width", "frame_height", "status", "error_code")
    )
    row_id = add(database, idle=None, design_context="null", **empty)
    for tab in ("Overview", "Code", "Design", "History", "Edit"):
        app = open_page("session.py", id=str(row_id), tab=tab)
        assert not app.exception
        assert app.title[0].value == "Unnamed frame"
        assert "never updated" in all_text(app)


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1)) **bold** # _x_",
        "see https://evil.example/a www.evil.example me@evil.example",
        ":material/home: :red[x] :red-badge[y] $a$",
        "`code` | table | \\",
        "واجهة الدفع 🛒",
        "a\nb\tc\u202e\u2066\x07",
        "x" * 1_000_000,
    ],
)
def test_hostile_names_stay_text(open_page: OpenPage, database: Database, name: str) -> None:
    row_id = add(database, frame_name=name, status=name[:5_000], error_code=name[:5_000])
    for tab in ("Overview", "Code", "Design", "Edit"):
        app = open_page("session.py", id=str(row_id), tab=tab)
        assert not app.exception
        assert len(app.title[0].value) < 300
        shown = [app.title[0].value, *(element.value for element in app.markdown)]
        for unescaped in (r"(?<!\\)<script", r"(?<!\\)\]\(javascript", r"(?<!\\):red\["):
            assert not [text for text in shown if re.search(unescaped, text)]
        assert app.title[0].value == safe_text.escaped(name)


def test_neighbors_are_those_of_the_list_it_was_opened_from(
    open_page: OpenPage, database: Database
) -> None:
    first, second, other, third = (
        add(database, frame_name=name, idle=timedelta(minutes=minutes))
        for name, minutes in (("Cart 1", 1), ("Cart 2", 2), ("Menu", 3), ("Cart 3", 4))
    )
    app = open_page("session.py", id=str(second), q="cart", tab="Code")
    press(app, "next-session")
    assert param(app, "id") == str(third)
    assert param(app, "tab") == "Code"
    assert app.button(key="next-session").disabled
    press(press(app, "previous-session"), "previous-session")
    assert param(app, "id") == str(first)
    assert param(app, "q") == "cart"
    assert app.button(key="previous-session").disabled
    assert str(other) not in str(app.query_params)


def test_the_way_back_leads_to_the_same_list(open_page: OpenPage, database: Database) -> None:
    app = open_page("session.py", id=str(add(database)), status=["ready", "error"], size="100")
    link = app.get("page_link")[0].proto
    assert link.label == "Back to the filtered list"
    assert "status=ready" in link.query_string
    assert "status=error" in link.query_string
    assert "size=100" in link.query_string
    assert "id=" not in link.query_string


# --- actions -----------------------------------------------------------------------------------


def test_reset_shows_its_receipt_and_undo_brings_the_row_back(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, status="error", error_code="BP-3F8A2C")
    app = press(open_page("session.py", id=str(row_id)), "reset")
    assert (stored(database, row_id) or {})["status"] == "pending"
    assert "Reset: 1 session changed" in all_text(app)
    press(app, "undo")
    row = stored(database, row_id) or {}
    assert (row["status"], row["error_code"]) == ("error", "BP-3F8A2C")


def test_resetting_a_ready_session_asks_first(open_page: OpenPage, database: Database) -> None:
    row_id = add(database, status="ready")
    app = press(open_page("session.py", id=str(row_id)), "reset")
    assert (stored(database, row_id) or {})["status"] == "ready"
    assert "This session is ready" in app.warning[0].value
    assert "sent back to the start" in app.warning[0].value
    labels = [button.label for button in app.button]
    assert "Reset 1 session" in labels
    assert "Cancel" in labels


def reset_script() -> None:
    """The dialog alone, open on every run."""
    import streamlit as st

    from components.session_list import action_bar
    from services import resources
    from store.sessions import prototype_sessions

    with resources.database().begin() as db:
        rows = [prototype_sessions.get_summary(db, each) for each in st.session_state["ids"]]
    action_bar.reset(rows)


@pytest.mark.parametrize(
    ("pressed", "becomes"), [("Reset 2 sessions", "pending"), ("Cancel", "ready")]
)
def test_ready_sessions_are_reset_on_confirmation_only(
    open_page: OpenPage, database: Database, pressed: str, becomes: str
) -> None:
    ready, failed = add(database, status="ready"), add(database, status="error")
    app = AppTest.from_function(reset_script, default_timeout=60)
    app.session_state["ids"] = [ready, failed]
    app.run()
    assert "1 of them is ready" in app.warning[0].value
    next(button for button in app.button if button.label == pressed).click().run()
    assert (stored(database, ready) or {})["status"] == becomes


def test_no_undo_is_offered_if_everything_changed_since(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, status="error", error_code="BP-3F8A2C")
    app = press(open_page("session.py", id=str(row_id), tab="History"), "reset")
    with database.begin() as db:
        [entry] = entries.for_row(db, row_id)
    keys = {button.key for button in app.button}
    assert {"undo", f"undo-{entry.id}"} <= keys
    execute(database, "UPDATE prototype_sessions SET status = 'ready' WHERE id = :id", row_id)
    app.run()
    assert not {"undo", f"undo-{entry.id}"} & {button.key for button in app.button}
    assert "Everything it changed has been changed since, so nothing can be undone." in all_text(
        app
    )
    assert "changed since]" in all_text(app)


def test_a_receipt_without_changes_is_not_a_success(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, status="error")
    app = open_page("session.py", id=str(row_id))
    with database.begin() as db:
        seen = [target_of(db, row_id)]
        write_elsewhere(db, row_id, "status = 'ready'")
        receipt = store_actions.reset(
            db,
            Principal(actor="tester", role=Role.ADMIN),
            seen,
            reason="",
            request_id=uuid4(),
            stuck_after=timedelta(minutes=10),
        )
    app.session_state["receipt"] = receipt.request_id
    app.run()
    shown = all_text(app)
    assert ":orange[:material/block:] **Reset: nothing was changed, 1 session skipped**" in shown
    assert "receipt_long" not in shown


def fragments(app: AppTest) -> int:
    """How many parts of the page the browser can have run alone."""
    return len(app._fragment_storage._fragments)


def test_a_row_deleted_here_says_what_happened_and_can_be_brought_back(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database)
    app = open_page("session.py", id=str(row_id))
    with database.begin() as db:
        receipt = store_actions.delete(
            db,
            Principal(actor="tester", role=Role.ADMIN),
            [target_of(db, row_id)],
            reason="test data",
            request_id=uuid4(),
        )
    before = fragments(app)
    app.run()
    assert not app.exception
    assert "This session no longer exists" in all_text(app)
    assert "test data" in all_text(app)
    # What has no place on the page any more is not run when the browser still asks for it.
    assert fragments(app) == fragments(open_page("session.py")) < before
    with database.begin() as db:
        [entry] = entries.for_row(db, row_id)
    assert entry.request_id == receipt.request_id
    press(app, f"undo-{entry.id}")
    assert app.title[0].value == "Checkout"


def test_a_row_deleted_elsewhere_while_open_says_so(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database)
    app = open_page("session.py", id=str(row_id), tab="Edit")
    execute(database, "DELETE FROM prototype_sessions WHERE id = :id", row_id)
    keyed(app.text_input, "edit-frame_name").set_value("New").run()
    assert not app.exception
    assert "No session has this id" in all_text(app)


def test_a_viewer_may_look_and_nothing_else(
    open_page: OpenPage, database: Database, act_as: Callable[[RoleName], None]
) -> None:
    act_as("viewer")
    app = open_page("session.py", id=str(add(database)), tab="Edit")
    keys = {button.key for button in app.button}
    assert not app.exception
    assert keys == {"previous-session", "next-session"}
    assert "Your role (viewer) is read-only" in all_text(app)


def test_revealing_requires_a_reason_is_audited_and_stored_nowhere(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database)
    secret = session_id_of(database, row_id)
    app = press(open_page("session.py", id=str(row_id)), "reveal")
    assert app.text_input(key="reveal-reason").label == "Reason (required)"
    assert secret not in repr(app)

    dialog = AppTest.from_function(
        reveal_dialog, kwargs={"row_id": str(row_id), "request_id": str(uuid4())}
    ).run()
    press_submit(dialog, "Reveal")
    assert "Enter a reason" in dialog.warning[0].value
    with database.begin() as db:
        assert entries.for_row(db, row_id) == ()
    dialog.text_input(key="reveal-reason").set_value("ticket 1042")
    press_submit(dialog, "Reveal")
    assert [secret in str(shown.proto) for shown in dialog.get("bidi_component")] == [True]
    assert dialog.text_input == []  # another reveal requires another reason
    assert secret not in repr(dialog.session_state)
    dialog.run()
    assert secret not in repr(dialog)
    with database.begin() as db:
        [entry] = entries.for_row(db, row_id)
    assert (entry.action, entry.reason) == ("reveal", "ticket 1042")
    assert secret not in repr(entry)


def test_a_revealed_id_leaves_the_screen_after_a_minute(
    open_page: OpenPage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_id, passed, start = add(database), [0, 61], datetime.now(UTC)
    monkeypatch.setattr(
        clock, "now", lambda: start + timedelta(seconds=passed.pop(0) if passed else 0)
    )
    kwargs = {"row_id": str(row_id), "request_id": str(uuid4())}
    dialog = AppTest.from_function(reveal_dialog, kwargs=kwargs).run()
    dialog.text_input(key="reveal-reason").set_value("ticket 1042")
    press_submit(dialog, "Reveal")
    assert not dialog.get("bidi_component")


def reveal_dialog(row_id: str, request_id: str) -> None:
    """The dialog's content as a script, since only a browser reruns a dialog by itself."""
    from uuid import UUID

    from components.session import session_reveal

    session_reveal.body(UUID(row_id), UUID(request_id))


@pytest.mark.parametrize("then", ["signed out", "somebody else", "a viewer"])
def test_a_revealed_id_is_not_sent_to_another_person(
    monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    ann = Principal(actor="ann@example.com", role=Role.ADMIN)
    drawn = 0

    def next_one() -> Principal:
        nonlocal drawn
        drawn += 1
        if drawn != 4:
            return ann
        if then == "signed out":
            raise Refused(Refusal(reason=Reason.ENDED))
        if then == "a viewer":
            return ann.for_reading()
        return Principal(actor="bob@example.com", role=Role.ADMIN)

    monkeypatch.setattr(acting, "principal", next_one)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 1, 1, tzinfo=UTC))
    app = AppTest.from_function(revealed).run()
    assert len(app.get("bidi_component")) == 1
    app.run()
    assert drawn == 4
    assert not app.get("bidi_component")


def revealed() -> None:
    """A revealed value, drawn twice in one session."""
    import streamlit as st

    from components.session import session_reveal

    st.session_state.runs = st.session_state.get("runs", 0) + 1
    if st.session_state.runs < 3:
        session_reveal.show("a credential")


def press_submit(app: AppTest, label: str) -> None:
    """Press a form's button by its label."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


# --- tabs --------------------------------------------------------------------------------------


def test_the_code_is_shown_and_offered_in_both_languages(
    open_page: OpenPage, database: Database
) -> None:
    app = open_page("session.py", id=str(add(database)), tab="Code")
    [shown] = app.code
    assert (shown.value, shown.language) == (CODE.strip(), "tsx")
    assert {button.proto.label for button in app.get("download_button")} == {
        "Download .jsx",
        "Download .tsx",
    }
    assert "3 lines" in all_text(app)


@pytest.mark.parametrize(
    ("code", "said"), [(None, "ready, but has no code"), ("", "The code is empty")]
)
def test_missing_code_is_reported(
    open_page: OpenPage, database: Database, code: str | None, said: str
) -> None:
    app = open_page("session.py", id=str(add(database, generated_code=code)), tab="Code")
    assert not app.exception
    assert said in all_text(app)


def test_the_design_tab_counts_and_never_sends_the_json(
    open_page: OpenPage, database: Database
) -> None:
    many = [
        {"type": "TEXT", "name": f"node-{at:06}", "absoluteBoundingBox": None}
        for at in range(44_000)
    ]
    design = {"nodes": {"1:1": {"document": {"type": "FRAME", "children": many}}}}
    app = open_page(
        "session.py", id=str(add(database, design_context=json.dumps(design))), tab="Design"
    )
    assert not app.exception
    assert [metric.value for metric in app.metric][:2] == ["44,001", "2"]
    sent = "".join(str(component.proto) for component in app.get("bidi_component"))
    assert "node-000199" in sent
    assert "node-000200" not in sent


def test_a_design_has_one_size(open_page: OpenPage, database: Database) -> None:
    """The length of its JSON text, on both tabs, in the comparison and in the download."""
    design = {"nodes": {}, "name": "é" * 300_000}
    node = {"document": {"type": "FRAME", "id": "1:1", "children": []}}
    row_id = add(database, design_context=json.dumps(design | {"nodes": {"1:1": node}}))
    other = add(database)
    with database.begin() as db:
        size = len(get_design_text(db, row_id).encode())
    assert 600_000 < size < 601_000
    overview = open_page("session.py", id=str(row_id), tab="Overview")
    assert f"{size / 1_000:.1f} KB of JSON" in overview.table[0].value.to_string()
    tab = open_page("session.py", id=str(row_id), tab="Design")
    assert [metric.value for metric in tab.metric if metric.label == "Size"] == [
        f"{size / 1_000:.1f} KB"
    ]
    compared = open_page("compare.py", a=str(row_id), b=str(other))
    assert f"{size / 1_000:.1f} KB of JSON" in all_text(compared)


def test_a_design_of_depth_5000_is_counted(open_page: OpenPage, database: Database) -> None:
    levels = 5_000
    inner = '{"type": "FRAME", "children": [' * levels + "]}" * levels
    design = f'{{"nodes": {{"1:1": {{"document": {inner}}}}}}}'
    app = open_page("session.py", id=str(add(database, design_context=design)), tab="Design")
    assert not app.exception
    assert app.metric[1].value == f"{levels:,}"


@pytest.mark.parametrize("design", ["null", "[]", "7", '{"nodes": {"1:1": {"document": null}}}'])
def test_a_design_without_nodes_is_reported(
    open_page: OpenPage, database: Database, design: str
) -> None:
    app = open_page("session.py", id=str(add(database, design_context=design)), tab="Design")
    assert not app.exception
    assert "This design has no nodes" in all_text(app)


def test_the_history_lists_actions_and_undoes_them(open_page: OpenPage, database: Database) -> None:
    row_id = add(database, status="error", error_code="BP-3F8A2C")
    assert "No actions on" in all_text(open_page("session.py", id=str(row_id), tab="History"))
    with database.begin() as db:
        store_actions.reset(
            db,
            Principal(actor="tester", role=Role.ADMIN),
            [target_of(db, row_id)],
            reason="ticket *1042*",
            request_id=uuid4(),
            stuck_after=timedelta(minutes=10),
        )
        [entry] = entries.for_row(db, row_id)
    app = open_page("session.py", id=str(row_id), tab="History")
    assert "ticket \\*1042\\*" in all_text(app)
    assert "status error → **pending**" in all_text(app)
    press(app, f"undo-{entry.id}")
    assert (stored(database, row_id) or {})["status"] == "error"
    assert "undone since" in all_text(app)
    assert f"undo-{entry.id}" not in {button.key for button in app.button}


def test_undo_of_a_bulk_action_asks_with_all_its_rows(
    open_page: OpenPage, database: Database
) -> None:
    ids = [add(database, status="error", frame_name=f"Frame {at}") for at in range(3)]
    with database.begin() as db:
        store_actions.reset(
            db,
            Principal(actor="tester", role=Role.ADMIN),
            [target_of(db, row_id) for row_id in ids],
            reason="",
            request_id=uuid4(),
            stuck_after=timedelta(minutes=10),
        )
        [entry] = entries.for_row(db, ids[0])
    app = press(open_page("session.py", id=str(ids[0]), tab="History"), f"undo-{entry.id}")
    assert {(stored(database, row_id) or {})["status"] for row_id in ids} == {"pending"}
    assert {"Frame 0", "Frame 1", "Frame 2"} <= {element.value for element in app.markdown}
    assert "Undo 3 sessions" in {button.label for button in app.button}
