"""The stuck page: evidence, groups, and resets of exactly the confirmed scope."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from components.session_list.listing import parse, to_page_params
from components.stuck import bulk_reset, stuck_cohorts
from store.actions import actions as store_actions
from store.actions.receipts import Scope
from store.bulk_resets import reading
from store.counts import Cohort, Count, CountKind
from store.engine import Database
from store.records import Filters, Sort
from store.sessions import search
from tests.pages import listed
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store.acting import SUPPORT, insert_row, target_of, write_elsewhere

MINUTE = timedelta(minutes=1)
THRESHOLD = timedelta(minutes=10)


def add(database: Database, count: int = 1, **columns: Any) -> list[UUID]:
    """Committed rows, by default stuck for an hour."""
    with database.begin() as db:
        return [insert_row(db, **columns) for _ in range(count)]


def by_status(database: Database) -> dict[str, int]:
    """How many rows are in each status."""
    statement = text("SELECT status, count(*) AS number FROM prototype_sessions GROUP BY status")
    with database.engine.connect() as connection:
        return {row.status: row.number for row in connection.execute(statement)}


def keys(app: AppTest) -> list[str | None]:
    """The keys of the buttons on the page."""
    return [button.key for button in app.button]


def test_nothing_stuck_is_good_news_with_a_time(open_page: OpenPage, database: Database) -> None:
    add(database, status="pending")
    add(database, idle=MINUTE)
    app = open_page("stuck.py")
    shown = all_text(app)
    assert not app.exception
    assert "Nothing is stuck" in shown
    assert "Last checked" in shown
    assert "reset-all" not in keys(app)


def test_it_says_what_stuck_means_and_never_that_something_crashed(
    open_page: OpenPage, database: Database
) -> None:
    add(database, 2)
    shown = all_text(open_page("stuck.py"))
    assert "**10 min**" in shown
    assert "**10 min** or longer" in shown
    assert "2 stuck" in shown
    assert "crash" not in shown.lower()


def test_the_rows_have_no_verdict_for_missing_code(open_page: OpenPage, database: Database) -> None:
    add(database, 2)
    app = open_page("stuck.py")
    assert not app.exception
    names = [column["name"] for column in listed.table(app)["columns"]]
    assert "status" in names
    assert "check" not in names
    assert not any(column["order"] for column in listed.table(app)["columns"])


def test_reset_all_asks_with_the_scope_and_the_rows(
    open_page: OpenPage, database: Database
) -> None:
    add(database, 3)
    add(database, idle=MINUTE)
    app = open_page("stuck.py")
    app.button(key="reset-all").click().run()
    shown = all_text(app)
    assert not app.exception
    assert "no update for 10 min or longer as of" in shown
    assert shown.count("Checkout, generating") == 3
    assert "Reset 3 sessions" in shown
    assert "the spinner that never ends becomes the start button" in shown
    assert str(app.text_input(key="bulk-name").value).startswith("Outage ")
    assert app.selectbox(key="bulk-pace").options[0] == "All at once"
    assert by_status(database) == {"generating": 4}


def test_reset_all_is_calm_when_nothing_is_left(open_page: OpenPage, database: Database) -> None:
    add(database, 2)
    app = open_page("stuck.py")
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE prototype_sessions SET status = 'ready'"))
    app.button(key="reset-all").click().run()
    assert not app.exception
    assert "Nothing is stuck" in all_text(app)


def ask_script() -> None:
    """The dialog alone, open on every run."""
    import streamlit as st

    from components.stuck import bulk_reset

    scope, count, labels = st.session_state["asked"]
    bulk_reset.ask(scope, count, labels, "Outage 26 Nov")


def ask(filters: Filters, count: int, labels: list[str]) -> AppTest:
    """The open dialog."""
    app = AppTest.from_function(ask_script, default_timeout=60)
    scope = Scope(filters=filters, description="the scope")
    app.session_state["asked"] = (scope, Count(value=count, kind=CountKind.EXACT), labels)
    return app.run()


def submit(app: AppTest) -> AppTest:
    """Press the dialog's one button."""
    return next(b for b in app.button if str(b.key).startswith("FormSubmitter")).click().run()


def frozen() -> Filters:
    """The scope as frozen now."""
    return Filters(stuck_after=THRESHOLD, as_of=datetime.now(UTC))


