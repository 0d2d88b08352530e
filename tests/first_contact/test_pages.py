"""Every page over a real table on the first day: rows are shown, and no error occurs.

60,000 rows that nobody analyzed, inspected or changed, on PostgreSQL 15 and 18, for both logins.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from components.design_tree import designs
from components.session_list.listing import PARAMETERS, Cards
from components.url_state.parameters import CURSORS
from components.url_state.query_string import moment_text
from services import actions, bulk_resets
from store.actions.receipts import Receipt, Scope, Target
from store.bulk_resets import turns
from store.bulk_resets.bulk_records import Plan
from store.errors import PermissionDenied
from store.records import NO_STATUS, NO_VERDICT, Device, Filters, Has, SessionSummary, Sort
from store.renders.render_records import NO_RENDER
from store.sessions import prototype_sessions, search
from tests.first_contact.conftest import Dashboard, Params
from tests.first_contact.table import ROWS, state
from tests.pages.conftest import all_text
from tests.pages.listed import components

TABS: Final = ("Preview", "Overview", "Code", "Versions", "Design", "History", "Edit")
STATUSES: Final = ("pending", "generating", "ready", "error", "archived", "", NO_STATUS)
SINCE: Final = moment_text(datetime.now(UTC) - timedelta(days=2))
UNTIL: Final = moment_text(datetime.now(UTC) - timedelta(hours=1))


def one_each(name: str, values: Iterable[str]) -> list[Params]:
    """A list for each value of a filter."""
    return [{name: str(value)} for value in values]


SORTS: Final[list[Params]] = [
    {"sort": str(sort), "view": view} for sort in Sort for view in ("table", "gallery")
]
FILTERS: Final[list[Params]] = [
    *one_each("status", [status for status in STATUSES if status]),
    {"status": ["ready", "error"], "sort": "-updated"},
    {"verdict": NO_VERDICT},
    {"verdict": [NO_VERDICT, "broken"], "status": "ready"},
    {"render": NO_RENDER},
    {"render": [NO_RENDER, "throws"], "sort": "match"},
    {"mark": "none"},
    {"mark": ["none", "disagree"], "sort": "match"},
    {"code": "10-"},
    {"stuck": "true"},
    {"stuck": "true", "sort": "updated"},
    {"from": SINCE},
    {"from": SINCE, "to": UNTIL, "sort": "name"},
    {"created_from": SINCE},
    {"created_from": SINCE, "created_to": UNTIL, "status": "ready"},
    *({**each, "view": "gallery"} for each in one_each("cards", Cards)),
    *one_each("has", Has),
    *one_each("device", Device),
    {"size": "25"},
    {"size": "100", "status": "error", "has": "code", "device": "mobile"},
    {"view": "gallery", "size": "96", "status": "ready"},
    {"q": "Screen 12"},
    {"q": "reen 12345"},
    {"q": "checkout –"},
    {"q": "Screen 12345"},
    {"q": "reen", "status": "ready", "has": "code", "from": SINCE},
]
EMPTY: Final[list[Params]] = [
    *one_each("verdict", ["ok", "broken", "empty", "fails", "not-checked"]),
    *one_each("design", designs.NAMES),
    {"design": ["figma-error", "empty"], "status": "error", "sort": "name"},
    {"verdict": ["broken", "empty"], "status": "ready"},
    {"verdict": "ok", "view": "gallery"},
    {"verdict": ["broken", "empty", "fails"], "status": "ready"},
    {"render": "throws", "sort": "-match"},
    {"match": "0-75", "sort": "match"},
    {"font": "Inter", "nodes": "2000-"},
    {"mark": ["good", "disagree"]},
    {"q": "nobody named a frame so"},
    {"q": "BP-FFFFFF"},
    {"status": "unheard of"},
    {"has": ["code", "no-code"]},
]


def test_every_parameter_of_the_list_is_among_them() -> None:
    given = {name for params in (*SORTS, *FILTERS, *EMPTY) for name in params}
    assert given == set(PARAMETERS) - set(CURSORS)


def test_the_table_is_as_it_was_adopted(adopted: str) -> None:
    with psycopg.connect(adopted) as connection:
        analyzed = connection.execute(
            "SELECT count(*) FROM pg_stats WHERE schemaname IN ('public', 'dashboard')"
        ).fetchone()
        rows = connection.execute("SELECT count(*) FROM prototype_sessions").fetchone()
    assert (analyzed, rows) == ((0,), (ROWS,))
    assert state(adopted)["insights"] <= 0


def test_the_overview(dashboard: Dashboard) -> None:
    for per in ("hour", "day"):
        app = dashboard.open("overview.py", per=per)
        drawn = components(app, "overview_tiles")
        numbers = {tile["label"]: tile["number"] for each in drawn for tile in each["tiles"]}
        assert int(numbers["error"].replace(",", "")) > 1_000
        assert "not checked yet" in all_text(app)
        assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 1
        assert "No session has failed" not in all_text(app)


@pytest.mark.parametrize("params", [SORTS, FILTERS], ids=["sorts", "filters"])
def test_lists(dashboard: Dashboard, params: Sequence[Params]) -> None:
    for each in params:
        app = dashboard.open("sessions.py", **each)
        assert "Showing" in all_text(app), (each, all_text(app))


def test_empty_lists(dashboard: Dashboard) -> None:
    for each in EMPTY:
        app = dashboard.open("sessions.py", **each)
        assert "Showing" not in all_text(app), each
        assert not app.error


def test_widgets_of_the_list(dashboard: Dashboard) -> None:
    app = dashboard.open("sessions.py")
    for key in ("next", "next", "previous", "first", "status-error", "ready-but-broken"):
        app.button(key=key).click().run()
        assert not app.exception, key
    app.button(key="clear").click().run()
    app.button(key="unchecked").click().run()
    assert "Showing" in all_text(app)
    app.selectbox(key="sort").set_value(Sort.NAME_ASC).run()
    app.text_input(key="q").set_value("creen 59").run()
    assert not app.exception
    assert "Showing" in all_text(app)


def test_exports(dashboard: Dashboard) -> None:
    filters: list[Params] = [{}, {"sort": "name"}, {"status": "error"}, {"q": "reen 123"}]
    for each in filters:
        dashboard.open("sessions.py", **each)
        [download] = dashboard.downloads
        assert download().count("\r\n") > 50, each


@pytest.mark.parametrize("tab", TABS)
def test_tabs(dashboard: Dashboard, tab: str) -> None:
    for row in samples(dashboard):
        app = dashboard.open("session.py", id=str(row.id), tab=tab, status=row.status or "")
        assert app.title[0].value
        assert not [error for error in app.error if "wrong" in error.value]
        for download in dashboard.downloads:
            assert download() is not None


def samples(dashboard: Dashboard) -> list[SessionSummary]:
    """One session of each status."""
    pages = (
        dashboard.database.read(partial(search.search, filters=Filters(status=(status,)), size=1))
        for status in STATUSES
    )
    return [row for page in pages for row in page.rows]


def test_a_deleted_session_and_a_comparison(dashboard: Dashboard) -> None:
    first, second, *_ = samples(dashboard)
    app = dashboard.open("compare.py", a=str(first.id), b=str(second.id))
    assert "Code" in all_text(app)
    app.button(key="swap").click().run()
    assert not app.exception
    assert "No session has this id" in all_text(dashboard.open("session.py", id=str(uuid4())))


def test_errors(dashboard: Dashboard) -> None:
    for each in ({}, {"span": "day"}, {"span": "month"}, {"from": SINCE, "to": UNTIL}):
        app = dashboard.open("errors.py", **each)
        shown = all_text(app)
        assert "**0 failures**" not in shown
        assert "failures** :gray[· a week before: " in shown
        assert "Not " not in shown, shown
        assert int(numbers_of(app)["Measured"].replace(",", "")) > 0


def numbers_of(app: AppTest) -> dict[str, str]:
    """The metrics by their labels."""
    return {metric.label: metric.value for metric in app.metric}


def test_the_inbox(dashboard: Dashboard) -> None:
    for part in ("waiting", "done"):
        app = dashboard.open("inbox.py", show=part)
        drawn = (each.proto for each in app.get("bidi_component"))
        (shown,) = (each for each in drawn if each.component_name == "inbox")
        titles = [item["title"] for item in json.loads(shown.json)["items"]]
        assert any("stuck" in title for title in titles) == (part == "waiting")
        assert "just now" not in all_text(app)


def test_stuck(dashboard: Dashboard) -> None:
    app = dashboard.open("stuck.py")
    assert "Longest first" in all_text(app)
    group = next(button for button in app.button if (button.key or "").startswith("cohort-"))
    group.click().run()
    assert not app.exception
    assert "in this group" in all_text(app)
    app.button(key="all").click().run()
    app.button(key="next").click().run()
    assert not app.exception
    assert "Longest first" in all_text(app)
    assert ("reset-all" in keys(app)) is dashboard.may_write


def test_the_log_and_the_system(dashboard: Dashboard) -> None:
    for params in ({}, {"q": "x"}, {"actor": "nobody"}, {"action": "reset"}, {"from": SINCE}):
        dashboard.open("audit.py", **params)
    dashboard.open("audit.py", row=str(samples(dashboard)[0].id))
    for name in ("receipt", "batch"):
        dashboard.open("audit.py", **{name: str(uuid4())})
    assert "Settings in effect" in all_text(dashboard.open("system.py"))
    assert "No showcases yet" in all_text(dashboard.open("showcases.py"))
    for params in ({}, {"worst": "failed", "compare": "true"}, {"span": "month", "per": "week"}):
        assert "was rendered" in all_text(dashboard.open("quality.py", **params))


def keys(app: AppTest) -> set[str]:
    return {button.key or "" for button in app.button}


def test_actions(dashboard: Dashboard) -> None:
    """Each on its own row, shown on every page that mentions it, and undone."""
    rows = {row.status: row for row in samples(dashboard)}
    if not dashboard.may_write:
        app = dashboard.open("session.py", id=str(rows["error"].id))
        assert not keys(app) & {"reset", "fail", "delete", "reveal"}
        with pytest.raises(PermissionDenied):
            actions.reset([rows["error"]], "", uuid4())
        return
    stuck = dashboard.database.read(
        lambda db: search.search(db, Filters(stuck_after=timedelta(minutes=10)), size=2)
    ).rows
    done = [
        actions.reset([rows["error"], rows["ready"]], "test", uuid4()),
        actions.fail(stuck[:1], "test", uuid4()),
        actions.delete([rows["archived"]], "test", uuid4()),
        edit(rows["pending"]),
    ]
    for receipt in done:
        assert receipt.changed
        check_pages(dashboard, receipt)
    assert len(actions.reveal_session_id(stuck[1].id, "test", uuid4())) == 36
    batch = reset_all(dashboard)
    app = dashboard.open("audit.py", batch=str(batch))
    app.button(key="undo-all").click().run()
    assert not app.exception
    for receipt in done:
        assert actions.undo(receipt.request_id).changed
        check_pages(dashboard, receipt)


def edit(row: SessionSummary) -> Receipt:
    target = Target(id=row.id, version=row.version)
    return actions.edit(target, {"frame_name": "Renamed"}, "test", uuid4())


def reset_all(dashboard: Dashboard) -> UUID:
    """Start to reset everything that is stuck, take one turn, and pause."""
    batch = uuid4()
    app = dashboard.open("stuck.py")
    app.button(key="reset-all").click().run()
    assert not app.exception
    everything = Filters(stuck_after=timedelta(minutes=10), as_of=datetime.now(UTC))
    scope = Scope(filters=everything, description="everything")
    bulk_resets.start(scope, Plan(name="Everything"), "test", batch)
    app = dashboard.open("bulk.py", batch=str(batch))
    app.button(key="pause").click().run()
    assert not app.exception
    assert f"**{turns.AT_ONCE} reset**" in all_text(app)
    assert "Everything" in all_text(dashboard.open("stuck.py"))
    return batch


def check_pages(dashboard: Dashboard, receipt: Receipt) -> None:
    """Open the pages that show what was done."""
    assert "Receipt" in all_text(dashboard.open("audit.py"))
    dashboard.open("audit.py", receipt=str(receipt.request_id))
    row_id = receipt.changed[0].row_id
    assert "tester" in all_text(dashboard.open("audit.py", row=str(row_id)))
    assert "tester" in all_text(dashboard.open("session.py", id=str(row_id), tab="History"))


def test_pasted_text_is_looked_up(dashboard: Dashboard) -> None:
    row = samples(dashboard)[3]
    with dashboard.database.begin() as db:
        whole = db.scalars(
            text("SELECT session_id FROM prototype_sessions WHERE id = :id"), {"id": row.id}
        ).one()
    for words in (str(row.id), row.error_code or "", whole):
        result = dashboard.database.read(partial(prototype_sessions.lookup, search_text=words))
        assert result == row.id
