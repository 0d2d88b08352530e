"""The audit log: its text for each action, filters in the URL, receipts and undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import JsonValue

from components.audit import audit_changes
from components.audit.audit_query import parse
from store.actions import actions
from store.actions.receipts import Receipt
from store.engine import Database
from store.principal import Principal, Role
from store.showcases import items
from store.showcases.showcase_records import SlideTexts
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store.acting import SUPPORT, insert_row, target_of, write_elsewhere
from tests.store.showcases.showing import created

TESTER = Principal(actor="tester", role=Role.ADMIN)
SOMEBODY = Principal(actor="somebody", role=Role.ADMIN)
THRESHOLD = timedelta(minutes=10)


def row(database: Database, **columns: Any) -> UUID:
    """A committed row, by default a stuck one."""
    with database.begin() as db:
        return insert_row(db, **columns)


def reset(
    database: Database,
    *ids: UUID,
    by: Principal = TESTER,
    reason: str = "",
    batch: UUID | None = None,
) -> Receipt:
    """A committed reset of rows as they are now."""
    with database.begin() as db:
        targets = [target_of(db, row_id) for row_id in ids]
        return actions.reset(
            db,
            by,
            targets,
            reason=reason,
            request_id=uuid4(),
            stuck_after=THRESHOLD,
            batch_id=batch,
        )


def status(database: Database, row_id: UUID) -> str | None:
    """The row's status in the database."""
    with database.engine.connect() as connection:
        result: str | None = connection.exec_driver_sql(
            "SELECT status FROM prototype_sessions WHERE id = %s", (row_id,)
        ).scalar()
    return result


def test_an_empty_log_says_what_will_appear(open_page: OpenPage) -> None:
    app = open_page("audit.py")
    assert not app.exception
    assert "No actions yet" in all_text(app)


def test_a_receipt_that_is_opened_from_the_log_has_an_address(
    open_page: OpenPage, database: Database
) -> None:
    receipt = reset(database, row(database))
    app = open_page("audit.py")
    app.button(key=f"receipt-{receipt.request_id}").click().run()
    assert not app.exception
    assert app.query_params["receipt"] in (str(receipt.request_id), [str(receipt.request_id)])
    assert "Full log" in all_text(app)


def test_an_entry_says_who_what_when_why_and_what_changed(
    open_page: OpenPage, database: Database
) -> None:
    row_id = row(database, frame_name="Checkout *bold*")
    reset(database, row_id, reason="ticket 1042")
    app = open_page("audit.py")
    shown = all_text(app)
    assert not app.exception
    assert "**Reset** by **tester** (admin)" in shown
    assert "ticket 1042" in shown
    assert "status generating → **pending**" in shown
    assert "just now" in shown
    assert "Checkout \\*bold\\*" in shown


def test_one_action_on_several_rows_has_one_heading(
    open_page: OpenPage, database: Database
) -> None:
    reset(database, row(database), row(database), row(database))
    shown = all_text(open_page("audit.py"))
    assert shown.count("by **tester**") == 1
    assert shown.count("status generating → **pending**") == 3


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"actor": "somebody"}, ["theirs"]),
        ({"actor": "some"}, []),
        ({"action": "reset"}, ["mine", "theirs"]),
        ({"action": "delete"}, []),
        ({"q": "Mine"}, ["mine"]),
        ({"from_": "2100-01-01T00:00Z"}, []),
        ({"to": "2000-01-01T00:00Z"}, []),
        ({"from_": "2020-01-01T00:00Z"}, ["mine", "theirs"]),
    ],
)
def test_filters_are_read_from_the_address(
    open_page: OpenPage, database: Database, params: dict[str, str], found: list[str]
) -> None:
    reset(database, row(database), reason="this was mine")
    reset(database, row(database), reason="this was theirs", by=SOMEBODY)
    app = open_page("audit.py", **params)
    shown = all_text(app)
    assert not app.exception
    assert [word for word in ("mine", "theirs") if f"this was {word}" in shown] == found


def test_a_filter_widget_writes_the_address_and_a_chip_removes_it(
    open_page: OpenPage, database: Database
) -> None:
    reset(database, row(database), reason="this was mine")
    app = open_page("audit.py")
    app.text_input(key="actor").set_value("nobody").run()
    assert app.query_params["actor"] == "nobody"
    assert "Nothing in the log matches" in all_text(app)
    app.button(key="chip-actor").click().run()
    assert "actor" not in app.query_params
    assert "this was mine" in all_text(app)


def test_a_pasted_row_id_receipt_or_reference_is_looked_up(
    open_page: OpenPage, database: Database
) -> None:
    kept = row(database, error_code="BP-0A1B2C", status="error")
    done = reset(database, row(database, frame_name="Other"), reason="one receipt")
    app = open_page("audit.py")
    app.text_input(key="q").set_value("it says Ref: bp-0a1b2c !").run()
    assert app.query_params["row"] == str(kept)
    app = open_page("audit.py")
    app.text_input(key="q").set_value(f"see {done.request_id}").run()
    assert app.query_params["receipt"] == str(done.request_id)
    app = open_page("audit.py")
    app.text_input(key="q").set_value(str(done.changed[0].row_id)).run()
    assert app.query_params["row"] == str(done.changed[0].row_id)


