"""The system page shows what it is connected to, but never a secret."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from pydantic import SecretStr

from components.system import table_facts
from services import resources
from settings import Settings
from store.engine import Database
from store.models import HEAD_REVISION, INDEXES
from store.renders import runs
from store.renders.render_records import RunReport
from store.system import stored_settings, system
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store.acting import ADMIN


def test_it_shows_the_server_latency_revision_indexes_and_settings(open_page: OpenPage) -> None:
    app = open_page("system.py")
    assert not app.exception
    shown = all_text(app)
    assert "PostgreSQL 18" in shown
    assert "ms" in next(m.value for m in app.metric if m.label == "Round trip, now")
    assert HEAD_REVISION in shown
    assert "ix_prototype_sessions_generating" in shown
    assert "STUCK_AFTER_MINUTES" in shown
    assert not app.warning


def test_it_says_which_threshold_applies(open_page: OpenPage, database: Database) -> None:
    words = "counts as stuck after **10 min**, by `STUCK_AFTER_MINUTES` (10 min)."
    assert words in all_text(open_page("system.py"))
    with database.begin() as db:
        stored_settings.choose_stuck_after(
            db, ADMIN, 4, default=10, reason="measured", request_id=uuid4()
        )
    shown = all_text(open_page("system.py"))
    assert "counts as stuck after **4 min**, chosen by ada on " in shown
    assert "not `STUCK_AFTER_MINUTES` (10 min)." in shown
    assert "**4 min** or longer" in all_text(open_page("stuck.py"))
    log = all_text(open_page("audit.py")).replace("\\", "")
    assert "stuck after: 10 min (environment) → 4 min" in log
    assert "No session was changed" not in log


def test_every_index_of_the_models_has_a_purpose() -> None:
    assert {index.name for index in INDEXES} < set(table_facts.INDEX_PURPOSES)
    assert len(table_facts.INDEX_PURPOSES) == len(INDEXES) + 2


def test_secrets_are_never_shown(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(
        database_url=SecretStr("postgresql://someone:hunter2@db.example.org/app"),
    )
    monkeypatch.setattr(resources, "settings", lambda: settings)
    app = open_page("system.py")
    shown = all_text(app)
    assert not app.exception
    assert "hunter2" not in shown
    assert "db.example.org" not in shown
    assert "set, not shown" in shown


def test_a_missing_index_is_named_with_what_to_do(open_page: OpenPage, database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_prototype_sessions_reference_start")
    app = open_page("system.py")
    assert "ix_prototype_sessions_reference_start" in app.warning[0].value
    assert "scripts/migrate" in app.warning[0].value


@pytest.mark.parametrize("role", ["viewer", "support", "admin"])
def test_it_opens_for_every_role(
    open_page: OpenPage, act_as: Callable[[RoleName], None], role: RoleName
) -> None:
    act_as(role)
    assert not open_page("system.py").exception


def test_round_trips_are_measured(database: Database) -> None:
    took = database.read(system.round_trips)
    assert len(took) == 3
    assert all(each.total_seconds() > 0 for each in took)


def test_what_is_open_is_shown_with_the_sql_that_closes_it(
    open_page: OpenPage, database: Database
) -> None:
    assert "Nothing needs attention" in open_page("system.py").success[0].value
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE dashboard.audit DISABLE ROW LEVEL SECURITY")
        connection.exec_driver_sql("GRANT SELECT ON dashboard.skips TO PUBLIC")
    app = open_page("system.py")
    assert not app.exception
    assert "2 parts of the database" in app.warning[0].value
    lines = [code.value for code in app.code]
    assert "ALTER TABLE dashboard.audit ENABLE ROW LEVEL SECURITY;" in lines
    assert any("REVOKE ALL ON dashboard.skips FROM PUBLIC;" in line for line in lines)


def test_it_says_how_far_the_renders_are_and_what_went_wrong(
    open_page: OpenPage, database: Database
) -> None:
    assert "Nothing is rendered yet. `scripts/render` runs" in all_text(open_page("system.py"))
    report = RunReport(
        id=uuid4(), name="scripts/run", rendered=0, problem="No browser", is_over=True
    )
    with database.begin() as db:
        runs.put(db, report)
    shown = all_text(open_page("system.py"))
    assert "not running; last just now. Start `scripts/render`." in shown
    assert "No browser" in shown
