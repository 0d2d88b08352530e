"""scripts/housekeeping removes expired data; the rest and the audit log stay."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from scripts import housekeeping
from store.actions import actions
from store.engine import Database
from store.insights import insights
from store.renders import renders
from store.renders.render_records import Outcome, RenderVerdict
from store.sessions import code_versions
from tests.logins import as_login, grant
from tests.store.acting import ADMIN, insert_row, target_of
from tests.store.rows import findings

COUNTS = """
SELECT (SELECT count(*) FROM dashboard.undo_snapshots), (SELECT count(*) FROM dashboard.insights),
       (SELECT count(*) FROM dashboard.code_versions), (SELECT count(*) FROM dashboard.audit),
       (SELECT count(*) FROM dashboard.renders)
"""


def counts(database: Database) -> tuple[int, ...]:
    return database.read(lambda db: tuple(db.execute(text(COUNTS)).one()))


def delete_two_and_keep_a_version(database: Database) -> None:
    """Two rows with insights, deleted now and 40 days ago; an old version of code."""
    with database.begin() as db:
        code_versions.enable(db)
    for days in (0, 40):
        request_id = uuid4()
        with database.begin() as db:
            row_id = insert_row(db, generated_code="0")
        with database.begin() as db:
            change = "UPDATE prototype_sessions SET generated_code = '1' WHERE id = :id"
            db.execute(text(change), {"id": row_id})
            subject = insights.subject(db, row_id)
            assert subject is not None
            assert insights.put(db, subject, findings())
            shown = Outcome(verdict=RenderVerdict.RENDERS)
            renders.put(db, renders.key_of(subject), shown, rendered_by="robot")
        with database.begin() as db:
            targets = [target_of(db, row_id)]
            actions.delete(db, ADMIN, targets, reason="ticket", request_id=request_id)
            aged = {"ago": timedelta(days=days), "id": request_id, "row": row_id}
            for change in (
                "UPDATE dashboard.receipts SET at = at - :ago WHERE request_id = :id",
                "UPDATE dashboard.code_versions SET replaced_at = replaced_at - :ago"
                " WHERE row_id = :row",
            ):
                db.execute(text(change), aged)


def test_expired_data_is_removed_once(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    delete_two_and_keep_a_version(database)
    assert counts(database) == (2, 2, 2, 2, 2)
    url = database.engine.url.set(drivername="postgresql")
    monkeypatch.setenv("DATABASE_URL", url.render_as_string(hide_password=False))
    monkeypatch.setattr("sys.argv", ["housekeeping"])
    assert housekeeping.main() == 0
    assert "Removed 1 old values" in capsys.readouterr().out
    assert counts(database) == (1, 0, 1, 2, 0)
    assert housekeeping.main() == 0
    assert counts(database) == (1, 0, 1, 2, 0)


def test_the_dashboards_login_does_its_part_and_reports_the_rest(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    delete_two_and_keep_a_version(database)
    grant(database)
    editor = as_login(database, "dash_rw")
    assert not housekeeping.run(editor, 30)
    editor.dispose()
    assert "Not removed: old values kept for undo" in capsys.readouterr().err
    assert counts(database) == (2, 0, 2, 2, 0)