def test_a_reference_that_a_reset_took_is_found_in_the_log(
    open_page: OpenPage, database: Database
) -> None:
    row_id = row(database, error_code="BP-D7C2EC", status="error", frame_name="Booking")
    reset(database, row_id, reason="asked for")
    reset(database, row(database, frame_name="Other"), reason="another")
    app = open_page("audit.py")
    app.text_input(key="q").set_value("BP-D7C2EC").run()
    assert app.query_params["row"] == str(row_id)
    assert "Booking" in all_text(app)
    shown = all_text(open_page("audit.py", q="bp-d7c2ec"))
    assert "Booking" in shown
    assert "Other" not in shown


def test_a_long_text_is_not_put_into_the_address_of_the_log(
    open_page: OpenPage, database: Database
) -> None:
    reset(database, row(database), reason="asked for")
    app = open_page("audit.py")
    app.text_input(key="q").set_value("Dear support, " * 10).run()
    assert not app.exception
    assert dict(app.query_params) == {}
    assert "no reference, no id and no frame name" in app.warning[0].value
    app.text_input(key="q").set_value("asked for").run()
    assert app.query_params["q"] == "asked for"
    assert not app.warning


def test_a_pasted_session_id_never_reaches_the_address(
    open_page: OpenPage, database: Database
) -> None:
    secret = str(uuid4())
    row_id = row(database, session_id=secret)
    app = open_page("audit.py")
    app.text_input(key="q").set_value(secret).run()
    assert not app.exception
    assert app.query_params["row"] == str(row_id)
    assert secret not in str(app.query_params)
    assert secret not in all_text(app)
    unknown = str(uuid4())
    app.text_input(key="q").set_value(unknown).run()
    assert unknown not in str(app.query_params)
    assert "Nothing in the log matches this id" in all_text(app)


def test_pages_follow_each_other_without_gaps(open_page: OpenPage, database: Database) -> None:
    for number in range(30):
        reset(database, row(database), reason=f"entry number {number}.")
    app = open_page("audit.py")
    first = [number for number in range(30) if f"entry number {number}\\." in all_text(app)]
    app.button(key="next").click().run()
    second = [number for number in range(30) if f"entry number {number}\\." in all_text(app)]
    assert sorted(first + second) == list(range(30))
    assert "after" in app.query_params
    app.button(key="previous").click().run()
    assert f"entry number {first[0]}\\." in all_text(app)


