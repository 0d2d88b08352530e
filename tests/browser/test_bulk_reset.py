"""A bulk reset from its confirmation to its receipt, seen and steered in two browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from store.engine import Database
from tests.browser.conftest import Serve
from tests.browser.profiles import Profiles
from tests.store.acting import insert_row
from tests.waiting import until

ROWS = 12


@pytest.fixture
def own_site(database: Database, serve: Serve, tmp_path: Path) -> Iterator[str]:
    """A dashboard over stuck sessions that no other test needs."""
    with database.begin() as db:
        for number in range(ROWS):
            insert_row(db, frame_name=f"Frame {number}")
    url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with serve(url, tmp_path / "log") as address:
        yield address


def make_due(database: Database) -> None:
    """As if the pause between two turns had passed."""
    with database.begin() as db:
        db.execute(text("UPDATE dashboard.bulk_resets SET next_at = now()"))


def position(database: Database) -> int:
    """How many rows have had their turn."""
    statement = text("SELECT position FROM dashboard.bulk_resets")
    number: int = database.read(lambda db: db.scalars(statement).one())
    return number


def test_a_bulk_reset_is_spread_and_steered_by_two_people(
    tab: Page, profiles: Profiles, own_site: str, database: Database
) -> None:
    tab.goto(f"{own_site}/stuck")
    tab.get_by_role("button", name=f"Reset all {ROWS}").click()
    dialog = tab.get_by_role("dialog")
    expect(dialog.get_by_text("becomes the start button")).to_be_visible()
    dialog.get_by_role("textbox", name="Name").fill("Crash at noon")
    dialog.get_by_role("combobox", name="Pace").click()
    tab.get_by_role("option", name=re.compile("^10 a minute")).click()
    dialog.get_by_role("button", name=re.compile(f"Reset {ROWS} sessions")).click()

    expect(tab.get_by_test_id("stProgress")).to_contain_text(f"of {ROWS} · 10 a minute")
    expect(tab).to_have_url(re.compile(r"/bulk\?batch="))
    tab.reload()
    expect(tab.get_by_role("heading", name="Crash at noon")).to_be_visible()

    with profiles.lent(viewport={"width": 420, "height": 900}) as profile:
        other = profile.new_page()
        other.goto(f"{own_site}/stuck")
        expect(other.get_by_text("Crash at noon")).to_be_visible()
        other.get_by_role("link", name="Pause, stop and details").click()
        other.get_by_role("button", name="Pause").click()
        expect(tab.get_by_role("button", name="Resume")).to_be_visible()
        paused_at = position(database)
        tab.get_by_role("button", name="Resume").click()
        expect(tab.get_by_role("button", name="Pause")).to_be_visible()
        make_due(database)  # the server's own thread takes the turn
        until(lambda: position(database) > paused_at)
        other.get_by_role("button", name="Stop").click()
        expect(other.get_by_text("Stopped after")).to_be_visible()

    done = position(database)
    expect(tab.get_by_text(f"Stopped after {done} of {ROWS}")).to_be_visible()
    expect(tab.get_by_text("not reached")).to_have_count(ROWS - done + 1)  # and in the sum
    tab.get_by_role("button", name="Undo all").click()
    expect(tab.get_by_text("undone since")).to_have_count(done)
