"""The overview: labeled numbers that lead to exactly the rows they count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import streamlit as st
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from components.formatting import times
from components.formatting.durations import duration_text
from components.overview import charts
from components.overview.tiles import Tile
from components.url_state import time_range
from components.url_state.query_string import moment
from services import inspection, resources
from services.inspection_worker import Inspector
from store.actions import actions
from store.counts import Count, CountKind
from store.engine import Database, engine_for
from store.insights import coverage
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.pages.listed import components, rows
from tests.store.acting import ADMIN, insert_row, target_of

DAY = timedelta(days=1)
EVENING = "failed"


def add(database: Database, count: int = 1, **columns: Any) -> None:
    """Committed rows."""
    with database.begin() as db:
        for _ in range(count):
            insert_row(db, **columns)


def tiles(app: AppTest) -> dict[str, dict[str, Any]]:
    """What the tiles are drawn with, by their labels."""
    rows = components(app, "overview_tiles")
    return {tile["label"]: tile for row in rows for tile in row["tiles"]}


def tile(app: AppTest, label: str) -> str:
    """The number of a tile, with its color if it has one."""
    drawn = tiles(app)[label]
    return " ".join(filter(None, (drawn["color"], drawn["number"])))


def leads_to(app: AppTest, label: str) -> tuple[str, dict[str, list[str]]]:
    """The page and the parameters that a tile's link opens."""
    page, _, query = tiles(app)[label]["address"].partition("?")
    return page, parse_qs(query)


def notes(app: AppTest) -> str:
    """What the tiles say below their numbers."""
    return "\n".join(tile["note"] for tile in tiles(app).values())


def recent(app: AppTest) -> list[dict[str, Any]]:
    """The latest failures, then the latest arrivals."""
    return [line for drawn in components(app, "recent_sessions") for line in drawn["rows"]]


def references(app: AppTest) -> list[str]:
    """The references of the latest failures."""
    return [line["reference"] for line in recent(app) if line["reference"]]


def below(line: dict[str, Any]) -> str:
    """The line below a name."""
    return " ".join(part["text"] for part in line["parts"])


def test_an_empty_table_raises_no_alarm(open_page: OpenPage) -> None:
    app = open_page("overview.py")
    shown = all_text(app)
    assert not app.exception
    assert tile(app, "ready") == "0"
    assert tile(app, "stuck now") == "0"
    assert "No failures in this period" in shown
    assert "No session is in error, and none was reset" in shown
    assert "nothing to measure" in shown
    assert {each["color"] for each in tiles(app).values()} == {None}


def test_ready_but_broken_leads_to_exactly_those_rows(
    open_page: OpenPage, database: Database, inspector: Inspector
) -> None:
    inspector.close()  # nothing is checked before the test starts it
    add(database, 2, status="ready", generated_code="```tsx")
    add(database, status="error", generated_code="```tsx")
    add(database, status="ready", generated_code="export default () => <p>ok</p>")
    app = open_page("overview.py")
    assert tile(app, "ready but broken") == "0"
    assert "4 of 4 not checked yet" in notes(app)
    for row_id in database.read(lambda db: coverage.missing_or_stale(db, 9)):
        inspection.inspect(database, row_id)
    app.run()
    assert not app.exception
    assert tile(app, "ready but broken") == "orange 2"
    assert "by the code check and the renders" in notes(app)
    leads = {"status": ["ready"], "verdict": ["broken", "empty", "fails"]}
    assert leads_to(app, "ready but broken") == ("sessions", leads)


def test_every_status_that_occurs_has_a_tile_that_opens_its_list(
    open_page: OpenPage, database: Database
) -> None:
    add(database, 3, status="ready")
    add(database, 2, status="archived")
    add(database, status=None)
    app = open_page("overview.py")
    assert tile(app, "ready") == "3"
    assert leads_to(app, "ready") == ("sessions", {"status": ["ready"]})
    assert tile(app, "2 other statuses") == "3"
    assert leads_to(app, "2 other statuses") == ("sessions", {"sort": ["status"]})
    assert "pending" not in tiles(app)
    assert "Exact, as of" in all_text(app)


def test_stuck_stands_out_only_when_there_are_some(open_page: OpenPage, database: Database) -> None:
    add(database, 4)
    app = open_page("overview.py")
    assert tile(app, "stuck now") == "orange 4"
    assert leads_to(app, "stuck now")[0] == "stuck"


def test_failures_link_to_the_rows_of_the_same_window(
    open_page: OpenPage, database: Database
) -> None:
    add(database, 2, status="error", error_code="BP-00000A", idle=timedelta(hours=2))
    add(database, 3, status="error", error_code="BP-00000B", idle=3 * DAY)
    add(database, 1, status="error", error_code="BP-00000C", idle=8 * DAY)
    app = open_page("overview.py")
    assert tile(app, EVENING) == "2"
    assert "since yesterday, 18:00 · 2 in error now" in notes(app)
    assert tile(app, "failed in 7 days") == "5"
    page, params = leads_to(app, EVENING)
    assert (page, params["status"]) == ("sessions", ["error"])
    since = moment(params["from"][0])
    assert since == time_range.evening(datetime.now(UTC), UTC)
    failures = open_page("sessions.py", status="error", from_=params["from"][0])
    assert not failures.exception
    assert len(rows(failures)) == 2


