"""The Quality page: the outcomes of a span's renders, what stands out, and links to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from components.quality import charts, question
from store.engine import Database
from store.insights import insights
from store.renders import renders
from store.renders.render_records import Outcome, RenderVerdict
from tests.pages import listed
from tests.pages.conftest import OpenPage, all_text
from tests.store.acting import insert_row
from tests.store.rows import findings


def add(database: Database, verdict: str, score: float | None = None, **columns: Any) -> UUID:
    """Add a ready row that was rendered."""
    nodes, age = columns.pop("nodes", 10), columns.pop("age", timedelta(hours=1))
    with database.begin() as db:
        given = {"generated_code": "x", "status": "ready", "idle": age, **columns}
        row_id = insert_row(db, **given)
        subject = insights.subject(db, row_id)
        assert subject is not None
        insights.put(db, subject, findings(node_count=nodes))
        outcome = Outcome(verdict=RenderVerdict(verdict), score=score, font="Inter")
        renders.put(db, renders.key_of(subject), outcome, rendered_by="robot")
    return row_id


@pytest.fixture
def some(database: Database) -> None:
    """Add twelve good rows, eight bad large ones, one that throws; worse than before."""
    for score in range(12):
        add(database, "renders", 88 + score, frame_name="Good", frame_width=1440)
    for score in range(8):
        add(database, "renders", 20 + score, nodes=3_000, frame_name="Bad", frame_width=390)
    add(database, "throws", frame_name="Throws", frame_width=390)
    for score in range(20):
        add(database, "renders", 80 + score, age=timedelta(days=8), frame_name="Before")


def links(app: AppTest, label: str) -> list[str]:
    """The targets of the links with this label."""
    drawn = [each.proto for each in app.get("page_link")]
    return [each.query_string for each in drawn if label in each.label]


def test_without_a_render_it_says_how_to_get_some(open_page: OpenPage) -> None:
    app = open_page("quality.py")
    assert not app.exception
    assert "`scripts/render`" in all_text(app)


@pytest.mark.usefixtures("some")
def test_what_the_worst_have_in_common_is_a_sentence_with_a_link(
    open_page: OpenPage,
) -> None:
    app = open_page("quality.py")
    assert not app.exception
    numbers = {metric.label: metric.value for metric in app.metric}
    assert numbers["Rows with code"] == "21"
    assert numbers["Bad"] == "8"
    assert numbers["Failed when run"] == "5 %"
    shown = all_text(app)
    assert "**100 %** have at least 2,000 nodes (8 of 8); of the others 0 % (0 of 13)" in shown
    assert "**100 %** are mobile frames (8 of 8); of the others 8 % (1 of 13)" in shown
    [of_nodes, of_device] = sorted(links(app, "Show them"), key=lambda each: "device" in each)
    assert "nodes=2000-" in of_nodes
    assert "match=-75" in of_device
    assert "device=mobile" in of_device


@pytest.mark.usefixtures("some")
def test_two_spans_are_compared(open_page: OpenPage) -> None:
    app = open_page("quality.py", compare="true", worst="-50")
    assert not app.exception
    assert "**More are bad**: 8 of 21 rendered rows are bad, against 0 of 20" in all_text(app)
    rows = next(metric for metric in app.metric if metric.label == "Rows with code")
    assert rows.delta == "+1"
    rendered = next(metric for metric in app.metric if metric.label == "Rendered")
    assert rendered.delta == "±0", "no arrow up and none down"
    app.toggle(key="compare").set_value(False).run()
    assert "**More are bad**" not in all_text(app)


def test_a_span_without_rows_is_nothing_to_compare_with(
    open_page: OpenPage, database: Database
) -> None:
    add(database, "renders", 20)
    app = open_page("quality.py", compare="true", worst="-50")
    assert not app.exception
    assert "Nothing of the span before was rendered" in all_text(app)
    assert "rendered rows are bad" not in all_text(app)
    rows = next(metric for metric in app.metric if metric.label == "Rows with code")
    assert not rows.delta


@pytest.mark.usefixtures("some")
def test_failed_renders_can_count_as_bad(open_page: OpenPage) -> None:
    app = open_page("quality.py")
    app.selectbox(key="worst").set_value("failed").run()
    assert not app.exception
    assert app.query_params["worst"] == "failed"
    [bad] = links(app, "bad row")
    assert "render=blank&render=slow&render=throws" in bad
    app.pills(key="device").set_value("desktop").run()
    assert {metric.label: metric.value for metric in app.metric}["Bad"] == "0"
    [every] = links(app, "No row is bad")
    assert {*parse_qs(every)} == {"from", "to", "sort", "device"}


@pytest.mark.usefixtures("some")
def test_from_the_overview_to_the_worst_mobile_prototypes_in_three_clicks(
    open_page: OpenPage,
) -> None:
    app = open_page("overview.py")
    tiles = [tile for drawn in listed.components(app, "overview_tiles") for tile in drawn["tiles"]]
    [worst] = [tile for tile in tiles if tile["label"] == "match below 50"]
    assert parse_qs(urlsplit(worst["address"]).query) == {"worst": ["-50"]}
    app = open_page("quality.py", worst="-50")  # the first click
    app.pills(key="device").set_value("mobile").run()  # the second
    [address] = links(app, "The 8 bad rows")  # the third
    app = open_page("sessions.py", **{f"{k}_": v for k, v in parse_qs(address).items()})
    assert [row["match"]["text"] for row in listed.rows(app)] == [str(n) for n in range(20, 28)]


def test_a_question_is_kept_in_the_address() -> None:
    asked = question.parse(
        {
            **{"span": ["month"], "per": ["week"], "device": ["mobile"], "worst": ["20-40"]},
            **{"compare": ["true"], "from": ["2026-01-01T00:00Z"]},
        }
    )
    sample = asked.sample(datetime(2026, 2, 1, tzinfo=UTC))
    assert (asked.bucket, asked.compare, sample.worst.score) == ("week", True, (20, 40))
    assert sample.since == datetime(2026, 1, 1, tzinfo=UTC)
    odd = question.parse({name: ["<b>"] for name in question.PARAMETERS})
    assert (odd.span, odd.worst) == ("week", (None, 75))
    assert set(odd.unreadable) == {*question.PARAMETERS}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"selection": {"brush": {"from": [12.4, 55.5]}}}, (12, 56)),
        ({"selection": {"brush": {"from": [130.0, -5.0]}}}, (0, 100)),
        ({"selection": {"brush": {"from": [5.0, 5.1]}}}, None),
        ({"selection": {"brush": {}}}, None),
        ({}, None),
    ],
)
def test_brushing_sets_a_range(state: dict[str, Any], expected: object) -> None:
    assert charts.picked(state) == expected


@pytest.mark.usefixtures("some")
def test_the_list_works_without_the_renders_table(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        db.execute(text("DELETE FROM dashboard.renders"))
    assert "Nothing of this span was rendered" in all_text(open_page("quality.py"))
    app = open_page("sessions.py")
    assert {row["match"] for row in listed.rows(app)} == {None}