def test_the_confirmed_scope_is_what_is_reset(open_page: OpenPage, database: Database) -> None:
    add(database, 3)
    add(database, idle=THRESHOLD + timedelta(seconds=30))
    # Confirmed a minute ago; the youngest row has crossed the threshold since.
    scope = frozen().model_copy(update={"as_of": datetime.now(UTC) - MINUTE})
    app = ask(scope, 3, ["a", "b", "c"])
    with database.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE prototype_sessions SET status = 'ready' WHERE id ="
                " (SELECT id FROM prototype_sessions ORDER BY updated_at LIMIT 1)"
            )
        )
    submit(app)
    assert not app.exception
    assert by_status(database) == {"ready": 1, "pending": 2, "generating": 1}


def test_above_100_the_count_and_a_reason_are_required(
    open_page: OpenPage, database: Database
) -> None:
    add(database, 137)
    app = ask(frozen(), 137, [])
    submit(app)
    assert "Enter a reason" in app.warning[0].value
    app.text_input(key="bulk-reason").set_value("a crash")
    app.text_input(key="bulk-typed").set_value("136")
    submit(app)
    assert "Type 137" in app.warning[0].value
    app.text_input(key="bulk-typed").set_value("137")
    app.text_input(key="bulk-name").set_value(" ")
    submit(app)
    assert "Enter a name" in app.warning[0].value
    assert by_status(database) == {"generating": 137}
    app.text_input(key="bulk-name").set_value("Crash at 14:02")
    app.selectbox(key="bulk-pace").set_value(50)
    submit(app)
    assert by_status(database) == {"pending": 5, "generating": 132}
    bulk = database.read(lambda db: reading.get(db, app.session_state[bulk_reset.STARTED]))
    assert (bulk.name, bulk.reason, bulk.scope) == ("Crash at 14:02", "a crash", "the scope")
    assert (bulk.per_minute, bulk.total, bulk.position) == (50, 137, 5)


def test_above_100_requires_an_admin(
    open_page: OpenPage, act_as: Callable[[RoleName], None]
) -> None:
    act_as("support")
    app = ask(frozen(), 101, [])
    assert "requires the admin role" in app.info[0].value
    assert not app.text_input


def test_a_group_is_chosen_and_left_through_the_address(
    open_page: OpenPage, database: Database
) -> None:
    add(database, 4, frame_name="Together")
    add(database, 3, frame_name="Earlier", idle=timedelta(hours=5))
    add(database, frame_name="Alone", idle=timedelta(hours=9))
    app = open_page("stuck.py")
    groups = [button for button in app.button if str(button.key).startswith("cohort-")]
    assert [button.label.split(" stopped")[0] for button in groups] == ["4 sessions", "3 sessions"]
    together = next(each for each in app.markdown if each.value == "**Stopped together**")
    assert "1 session that stopped alone or in pairs" in together.help
    groups[1].click().run()
    assert {"from", "to"} <= set(app.query_params)
    assert listed.column(app, "name") == ["Earlier"] * 3
    groups = [button for button in app.button if str(button.key).startswith("cohort-")]
    assert [button.proto.type for button in groups] == ["secondary", "primary"]
    assert "3 stuck in this group" in all_text(app)
    assert app.button(key="reset-all").label == "Reset these 3…"
    app.button(key="all").click().run()
    assert "from" not in app.query_params
    assert "8 stuck" in all_text(app)


def test_a_group_survives_the_way_to_a_session_and_back(
    open_page: OpenPage, database: Database
) -> None:
    ids = add(database, 3, frame_name="Together", idle=timedelta(hours=5))
    add(database, 2, idle=timedelta(hours=7))
    app = open_page("stuck.py")
    next(each for each in app.button if str(each.key).startswith("cohort-")).click().run()
    given = {name: app.query_params[name] for name in ("from", "to")}
    chosen = parse({k: [v] if isinstance(v, str) else v for k, v in given.items()})
    order = {"stuck_": "true", "sort_": str(Sort.UPDATED_ASC)}
    times = {f"{name}_": values for name, values in to_page_params(chosen).items()}
    opened = open_page("session.py", id=str(sorted(ids)[1]), **order, **times)
    assert not opened.exception
    steps = [opened.button(key=f"{which}-session").disabled for which in ("previous", "next")]
    assert steps == [False, False]
    back = next(each.proto for each in opened.get("page_link") if "list" in each.proto.label)
    shown = parse(parse_qs(back.query_string))
    assert (shown.updated_from, shown.updated_to) == (
        chosen.updated_from,
        chosen.updated_to,
    )
    assert database.read(partial(search.count, filters=shown.filters(THRESHOLD))).value == len(ids)