def test_arrivals_since_the_evening_link_to_exactly_those(
    open_page: OpenPage, database: Database
) -> None:
    add(database, 2, status="ready", frame_name="New", idle=timedelta(hours=2))
    add(database, 3, status="ready", frame_name="Old", idle=3 * DAY)
    app = open_page("overview.py")
    assert tile(app, "came in") == "2"
    page, params = leads_to(app, "came in")
    assert page == "sessions"
    listed = open_page("sessions.py", created_from=params["created_from"][0])
    assert [row["name"] for row in rows(listed)] == ["New", "New"]


def test_a_burst_since_the_evening_is_a_link(open_page: OpenPage, database: Database) -> None:
    add(database, 12, status="error", idle=timedelta(hours=2))
    add(database, 12, status="error", idle=3 * DAY)
    app = open_page("overview.py")
    [link] = [each.proto for each in app.get("page_link") if "Burst" in each.proto.label]
    assert link.label.startswith(":orange[**Burst, over:** 12 failures in 1 s, ")
    assert link.page == "errors"
    params = parse_qs(link.query_string)
    opened = open_page("errors.py", from_=params["from"], to=params["to"])
    assert "**12 failures**" in all_text(opened)


def test_a_bar_opens_its_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, Any] = {
        charts.BARS: {"selection": {charts.PRESSED: [{"start": "2026-11-26T15:00"}]}}
    }
    monkeypatch.setattr(st, "session_state", state)
    charts.pressed("hour", ZoneInfo("Europe/Berlin"))
    since = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
    assert state[charts.OPENING] == (since, since + timedelta(hours=1))


def test_resetting_every_error_does_not_hide_the_failures(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        ids = [
            insert_row(db, status="error", error_code=f"BP-00000{digit}", frame_name="Booking")
            for digit in "ABC"
        ]
        targets = [target_of(db, row_id) for row_id in ids]
    with database.begin() as db:
        actions.reset(
            db, ADMIN, targets, reason="", request_id=uuid4(), stuck_after=timedelta(minutes=10)
        )
    app = open_page("overview.py")
    shown = all_text(app)
    assert not app.exception
    assert tile(app, "failed in 7 days") == "3"
    assert "error" not in tiles(app)
    assert notes(app).count("0 in error now, 3 reset later") == 2
    assert "No session is in error" not in shown
    assert "No failures in this period" not in shown
    assert sorted(references(app)) == ["BP-00000A", "BP-00000B", "BP-00000C"]
    assert ["· reset " in below(line) for line in recent(app) if line["reference"]] == [True] * 3


def test_the_latest_failures_have_a_reference_to_copy_and_a_link(
    open_page: OpenPage, database: Database
) -> None:
    add(database, status="error", error_code="BP-0A1B2C", frame_name="Pay [now](x)")
    add(database, 8, status="error", error_code="BP-FFFFFF", idle=2 * DAY)
    app = open_page("overview.py")
    assert references(app)[0] == "BP-0A1B2C"
    assert len(references(app)) == 6
    assert recent(app)[0]["name"] == "Pay [now](x)"
    assert recent(app)[0]["address"] == f"session?id={recent(app)[0]['id']}"


def test_a_failure_without_a_reference_says_so(open_page: OpenPage, database: Database) -> None:
    add(database, status="error", error_code=None)
    app = open_page("overview.py")
    assert not app.exception
    assert [(line["picture"] is None, line["reference"]) for line in recent(app)] == [
        (True, ""),
        (False, ""),
    ]


def test_a_failure_with_a_wrong_date_is_nowhere_on_the_page(
    open_page: OpenPage, database: Database
) -> None:
    add(database, status="error", error_code="BP-00000A")
    add(database, 8, status="error", error_code="BP-00000B", idle=-DAY)
    app = open_page("overview.py")
    assert (tile(app, EVENING), tile(app, "failed in 7 days")) == ("1", "1")
    assert references(app) == ["BP-00000A"]
    params = leads_to(app, EVENING)[1]
    listed = open_page("sessions.py", status="error", from_=params["from"][0], to=params["to"][0])
    assert len(rows(listed)) == 1


def test_generation_times_say_what_they_are_based_on(
    open_page: OpenPage, database: Database
) -> None:
    add(database, 3, status="ready")
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE prototype_sessions SET updated_at = now(),"
            " created_at = now() - interval '20 seconds'"
        )
    app = open_page("overview.py")
    assert {each.label: each.value for each in app.metric}["p50"] == "20.0 s"
    assert "Measured on 3 generations of the last 14 days." in all_text(app)


