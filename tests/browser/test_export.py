"""The list as a file, as a browser downloads it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from playwright.sync_api import Page
from sqlalchemy import select

from store.engine import Database
from store.models import PrototypeSessionRow


def test_the_file_has_the_rows_of_the_list_and_no_full_session_id(
    site: str, tab: Page, demo_database: Database
) -> None:
    tab.goto(f"{site}/sessions?status=error&size=25")
    with tab.expect_download() as pressed:
        tab.get_by_role("button", name="Export").click()
    text = Path(pressed.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) > 25  # the list, not its page
    assert {row["status"] for row in rows} == {"error"}
    secrets = demo_database.read(
        lambda db: db.scalars(select(PrototypeSessionRow.session_id)).all()
    )
    assert not [secret for secret in secrets if secret in text]
    assert all(row["session"].endswith("…") for row in rows)
