"""The connection is lost while a person types, and returns to a server without the session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from scripts import local_server
from store.engine import Database
from store.sessions.prototype_sessions import get_code, get_summary
from tests import forked
from tests.browser.settling import settle
from tests.store.acting import insert_row

CODE = "export default () => <p>Hello</p>;\n"
STARTED_ANEW = "The connection was lost and the page started over."


class Restarting:
    """A dashboard that can be stopped, and started again at the same address."""

    def __init__(self, url: str, log: Path) -> None:
        self.port = local_server.free_port()
        self.address = f"http://{local_server.HOST}:{self.port}"
        self.serve = partial(forked.served, self.port, log, {"EMBEDDED_URL": url})
        self.running: AbstractContextManager[BaseProcess] | None = None

    def start(self) -> None:
        self.running = self.serve()
        self.running.__enter__()

    def stop(self) -> None:
        if self.running:
            self.running.__exit__(None, None, None)
        self.running = None


@pytest.fixture
def restarting(demo_database: Database, tmp_path: Path) -> Iterator[Restarting]:
    """A dashboard over the demo's rows."""
    url = demo_database.engine.url.render_as_string(hide_password=False)
    dashboard = Restarting(url, tmp_path / "server.log")
    dashboard.start()
    yield dashboard
    dashboard.stop()


def add(database: Database, name: str, status: str = "generating") -> UUID:
    with database.begin() as db:
        return insert_row(db, frame_name=name, status=status, generated_code=CODE)


def test_a_draft_is_restored_and_saved(
    tab: Page, restarting: Restarting, demo_database: Database
) -> None:
    row_id = add(demo_database, "Typed before")
    tab.goto(f"{restarting.address}/session?id={row_id}&tab=Edit")
    tab.get_by_label("Frame name").fill("Typed and not saved")
    tab.get_by_label("Frame width").fill("321")
    tab.get_by_label("Thumbnail address").fill("https://x.supabase.co/a.png?token=secret")
    code = tab.get_by_role("textbox", name="Code")
    code.press("Control+End")
    tab.keyboard.type("// typed")
    restarting.stop()
    expect(tab.get_by_text("What you type stays here")).to_be_visible(timeout=60_000)
    code.press("Control+End")
    tab.keyboard.type(" and offline")
    restarting.start()
    expect(tab.get_by_text(STARTED_ANEW)).to_be_visible(timeout=60_000)
    kept = tab.evaluate("JSON.stringify(sessionStorage)")
    assert "Typed and not saved" in kept
    assert "secret" not in kept
    expect(
        tab.get_by_text("Not kept, because it may contain a secret: Thumbnail address")
    ).to_be_visible()
    tab.get_by_role("button", name="Restore them").click()
    expect(tab.get_by_role("button", name="Restore them")).to_have_count(0)
    expect(tab.get_by_label("Frame name")).to_have_count(1)  # the old form goes as the run ends
    expect(tab.get_by_label("Frame name")).to_have_value("Typed and not saved")
    expect(tab.get_by_label("Frame width")).to_have_value("321")
    expect(code).to_contain_text("// typed and offline")
    tab.get_by_role("button", name="Review changes").click()
    tab.get_by_label("Reason (required)").fill("ticket 1042")
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.get_by_role("heading", name="Typed and not saved")).to_be_visible()
    assert demo_database.read(lambda db: get_code(db, row_id)) == f"{CODE}// typed and offline"
    row = demo_database.read(lambda db: get_summary(db, row_id))
    assert (row.frame_name, row.frame_width) == ("Typed and not saved", 321)
    expect(tab.get_by_role("button", name="Restore them")).to_have_count(0)
    tab.reload()
    expect(tab.get_by_label("Frame name")).to_have_value("Typed and not saved")
    expect(tab.get_by_role("button", name="Restore them")).to_have_count(0)
    tab.wait_for_function("() => !JSON.stringify(sessionStorage).includes('not saved')")


def test_a_reload_offers_the_draft_until_it_is_discarded(
    tab: Page, site: str, demo_database: Database
) -> None:
    row_id = add(demo_database, "Reloaded")
    tab.goto(f"{site}/session?id={row_id}&tab=Edit")
    tab.get_by_label("Frame name").fill("Not saved")
    tab.reload()
    expect(tab.get_by_text("You have unsaved edits: Frame name.")).to_be_visible()
    expect(tab.get_by_label("Frame name")).to_have_value("Reloaded")
    tab.get_by_role("button", name="Discard them").click()
    expect(tab.get_by_role("button", name="Discard them")).to_have_count(0)
    tab.reload()
    expect(tab.get_by_label("Frame name")).to_have_value("Reloaded")
    expect(tab.get_by_role("button", name="Discard them")).to_have_count(0)


def test_a_dialog_of_a_lost_session_closes_and_says_so(
    tab: Page, restarting: Restarting, demo_database: Database
) -> None:
    row_ids = [add(demo_database, f"Dialogued {letter}") for letter in "ab"]
    tab.goto(f"{restarting.address}/sessions?q=Dialogued")
    tab.get_by_role("checkbox", name="Select all rows of this page").check()
    settle(tab)
    tab.get_by_role("button", name="Reset", exact=True).click()
    dialog = tab.get_by_role("dialog")
    expect(dialog).to_be_visible()
    restarting.stop()
    restarting.start()
    expect(tab.get_by_text(STARTED_ANEW)).to_be_visible(timeout=60_000)
    expect(dialog).to_have_count(0)
    for row_id in row_ids:
        assert demo_database.read(partial(get_summary, row_id=row_id)).status == "generating"
    # it works right away, with the same selection
    expect(tab.get_by_text("2 selected")).to_be_visible()
    tab.get_by_role("button", name="Dismiss").first.click()
    expect(tab.get_by_text(STARTED_ANEW)).to_have_count(0)
    tab.get_by_role("button", name="Reset", exact=True).click()
    dialog.get_by_role("button", name="Reset 2 sessions").click()
    expect(tab.get_by_text("Reset: 2 sessions changed")).to_be_visible()


def test_a_short_interruption_keeps_the_dialog(
    tab: Page, site: str, demo_database: Database
) -> None:
    for letter in "ab":
        add(demo_database, f"Interrupted {letter}")
    sockets: list[WebSocketRoute] = []
    pings: list[str | bytes] = []

    def route(socket: WebSocketRoute) -> None:
        served = socket.connect_to_server()
        sockets.append(served)

        def to_server(message: str | bytes) -> None:
            pings.append(message)
            served.send(message)

        socket.on_message(to_server)

    tab.route_web_socket("**/_stcore/stream", route)
    tab.goto(f"{site}/sessions?q=Interrupted")
    tab.get_by_role("checkbox", name="Select all rows of this page").check()
    settle(tab)
    tab.get_by_role("button", name="Reset", exact=True).click()
    dialog = tab.get_by_role("dialog")
    dialog.get_by_label("Reason (optional)").fill("ticket 12")
    pings.clear()
    sockets[-1].close()
    expect(tab.locator("[data-test-connection-state=CONNECTED]")).to_be_visible()
    while not any(b"ping" in message for message in pings if isinstance(message, bytes)):
        tab.wait_for_timeout(100)
    expect(dialog.get_by_label("Reason (optional)")).to_have_value("ticket 12")
    dialog.get_by_role("button", name="Reset 2 sessions").click()
    expect(tab.get_by_text("Reset: 2 sessions changed")).to_be_visible()
    expect(tab.get_by_text(STARTED_ANEW)).to_have_count(0)