def test_the_bars_are_chosen_in_the_address(open_page: OpenPage, database: Database) -> None:
    add(database, status="error")
    app = open_page("overview.py", per="day")
    assert app.segmented_control(key="per").value == "day"
    app.segmented_control(key="per").set_value("hour").run()
    assert app.query_params["per"] == "hour"
    for value in ("week", "x" * 10_000, "<b>", "\x00"):
        app = open_page("overview.py", per=value)
        assert not app.exception
        assert "per" not in app.query_params


def test_hostile_rows_are_shown_as_text(open_page: OpenPage, database: Database) -> None:
    add(database, frame_name="**x**\u202e\x07<script>" * 5_000, frame_width=1, frame_height=10_000)
    add(database, frame_name=None, frame_width=-5, frame_height=0, thumbnail_url="junk")
    add(database, status="x" * 5_000, error_code="y" * 5_000, thumbnail_url="javascript:alert(1)")
    app = open_page("overview.py")
    assert not app.exception
    assert "<script>" not in all_text(app).replace("\\<script\\>", "")


@pytest.mark.parametrize("role", ["viewer", "support", "admin"])
def test_it_opens_for_every_role(
    open_page: OpenPage, act_as: Callable[[RoleName], None], role: RoleName
) -> None:
    act_as(role)
    assert not open_page("overview.py").exception


def test_no_full_session_id_is_on_the_page(open_page: OpenPage, database: Database) -> None:
    secret = "5e1f0a7c-aaaa-4bbb-8ccc-1234567890ab"
    add(database, session_id=secret, status="error")
    app = open_page("overview.py")
    assert recent(app)
    assert secret not in all_text(app) + str(recent(app))


def test_an_outage_replaces_the_page_and_has_a_reference_from_the_log(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = open_page("overview.py")
    nowhere = Database(engine_for("postgresql://nobody@127.0.0.1:9/none"))
    monkeypatch.setattr(resources, "database", lambda: nowhere)
    app.run()
    nowhere.dispose()
    assert not app.exception
    assert "Database unavailable" in app.error[0].value
    assert "DATABASE_URL" not in all_text(app)
    (line,) = {each for each in caplog.records if each.getMessage() == "database unavailable"}
    reference = getattr(line, "reference", "no reference")
    assert f"report reference **{reference}**" in app.error[0].value
    assert line.exc_info


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.84, "0.8 s"), (23.44, "23.4 s"), (125, "2 min 5 s"), (600, "10 min")]
)
def test_durations_are_in_words(seconds: float, text: str) -> None:
    assert duration_text(timedelta(seconds=seconds)) == text


def test_a_number_that_is_not_exact_says_so_below_it() -> None:
    about = Tile(Count(value=1_000_000, kind=CountKind.ESTIMATE), "ready", "", note="since noon")
    assert about.exactness == "about this many · since noon"
    exact = Tile(Count(value=3, kind=CountKind.EXACT), "ready", "")
    assert exact.exactness == ""


def test_an_arrival_that_is_stuck_says_so(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        insert_row(db, frame_name="Left", status="generating", idle=timedelta(hours=2))
    app = open_page("overview.py")
    assert not app.exception
    stuck = {"text": "stuck", "tone": "orange", "icon": "hourglass_disabled"}
    assert recent(app)[0]["parts"][0] == stuck


def test_an_unknown_time_zone_is_reported(
    database: Database, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(database, status="error", error_code="BP-AB12CD")

    class Future(tzinfo):
        """A zone that browsers know before the database's tzdata does."""

        def __str__(self) -> str:
            return "Europe/Atlantis"

        def utcoffset(self, moment: datetime | None) -> timedelta:
            return timedelta(hours=2)

        def dst(self, moment: datetime | None) -> timedelta:
            return timedelta(0)

    monkeypatch.setattr(times, "viewer_zone", Future)
    app = open_page("overview.py")
    assert not app.exception
    words = all_text(app)
    assert "does not know the time zone Europe\\/Atlantis: the bars are in UTC" in words
    assert "No failures in this period" not in words


def test_hundreds_of_statuses_are_folded(database: Database, open_page: OpenPage) -> None:
    with database.begin() as db:
        db.execute(
            text(
                "INSERT INTO prototype_sessions (session_id, design_context, status)"
                " SELECT gen_random_uuid(), '{}', 'state ' || n FROM generate_series(1, 504) AS n"
            )
        )
    app = open_page("overview.py")
    assert not app.exception
    assert tile(app, "504 other statuses") == "504"
    app = open_page("sessions.py")
    assert not app.exception
    assert "and 500 more statuses" in all_text(app)
    buttons = [button.label for button in app.button if (button.key or "").startswith("status-")]
    assert len(buttons) == 8