def test_a_session_that_is_stuck_again_after_resets_stands_out(
    open_page: OpenPage, database: Database
) -> None:
    again, _ = add(database, frame_name="Again")[0], add(database, frame_name="First time")
    with database.begin() as db:
        for _ in range(3):
            targets = [target_of(db, again)]
            store_actions.reset(
                db, SUPPORT, targets, reason="", request_id=uuid4(), stuck_after=THRESHOLD
            )
            write_elsewhere(db, again, "status = 'generating', updated_at = now() - interval '1 h'")
    app = open_page("stuck.py")
    shown = all_text(app)
    assert "reset 3 times in 72 h, now stuck" in shown
    labels = [each.proto.popover.label for each in app.get("popover")]
    assert "Another reset may not help: 1 session" in labels
    assert "First time" not in shown


def test_a_session_stuck_again_is_found_beyond_the_page_and_the_group_shown(
    open_page: OpenPage, database: Database
) -> None:
    again = add(database, frame_name="Again", idle=timedelta(hours=5))[0]
    with database.begin() as db:
        targets = [target_of(db, again)]
        store_actions.reset(
            db, SUPPORT, targets, reason="", request_id=uuid4(), stuck_after=THRESHOLD
        )
        write_elsewhere(db, again, "status = 'generating', updated_at = now() - interval '5 h'")
    add(database, 30, idle=timedelta(hours=9), frame_name="Longest")
    app = open_page("stuck.py", size="25")
    assert "Again" not in listed.column(app, "name")
    assert "reset 1 time in 72 h, now stuck" in all_text(app)


def test_the_dialog_freezes_the_rows_that_it_shows(
    open_page: OpenPage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = add(database, 3)
    asked: list[Scope] = []
    monkeypatch.setattr(bulk_reset, "ask", lambda scope, *_: asked.append(scope))
    open_page("stuck.py").button(key="reset-all").click().run()
    assert set(asked[0].row_ids) == set(ids)


def test_a_viewer_sees_everything_and_can_do_nothing(
    open_page: OpenPage, database: Database, act_as: Callable[[RoleName], None]
) -> None:
    add(database, 3)
    act_as("viewer")
    app = open_page("stuck.py")
    assert not app.exception
    assert "3 stuck" in all_text(app)
    assert not {"reset-all", "reset", "fail", "delete"} & set(keys(app))


def test_a_hint_when_running_work_would_count_as_stuck(
    open_page: OpenPage, database: Database
) -> None:
    add(database, status="ready")
    with database.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE prototype_sessions SET updated_at = now(),"
                " created_at = now() - interval '20 minutes'"
            )
        )
    app = open_page("stuck.py")
    assert "on the page Errors" in app.warning[0].value
    assert "20 min" in [metric.value for metric in app.metric]


def test_whoever_comes_to_reset_a_group_is_asked_at_once(
    open_page: OpenPage, database: Database
) -> None:
    add(database, 3)
    app = open_page("inbox.py")
    app.session_state[bulk_reset.ASKED] = monotonic()
    assert "becomes the start button" in all_text(app.switch_page("stuck.py").run())
    assert "becomes the start button" not in all_text(app.run())


@pytest.mark.parametrize("name", ["from", "to", "size", "after", "before"])
def test_no_address_breaks_the_page(open_page: OpenPage, database: Database, name: str) -> None:
    add(database)
    app = open_page("stuck.py")
    for value in ("x" * 10_000, "' OR 1=1; --", "<b>", "\x00", "-1", "9" * 30, "", "aaaa"):
        app.query_params.clear()
        app.query_params[name] = value
        app.run()
        assert not app.exception, value
        assert not app.error, value


def test_a_group_says_how_close_together_it_stopped() -> None:
    moment = datetime(2026, 11, 23, 14, 2, 11, tzinfo=UTC)
    cohort = Cohort(first_at=moment, last_at=moment + timedelta(seconds=4), count=17)
    assert stuck_cohorts.cohort_text(cohort, UTC) == (
        "17 sessions stopped within 4 s at 23 Nov 2026, 14:02:11"
    )
