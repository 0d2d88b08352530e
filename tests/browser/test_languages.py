"""The language of a page: the browser's, until somebody chooses another one."""

from __future__ import annotations

from playwright.sync_api import expect

from store.engine import Database
from tests.browser.profiles import Profiles
from tests.browser.settling import settle
from tests.store.acting import insert_row

CODE = "export default function Page() { return <p>Hello</p>; }"


def test_a_german_browser_reads_german_until_english_is_chosen(
    profiles: Profiles, site: str, demo_database: Database
) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Languages", status="ready", generated_code=CODE)
    with profiles.lent(locale="de-DE") as profile:
        tab = profile.new_page()
        for path, title in (
            ("", "Übersicht"),
            ("inbox", "Eingang"),
            ("sessions", "Sitzungen"),
            ("stuck", "Hängend"),
            ("errors", "Fehler"),
        ):
            tab.goto(f"{site}/{path}")
            expect(tab.get_by_role("heading", name=title, level=1)).to_be_visible()
        expect(tab.locator("html")).to_have_attribute("lang", "de")
        # Components, and scripts that they fetch; a link from an English page opens its tab.
        tab.goto(f"{site}/session?id={row_id}&tab=Preview")
        expect(tab.get_by_role("tab", name="Vorschau")).to_have_attribute("aria-selected", "true")
        expect(tab.get_by_role("button", name="Ganzes Fenster")).to_be_visible()
        tab.goto(f"{site}/sessions")
        expect(tab.get_by_role("checkbox", name="Languages auswählen")).to_be_visible()

        tab.goto(f"{site}/session?id={row_id}&tab=Edit")
        expect(tab.get_by_text("Esc, dann Tab verlässt den Editor.")).to_be_visible()
        expect(tab.get_by_role("button", name="Ganzes Fenster")).to_be_visible()

        settle(tab)
        tab.get_by_role("button", name="Demo · Admin").click()
        tab.get_by_role("radio", name="English").click()
        tab.get_by_role("link", name="All sessions").click()
        expect(tab.get_by_role("heading", name="Sessions", level=1)).to_be_visible()
        expect(tab.get_by_role("checkbox", name="Select Languages")).to_be_visible()
        expect(tab.locator("html")).to_have_attribute("lang", "en")
        settle(tab)
        other = profile.new_page()
        other.goto(f"{site}/inbox")
        expect(other.get_by_role("heading", name="Inbox", level=1)).to_be_visible()
        other.goto(f"{site}/present")  # a page beside Streamlit
        expect(other.get_by_text("There is no such showcase.")).to_be_visible()
