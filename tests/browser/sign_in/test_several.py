"""Two dashboards behind one nginx, as in docs/deploy.md, look like one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from scripts.local_server import free_port
from services import sign_outs
from store.audit.entries import for_row
from store.engine import Database
from store.sessions.prototype_sessions import get_summary
from tests.browser.profiles import Profiles
from tests.browser.settling import settle
from tests.browser.sign_in import nginx
from tests.browser.sign_in.conftest import Dashboard, oidc_settings
from tests.browser.sign_in.nginx import Nginx
from tests.browser.sign_in.provider import ADMIN, SUPPORT, Provider
from tests.browser.sign_in.visitor import Visitor, visitor
from tests.store.acting import insert_row

COOKIE = "dashboard"
STARTED_ANEW = "The connection was lost and the page started over."
ANEW_MS = 60_000


class Pair(NamedTuple):
    """Both dashboards, by their letters in the cookie, and nginx in front of them."""

    front: Nginx
    a: Dashboard
    b: Dashboard

    def by_letter(self, letter: str) -> Dashboard:
        return {"a": self.a, "b": self.b}[letter]


@pytest.fixture(scope="module")
def pair(
    provider: Provider, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    """Two processes with the same settings except for the port, and nginx."""
    folder = tmp_path_factory.mktemp("several")
    port = free_port()
    a, b = (
        Dashboard(
            folder / f"{letter}.log",
            lambda _: f"https://{nginx.NAME}:{port}",
            DATABASE_URL=database_url,
            REVEALS_PER_HOUR="1",
            **oidc_settings(provider),
        )
        for letter in "ab"
    )
    try:
        a.start()
        b.start()
        with nginx.in_front(folder, port, a.port, second_port=b.port) as front:
            yield Pair(front, a, b)
    finally:
        a.stop()
        b.stop()


def answered_by(somebody: Visitor) -> str:
    """The letter of the dashboard that the browser stays with."""
    (cookie,) = [each for each in somebody.cookies() if each.get("name") == COOKIE]
    assert cookie.get("httpOnly")
    assert cookie.get("secure")
    return str(cookie.get("value"))


def stay_with(somebody: Visitor, letter: str) -> None:
    """Make nginx send this browser to a given dashboard."""
    somebody.context.add_cookies(
        [
            {
                "name": COOKIE,
                "value": letter,
                "url": f"{somebody.address}/",
                "httpOnly": True,
                "secure": True,
            }
        ]
    )


def reveal(tab: Page) -> None:
    """Ask for the session id of the page's row."""
    tab.get_by_role("button", name="Reveal session id").click()
    tab.get_by_label("Reason (required)").fill("ticket 4711")
    tab.get_by_role("dialog").get_by_role("button", name="Reveal", exact=True).click()


def type_in(tab: Page, label: str, text: str) -> None:
    """Type until the tab stores it: a page that is still being drawn does not listen yet."""
    while text not in tab.evaluate("JSON.stringify(sessionStorage)"):
        tab.get_by_label(label).fill("")
        tab.get_by_label(label).fill(text)
        tab.wait_for_timeout(100)


def test_both_dashboards_share_identity_actions_and_sign_outs(
    profiles: Profiles, pair: Pair, demo_database: Database
) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Served by two", idle=timedelta(hours=3))
    link = f"/session?id={row_id}"
    with visitor(profiles, pair.front.address, ignore_https_errors=True) as somebody:
        stay_with(somebody, "a")
        somebody.open(link)
        somebody.sign_in(ADMIN)
        somebody.is_known_as(f"{ADMIN} · admin")
        assert answered_by(somebody) == "a"
        cookies = somebody.cookies()
        with visitor(
            profiles, pair.front.address, cookies, ignore_https_errors=True
        ) as other_browser:
            stay_with(other_browser, "b")
            other_browser.open(link)
            other_browser.is_known_as(f"{ADMIN} · admin")  # one COOKIE_SECRET
            assert answered_by(other_browser) == "b"
            # Pictures and downloads come from the process that drew the page.
            other_browser.open("/sessions?q=Served+by+two")
            with other_browser.tab.expect_download():
                other_browser.tab.get_by_role("button", name="Export").click()
            other_browser.open(link)

            reveal(somebody.tab)
            expect(somebody.tab.get_by_role("dialog").get_by_text("recorded")).to_be_visible()
            reveal(other_browser.tab)
            expect(other_browser.tab.get_by_text("You have revealed 1 session ids")).to_be_visible()
            other_browser.open("/audit")

            somebody.tab.reload()
            somebody.sign_out()
            # The other process knows of it within a moment, or already.
            signed_out = other_browser.tab.get_by_role("heading", name="You are signed out")
            other_browser.tab.get_by_role("link", name="Stuck").click()
            with suppress(AssertionError):
                expect(signed_out).to_be_visible(timeout=sign_outs.SECONDS * 1_000)
            if not signed_out.is_visible():
                other_browser.tab.get_by_role("link", name="Errors").click()
            expect(signed_out).to_be_visible()
    entries = demo_database.read(lambda db: for_row(db, row_id))
    assert [entry.action for entry in entries] == ["reveal"]


def test_a_killed_process_and_a_rolling_restart_lose_nothing(
    profiles: Profiles, pair: Pair, demo_database: Database
) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Outlives both", status="ready", generated_code="1")
    link = f"/session?id={row_id}&tab=Edit"
    with visitor(profiles, pair.front.address, ignore_https_errors=True) as somebody:
        tab = somebody.tab
        somebody.open(link)
        somebody.sign_in(SUPPORT)
        somebody.sees_title("Outlives both")
        first = answered_by(somebody)
        second = "b" if first == "a" else "a"
        type_in(tab, "Frame name", "Typed at the first")
        type_in(tab, "Frame width", "321")

        pair.by_letter(first).kill()
        expect(tab.get_by_text(STARTED_ANEW)).to_be_visible(timeout=ANEW_MS)
        expect(tab).to_have_url(f"{pair.front.address}{link}")
        assert answered_by(somebody) == second
        tab.get_by_role("button", name="Restore them").click()
        settle(tab)
        tab.get_by_role("button", name="Review changes").click()
        tab.get_by_role("button", name="Save", exact=True).click()
        somebody.sees_title("Typed at the first")
        row = demo_database.read(lambda db: get_summary(db, row_id))
        assert (row.frame_name, row.frame_width) == ("Typed at the first", 321)

        # One after the other, each as soon as the previous one answers.
        pair.by_letter(first).start()
        assert answered_by(somebody) == second  # nobody is moved unnecessarily
        type_in(tab, "Frame name", "Typed at the second")
        pair.by_letter(second).stop()
        expect(tab.get_by_text("You have unsaved edits")).to_be_visible(timeout=ANEW_MS)
        assert answered_by(somebody) == first
        pair.by_letter(second).start()
        expect(tab).to_have_url(f"{pair.front.address}{link}")
        somebody.is_known_as(f"{SUPPORT} · support")
        tab.get_by_role("button", name="Restore them").click()
        expect(tab.get_by_role("button", name="Restore them")).to_have_count(0)
        expect(tab.get_by_label("Frame name")).to_have_count(1)  # the old form goes as the run ends
        expect(tab.get_by_label("Frame name")).to_have_value("Typed at the second")
        assert not somebody.blocked
    entries = demo_database.read(lambda db: for_row(db, row_id))
    assert [entry.action for entry in entries] == ["edit"]
