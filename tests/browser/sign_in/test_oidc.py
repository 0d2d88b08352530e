"""Signing in with a real provider in a real browser: what each person sees, may do, and logs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import expect

from store.audit.entries import for_row
from store.engine import Database
from tests.browser.profiles import Profiles
from tests.browser.settling import settle
from tests.browser.sign_in import protocol
from tests.browser.sign_in.conftest import CODE, MARKS, NAME, SESSION_ID, Dashboard
from tests.browser.sign_in.conftest import oidc_settings as settings_for
from tests.browser.sign_in.provider import (
    ADMIN,
    CROWDED,
    ELSEWHERE,
    LONG_SIGNED_IN,
    STRANGER,
    SUPPORT,
    UNVERIFIED,
    VIEWER,
    Provider,
)
from tests.browser.sign_in.visitor import Visitor, visitor
from tests.store.acting import insert_row
from tests.web.client import browser, shown, texts

SIGN_IN = "Sign in to Prototype sessions"


@pytest.fixture(scope="module")
def deployed(
    provider: Provider, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Dashboard]:
    """Served on plain HTTP on loopback."""
    dashboard = Dashboard(
        tmp_path_factory.mktemp("oidc") / "log",
        lambda port: f"http://127.0.0.1:{port}",
        DATABASE_URL=database_url,
        **settings_for(provider),
    )
    yield dashboard
    dashboard.stop()


@pytest.fixture
def dashboard(deployed: Dashboard) -> Dashboard:
    """The dashboard with its own settings, whatever the previous test did."""
    deployed.start()
    return deployed


@pytest.fixture
def somebody(profiles: Profiles, dashboard: Dashboard) -> Iterator[Visitor]:
    """A person with a fresh browser."""
    with visitor(profiles, dashboard.address) as somebody:
        yield somebody


def test_a_cold_deep_link_shows_nothing_to_signed_out_people(
    profiles: Profiles, deployed: Dashboard, secret_row: UUID
) -> None:
    """tests/web/test_anonymous.py asks a server just started for every page."""
    deployed.stop()
    deployed.start()
    with visitor(profiles, deployed.address) as somebody:
        somebody.open(f"/session?id={secret_row}&tab=Code")
        somebody.sees_title(SIGN_IN)
        assert somebody.received
        assert not somebody.saw([*MARKS, SESSION_ID[:8]])


def test_a_viewer_can_only_look_and_a_copied_cookie_ends_with_the_sign_out(
    somebody: Visitor, dashboard: Dashboard, secret_row: UUID
) -> None:
    link = f"/session?id={secret_row}&tab=Code"
    somebody.open(link)
    somebody.sees_title(SIGN_IN)
    somebody.sign_in(VIEWER)
    somebody.is_known_as(f"{VIEWER} · viewer")
    somebody.sees_title(NAME)
    expect(somebody.tab).to_have_url(f"{dashboard.address}{link}")
    expect(somebody.tab.get_by_role("tab", name="Code", exact=True)).to_be_visible()
    for button in ("Reset", "Mark as failed", "Delete", "Reveal"):
        expect(somebody.tab.get_by_role("button", name=button)).to_have_count(0)
    # What the tests of refusals look for is visible here, except for the full session_id.
    assert somebody.saw(MARKS) == [NAME, CODE]
    assert somebody.saw([SESSION_ID[:8]])

    stolen = somebody.identity()
    known = f"{VIEWER} · viewer"
    with browser(dashboard.address, stolen) as thief:
        said = texts(thief.run("session", query_string=f"id={secret_row}&tab=Code"))
        assert any(known in text for text in said)
        somebody.sign_out()
        somebody.sees_title("You are signed out")
        assert not somebody.identity()
        # Even in a tab that is already open, at the next action.
        said = texts(thief.run("session", query_string=f"id={secret_row}&tab=Code"))
        assert any("You are signed out" in text for text in said)
        assert not seen(said)
    again = shown(dashboard.address, stolen, "session", f"id={secret_row}")
    assert any("You are signed out" in text for text in again)
    assert not seen(again)


def seen(texts: list[str]) -> list[str]:
    """What nobody without access may see, of these texts."""
    return [mark for mark in (*MARKS, SESSION_ID[:8]) if any(mark in text for text in texts)]


def test_support_resets_and_an_admin_deletes_and_each_is_named_in_the_audit_log(
    profiles: Profiles, dashboard: Dashboard, demo_database: Database
) -> None:
    with demo_database.begin() as db:
        stopped = insert_row(db, frame_name="Stopped at the till", idle=timedelta(hours=3))
        mistake = insert_row(db, frame_name="Made by mistake", status="ready")
    with arriving(profiles, dashboard, SUPPORT) as somebody:
        somebody.open(f"/session?id={stopped}")
        somebody.is_known_as(f"{SUPPORT} · support")
        expect(somebody.tab.get_by_role("button", name="Mark as failed")).to_be_visible()
        expect(somebody.tab.get_by_role("button", name="Delete")).to_have_count(0)
        settle(somebody.tab)
        somebody.tab.get_by_role("button", name="Reset", exact=True).click()
        expect(somebody.tab.get_by_text("Reset: 1 session changed")).to_be_visible()
        assert done(demo_database, stopped) == [("reset", SUPPORT, "support")]
    with arriving(profiles, dashboard, ADMIN) as somebody:
        somebody.open(f"/session?id={mistake}")
        somebody.is_known_as(f"{ADMIN} · admin")
        settle(somebody.tab)  # a press in the middle of a run can end Streamlit's frontend
        somebody.tab.get_by_role("button", name="Delete").click()
        somebody.tab.get_by_label("Reason (required)").fill("Ticket 1042")
        somebody.tab.get_by_role("button", name="Delete 1 session").click()
        expect(somebody.tab.get_by_text("Delete: 1 session changed")).to_be_visible()
        assert done(demo_database, mistake) == [("delete", ADMIN, "admin")]


@contextmanager
def arriving(profiles: Profiles, dashboard: Dashboard, email: str) -> Iterator[Visitor]:
    """A person who has signed in, with a fresh browser."""
    cookies = protocol.sign_in(dashboard.address, email)
    with visitor(
        profiles, dashboard.address, protocol.for_a_browser(dashboard.address, cookies)
    ) as somebody:
        yield somebody


def done(database: Database, row_id: UUID) -> list[tuple[str, str, str]]:
    """What was done to a row, by whom and in which role, from the audit log."""
    entries = database.read(lambda db: for_row(db, row_id))
    return [(entry.action, entry.actor, entry.role) for entry in entries]


def test_a_refused_person_is_told_why_and_can_switch_accounts(
    somebody: Visitor, secret_row: UUID
) -> None:
    title = "You have no access yet"
    somebody.open(f"/session?id={secret_row}")
    somebody.sign_in(STRANGER)
    somebody.sees_title(title)
    expect(somebody.tab.get_by_text(f"Signed in as {STRANGER.partition('@')[0]}@")).to_be_visible()
    expect(somebody.tab.get_by_text("it@example.com")).to_be_visible()
    somebody.open("/sessions")
    somebody.sees_title(title)
    assert not somebody.saw([*MARKS, SESSION_ID[:8]])
    somebody.tab.get_by_role("button", name="Use another account").click()
    somebody.leave_provider()
    expect(somebody.tab.get_by_role("button", name="Sign in")).to_be_visible()
    assert not somebody.identity()


@pytest.mark.parametrize(
    ("email", "title"),
    [
        (UNVERIFIED, "Your e-mail address is not verified"),
        (ELSEWHERE, "This account has no access"),
    ],
)
def test_what_the_provider_says_of_a_person_decides(
    dashboard: Dashboard, secret_row: UUID, email: str, title: str
) -> None:
    cookies = protocol.sign_in(dashboard.address, email)
    for page, query in (("session", f"id={secret_row}"), ("sessions", "")):
        said = shown(dashboard.address, cookies, page, query)
        for words in (title, "Signed in as", email.partition("@")[0], "it@example.com"):
            assert any(words in text for text in said), words
        assert any(text.endswith("-another-account") for text in said)
        assert not seen(said)


def test_a_denial_and_too_many_groups_are_reported_and_one_can_try_again(
    somebody: Visitor,
) -> None:
    somebody.open("/audit")
    somebody.go_to_provider()
    somebody.tab.get_by_role("button", name="Deny").click()
    somebody.sees_title("Signing in did not work")
    assert not somebody.identity()
    somebody.sign_in(CROWDED)
    somebody.sees_title("Your sign-in is too large")
    assert not somebody.identity()
    somebody.tab.get_by_role("button", name="Sign in").click()
    expect(somebody.tab.get_by_role("heading", name="Authorize Client")).to_be_visible()


def test_a_restart_applies_a_shorter_age_and_removed_roles(
    dashboard: Dashboard, secret_row: UUID
) -> None:
    query = f"id={secret_row}"
    cookies = {}
    for email in (VIEWER, LONG_SIGNED_IN):
        cookies[email] = protocol.sign_in(dashboard.address, email)
        said = shown(dashboard.address, cookies[email], "session", query)
        assert any(f"{email} · viewer" in text for text in said)
        assert NAME in seen(said)
    dashboard.start(SIGN_IN_HOURS="1", ACCESS_VIEWERS=LONG_SIGNED_IN)
    for email, title in (
        (VIEWER, "You have no access yet"),
        (LONG_SIGNED_IN, "Your sign-in has expired"),
    ):
        said = shown(dashboard.address, cookies[email], "session", query)
        assert any(title in text for text in said)
        assert not seen(said)


def test_an_unavailable_provider_is_reported_until_it_is_back(
    profiles: Profiles, deployed: Dashboard, tmp_path: Path, secret_row: UUID
) -> None:
    away = Provider(tmp_path / "provider.log")
    deployed.start(OIDC_ISSUER=away.url)
    link = f"/session?id={secret_row}"
    with visitor(profiles, deployed.address) as somebody:
        somebody.open(link)
        somebody.tab.get_by_role("button", name="Sign in").click()
        somebody.sees_title("The identity provider does not answer")
        assert not somebody.saw([*MARKS, SESSION_ID[:8]])
        with away.up():
            somebody.sign_in(VIEWER)
            somebody.sees_title(NAME)
        # Signed-in people stay signed in.
        said = shown(deployed.address, somebody.identity(), "stuck")
        assert any(f"{VIEWER} · viewer" in text for text in said)
