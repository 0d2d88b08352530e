"""The page Errors: bursts with their cause, what is zoomed, the latest failures, the threshold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.errors import bar_list, duration_chart, failure_chart, question, wall_clock
from components.formatting.clock import Clock
from services import threshold
from store.actions import actions
from store.counts import Bucket
from store.engine import Database
from store.insights import insights
from store.system import stored_settings
from tests.pages import listed
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store import rows
from tests.store.acting import ADMIN, STUCK_AFTER, insert_row, target_of

HOUR = timedelta(hours=1)


@pytest.fixture
def outage(database: Database) -> None:
    """20 large desktop frames that failed 5 hours ago; others failed and were made before."""
    with database.begin() as db:
        for number in range(24):
            wide = {"frame_width": 390 if number % 4 else 1440}
            insert_row(db, status="ready", idle=(6 + number) * HOUR, **wide)
        insert_row(db, status="error", error_code="BP-0LD000", idle=100 * HOUR)
        for number in range(20):
            row_id = insert_row(
                db,
                status="error",
                error_code=f"BP-{number:06X}",
                frame_name="Failed together",
                frame_width=1440,
                idle=5 * HOUR + timedelta(seconds=15 * number),
            )
            subject = insights.subject(db, row_id)
            assert subject is not None
            insights.put(db, subject, rows.findings(node_count=2_500))


def links(app: AppTest, label: str) -> list[dict[str, list[str]]]:
    """The queries of the links with this label."""
    drawn = [each.proto for each in app.get("page_link")]
    return [parse_qs(each.query_string) for each in drawn if label in each.label]


@pytest.mark.usefixtures("outage")
def test_a_burst_is_named_and_leads_to_its_sessions(open_page: OpenPage) -> None:
    app = open_page("errors.py")
    assert not app.exception
    shown = all_text(app)
    assert "**21 failures** :gray[· a week before: 0]" in shown
    assert "**20 failures in 5 min, " in shown
    assert ", all 1,440 px wide" in shown
    assert "**1,440 px wide**: 20 of 20 (100 %); of other sessions 6 of 25 (24 %)" in shown
    [query] = links(app, "Show the 20 sessions in error")
    app = open_page("sessions.py", **{f"{name}_": value for name, value in query.items()})
    assert {row["name"] for row in listed.rows(app)} == {"Failed together"}
    assert len(listed.rows(app)) == 20


@pytest.mark.usefixtures("outage")
def test_zooming_filters_everything_and_is_in_the_address(open_page: OpenPage) -> None:
    app = open_page("errors.py")
    [zoom] = [each for each in app.button if each.label == "Zoom to it"]
    zoom.click().run()
    assert not app.exception
    assert set(app.query_params) >= {"from", "to"}
    assert "**20 failures**" in all_text(app)
    assert app.selectbox(key="per").value == "minute"
    app.button(key="zoom-out").click().run()
    assert "from" not in app.query_params
    assert "**21 failures**" in all_text(app)
    app = open_page("errors.py", to=(datetime.now(UTC) - 24 * HOUR).isoformat())
    assert "**1 failures**" in all_text(app) or "**1 failure**" in all_text(app)
    assert "No burst" in all_text(app)
    assert "BP-0LD000" in str(listed.components(app, "recent_sessions"))


@pytest.mark.usefixtures("outage")
def test_a_bar_is_zoomed_to_without_a_mouse(open_page: OpenPage) -> None:
    app = open_page("errors.py")
    bars = [each for each in app.button if (each.key or "").startswith("bar-")]
    assert not bars
    app.session_state["bars"] = True
    app.run()
    bars = [each for each in app.button if (each.key or "").startswith("bar-")]
    assert len(bars) in (2, 3)  # the outage, maybe over two hours, and one failure before
    bars[-1].click().run()
    assert not app.exception
    assert "**1 failures**" in all_text(app) or "**1 failure**" in all_text(app)
    assert {"from", "to"} <= set(app.query_params)


def test_a_bar_is_as_long_as_the_wall_clock_says() -> None:
    start = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)  # midnight; the day has 25 hours
    assert bar_list.span_of(start, "day", BERLIN) == (start, start + 25 * HOUR)
    assert bar_list.span_of(start, "minute", BERLIN) == (start, start + timedelta(minutes=5))


def test_a_reference_is_looked_up(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        insert_row(db, status="error", error_code="BP-ABC123", frame_name="Mine")
        was = insert_row(db, status="error", error_code="BP-ABC999", frame_name="Other")
        actions.reset(db, ADMIN, [target_of(db, was)], reason="", request_id=uuid4(),
                      stuck_after=STUCK_AFTER)  # fmt: skip
        gone = insert_row(db, status="error", error_code="BP-0DE1E7")
        actions.delete(db, ADMIN, [target_of(db, gone)], reason="r", request_id=uuid4())

    def looked_up(words: str) -> tuple[AppTest, str]:
        app = open_page("errors.py")
        app.text_input(key="reference").set_value(words).run()
        assert not app.exception
        return app, all_text(app)

    app, shown = looked_up("It says: something went wrong, Ref: bp-abc123")
    assert app.query_params["reference"] == "BP-ABC123"
    assert "Mine" in shown
    assert "an earlier one" not in shown
    assert (
        "pending] :gray[· last update just now · the reference is an earlier one]"
        in looked_up("BP-ABC999")[1]
    )
    assert {"Mine", "Other"} <= set(looked_up("BP-ABC")[1].split("\n"))
    app, shown = looked_up("BP-0DE1E7")
    assert "**BP-0DE1E7** was of a session that has been deleted." in shown
    assert links(app, "What happened to it") == [{"id": [str(gone)]}]
    assert "No session has or had **BP-000000**" in looked_up("BP-000000")[1]
    app, shown = looked_up("my design is broken")
    assert "This text contains no reference." in shown
    assert "reference" not in app.query_params


def test_without_failures_it_says_so(open_page: OpenPage) -> None:
    app = open_page("errors.py")
    assert not app.exception
    shown = all_text(app)
    assert "No burst" in shown
    assert "Nothing failed in this span." in shown
    assert "a suggestion for the threshold needs 100" in shown


def test_what_cannot_be_read_is_said(open_page: OpenPage) -> None:
    app = open_page("errors.py", span="year", per="century", from_="yesterday")
    assert not app.exception
    assert all_text(app).count("in the address could not be read") == 3


@pytest.mark.parametrize("role", ["viewer", "support", "admin"])
def test_only_an_admin_is_offered_to_change_the_threshold(
    open_page: OpenPage, act_as: Callable[[RoleName], None], role: RoleName
) -> None:
    act_as(role)
    app = open_page("errors.py")
    offered = [each for each in app.button if each.key == "threshold"]
    assert len(offered) == (role == "admin")
    assert ("An admin can change the threshold" in all_text(app)) == (role != "admin")


def test_the_suggestion_is_applied_for_everybody(open_page: OpenPage, database: Database) -> None:
    hour_ago = datetime.now(UTC) - HOUR
    with database.begin() as db:
        for _ in range(threshold.ENOUGH):
            rows.add(db, updated_at=hour_ago, created_at=hour_ago - timedelta(seconds=70))
    app = open_page("errors.py")
    assert "is **3 min**; a session counts as stuck after 10 min." in all_text(app)
    [button] = [each for each in app.button if each.key == "threshold"]
    assert button.label == "Use 3 min…"
    button.click().run()
    assert app.number_input(key="threshold-minutes").value == 3
    threshold.choose(3, "p99 was 70 s", uuid4())  # what the dialog's button does
    assert database.read(stored_settings.stuck_choice).minutes == 3
    assert "**3 min** or longer" in all_text(open_page("stuck.py"))
    assert "The threshold fits" in all_text(open_page("errors.py"))


NOW = datetime(2026, 11, 26, 12, 0, 30, tzinfo=UTC)
CLOCK = Clock(NOW, UTC, timedelta(minutes=10))


@pytest.mark.parametrize(
    ("params", "length", "bucket"),
    [
        ({}, timedelta(days=7), "hour"),
        ({"span": ["day"]}, timedelta(days=1), "hour"),
        ({"span": ["day"], "per": ["minute"]}, timedelta(days=1), "minute"),
        ({"span": ["week"], "per": ["minute"]}, timedelta(days=7), "hour"),
        ({"span": ["month"]}, timedelta(days=30), "day"),
        ({"from": ["2026-11-26T11:00Z"]}, timedelta(minutes=61), "minute"),
        ({"from": ["2026-01-01T00:00Z"]}, question.LONGEST, "day"),
        ({"from": ["2026-11-27T00:00Z"]}, timedelta(minutes=1), "minute"),
        ({"to": ["2026-11-26T00:00Z"], "span": ["day"]}, timedelta(days=1), "hour"),
    ],
)
def test_the_size_of_bars_follows_the_span(
    params: dict[str, list[str]], length: timedelta, bucket: str
) -> None:
    span = question.parse(params).looked_at(CLOCK)
    assert (span.until - span.since, span.bucket) == (length, bucket)


def test_color_and_dashes_share_one_legend() -> None:
    """Vega warns about a legend that one of two channels of a field disables."""
    points = pd.DataFrame(
        {"at": ["2026-11-26T12:00:00Z"], "From": ["x"], "Generations": [1],
         "p50": [20.0], "p95": [40.0], "p99": [60.0]}
    )  # fmt: skip
    cells = pd.DataFrame({"high": [30.0], "Generations": [1]})
    span = question.parse({}).looked_at(CLOCK)
    drawn = duration_chart.chart((cells, points), span, timedelta(minutes=10), UTC).to_dict()
    encoding = drawn["layer"][1]["encoding"]
    assert encoding["color"]["legend"] == encoding["strokeDash"]["legend"]


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (
            {"selection": {"brush": {"start": [1_795_701_600_000, 1_795_698_050_000]}}},
            (datetime(2026, 11, 26, 12, 0, tzinfo=UTC), datetime(2026, 11, 26, 13, 0, tzinfo=UTC)),
        ),
        ({"selection": {"brush": {"start": [1_795_701_600_000, 1_795_701_600_000]}}}, None),
        ({"selection": {"brush": {}}}, None),
        ({}, None),
    ],
)
def test_a_brush_is_read_as_the_wall_clock_of_the_viewer(
    state: dict[str, Any], expected: object
) -> None:
    assert wall_clock.picked(state, "brush", "start", BERLIN) == expected


def test_a_week_before_is_the_same_time_of_the_wall_clock() -> None:
    """The clocks went back on 25 October 2026."""
    after = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)  # 09:00
    before = datetime(2026, 10, 19, 7, 0, tzinfo=UTC)  # 09:00, too
    data = failure_chart.frame(
        [Bucket(start=after, count=3)], [Bucket(start=before, count=2)], "hour", BERLIN
    )
    [row] = data.to_dict("records")
    assert (row["label"], row["Failures"], row["A week before"]) == ("26 Oct 09:00", 3, 2)