def test_changes_of_showcases_are_one_line_each_with_their_name(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        one, two = insert_row(db), insert_row(db)
        fair = created(db, SUPPORT, [one, two], "Fair *2026*")
        for row_id in (one, two):
            items.describe(db, SUPPORT, fair, row_id, SlideTexts(caption="New"), uuid4())
    app = open_page("audit.py")
    shown = all_text(app)
    assert not app.exception
    assert shown.count("Captioned a session in the showcase “Fair \\*2026\\*”") == 1
    assert "2 times, first just now" in shown
    assert "Created the showcase “Fair" in shown
    assert "No session was changed" not in shown
    assert not [each for each in app.button if each.label == "Receipt"]


def test_a_bulk_action_does_not_bury_the_log(open_page: OpenPage, database: Database) -> None:
    reset(database, row(database), reason="before the outage")
    reset(database, *(row(database) for _ in range(40)), row(database, idle=timedelta(seconds=1)))
    shown = all_text(open_page("audit.py"))
    assert "before the outage" in shown
    assert "and 35 sessions more, 1 session skipped" in shown
    assert shown.count("status generating → **pending**") == 6


def test_an_action_that_changed_nothing_says_so(open_page: OpenPage, database: Database) -> None:
    reset(database, row(database, idle=timedelta(seconds=1)))
    assert "No session was changed, 1 session skipped" in all_text(open_page("audit.py"))


def test_a_receipt_is_shown_alone_with_its_skips(open_page: OpenPage, database: Database) -> None:
    stuck, fresh = row(database), row(database, idle=timedelta(seconds=5), frame_name="Fresh")
    done = reset(database, stuck, fresh, reason="both")
    reset(database, row(database), reason="another")
    shown = all_text(open_page("audit.py", receipt=str(done.request_id)))
    assert "1 session changed" in shown
    assert "1 session skipped" in shown
    assert "still within the threshold" in shown
    assert "another" not in shown


def test_undo_puts_the_row_back_and_shows_its_own_receipt(
    open_page: OpenPage, database: Database
) -> None:
    row_id = row(database)
    done = reset(database, row_id)
    app = open_page("audit.py", receipt=str(done.request_id))
    app.button(key="undo").click().run()
    assert not app.exception
    assert status(database, row_id) == "generating"
    assert app.query_params["receipt"] != str(done.request_id)
    assert "**Undo** by **tester**" in all_text(app)
    again = all_text(open_page("audit.py", receipt=str(done.request_id)))
    assert "It has been undone." in again
    assert "undone since" in again


def test_a_row_changed_after_the_action_is_marked(open_page: OpenPage, database: Database) -> None:
    regenerated, left = row(database), row(database)
    done = reset(database, regenerated, left)
    with database.begin() as db:
        write_elsewhere(db, regenerated, "status = 'generating'")
    shown = all_text(open_page("audit.py", receipt=str(done.request_id)))
    assert shown.count("changed since, now generating") == 1


@pytest.mark.parametrize(
    ("role", "by", "says"),
    [
        ("viewer", TESTER, "may not undo"),
        ("support", SOMEBODY, "Only an admin can undo it"),
        ("support", TESTER, None),
        ("admin", SOMEBODY, None),
    ],
)
def test_undo_is_offered_to_people_with_the_right(
    open_page: OpenPage,
    database: Database,
    act_as: Callable[[RoleName], None],
    role: RoleName,
    by: Principal,
    says: str | None,
) -> None:
    done = reset(database, row(database), by=by)
    act_as(role)
    app = open_page("audit.py", receipt=str(done.request_id))
    assert not app.exception
    offered = "undo" in [button.key for button in app.button]
    assert offered == (says is None)
    assert says is None or says in all_text(app)


def test_a_bulk_action_is_summed_over_its_receipts(open_page: OpenPage, database: Database) -> None:
    batch = uuid4()
    reset(database, row(database), row(database), batch=batch)
    reset(database, row(database), batch=batch)
    reset(database, row(database), reason="another")
    shown = all_text(open_page("audit.py", batch=str(batch)))
    assert "3 sessions changed" in shown
    assert "in 2 batches" in shown
    assert "another" not in shown


def test_a_whole_bulk_is_undone_and_its_undos_are_shown(
    open_page: OpenPage, database: Database
) -> None:
    batch, rows = uuid4(), [row(database) for _ in range(3)]
    reset(database, *rows[:2], batch=batch)
    reset(database, rows[2], batch=batch)
    app = open_page("audit.py", batch=str(batch))
    app.button(key="undo-all").click().run()
    assert not app.exception
    assert [status(database, row_id) for row_id in rows] == ["generating"] * 3
    undos = app.query_params["batch"]
    assert undos != [str(batch)]
    shown = all_text(app)
    assert "3 sessions changed" in shown
    assert "in 2 batches" in shown
    assert "undo-all" not in [button.key for button in app.button], "An undo is not undone."
    assert "It has been undone" in all_text(open_page("audit.py", batch=str(batch)))


def test_a_large_bulk_is_undone_by_an_admin_only(
    open_page: OpenPage, database: Database, act_as: Callable[[RoleName], None]
) -> None:
    batch = uuid4()
    reset(database, *(row(database) for _ in range(99)), batch=batch)
    reset(database, row(database), row(database), reason="all", batch=batch)
    act_as("support")
    app = open_page("audit.py", batch=str(batch))
    assert "undo-all" not in [button.key for button in app.button]
    assert "Only an admin can undo it" in all_text(app)


HOSTILE = [
    "x" * 10_000,
    "' OR 1=1; DROP TABLE prototype_sessions; --",
    "<script>alert(1)</script>",
    "nul\x00byte",
    "-1",
    "99999999999999999999",
    "‮right to left",
    "",
]


@pytest.mark.parametrize(
    "name", ["q", "actor", "action", "row", "receipt", "batch", "from", "to", "after", "before"]
)
def test_no_address_breaks_the_page(open_page: OpenPage, name: str) -> None:
    app = open_page("audit.py")
    for value in HOSTILE:
        app.query_params.clear()
        app.query_params[name] = value
        app.run()
        assert not app.exception, value
        assert not app.error, value


def test_a_receipt_that_is_gone_and_a_broken_cursor_say_what_to_do(open_page: OpenPage) -> None:
    assert "No receipt has this id" in all_text(open_page("audit.py", receipt=str(uuid4())))
    app = open_page("audit.py", after="zzz")
    assert "does not fit" in app.warning[0].value
    app.button(key="first").click().run()
    assert "after" not in app.query_params
    assert not app.warning


def test_large_values_are_shown_by_size_and_hash() -> None:
    value: dict[str, JsonValue] = {"bytes": 3_200, "sha256": "ab12cd34" + "0" * 56}
    assert audit_changes.value_text(value) == "3.2 KB, sha256 ab12cd34…"
    assert audit_changes.value_text(None) == "none"
    assert audit_changes.value_text("") == "empty"
    assert audit_changes.value_text("[x](javascript:alert(1))").startswith("\\[x\\]")


def test_a_repeated_parameter_counts_once_and_the_last_single_one_wins() -> None:
    query = parse({"action": ["reset", "reset", "nonsense"], "actor": ["a", "b"]})
    assert query.action == ("reset",)
    assert query.actor == "b"
    assert query.unreadable == ("action",)
