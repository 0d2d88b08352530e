"""Nobody sees a page, or reads or changes a row, without access at that very moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from auth import current, provider
from auth.ended import Ended
from auth.refusals import Reason, Refused
from services import acting, actions, resources
from services.inspection_worker import Inspector
from settings import Settings
from store.engine import Database
from store.principal import Role
from store.system import read_only
from tests.pages.conftest import NAVIGATION, SECONDS, all_text
from tests.pages.listed import rows
from tests.store.acting import insert_row

PAGES = ("overview", "sessions", "session", "compare", "stuck", "audit", "system")
SECRET_NAME = "Unreleased checkout"


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings = Settings.model_validate(
        {
            "sign_in": "oidc",
            "oidc_issuer": "https://id.example.com",
            "oidc_client_id": "dash",
            "public_url": "https://dash.example.com",
            "access_domains": "example.com",
            "access_viewers": "@example.com",
            "access_support": "group:support",
            "access_admins": "ann@example.com",
            "access_contact": "[Grace](https://chat.example.com/grace)",
        }
    )
    monkeypatch.setattr(resources, "settings", lambda: settings)
    return settings


@pytest.fixture(autouse=True)
def nothing_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current, "ended", Ended())


@pytest.fixture
def connected(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database with a row, behind the real guard."""
    with database.begin() as db:
        insert_row(db, frame_name=SECRET_NAME, status="generating", idle=timedelta(hours=3))
    inspector = Inspector(database)
    monkeypatch.setattr(resources, "connected", lambda: database)
    monkeypatch.setattr(resources, "inspector", lambda: inspector)
    yield database
    inspector.close()


def user(**changes: object) -> dict[str, Any]:
    """Claims of a viewer who signed in a minute ago."""
    then = int(time.time()) - 60
    claims: dict[str, Any] = {
        "is_logged_in": True,
        "iss": "https://id.example.com",
        "aud": "dash",
        "iat": then,
        "auth_time": then,
        "nonce": str(uuid4()),
        "email": "vic@example.com",
        "email_verified": True,
    }
    return {**claims, **changes}


def opened(claims: dict[str, Any], page: str = "overview", **params: str) -> AppTest:
    """A page, with the account menu open."""
    app = AppTest.from_file(NAVIGATION, default_timeout=SECONDS)
    app.user = claims
    app.session_state["account"] = True
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    return app.switch_page(f"{page}.py").run() if page != "overview" else app


def heading(app: AppTest) -> str:
    return str(app.markdown[0].value)


REFUSED: list[tuple[dict[str, Any], Reason, str, str | None]] = [
    ({"is_logged_in": False}, Reason.SIGNED_OUT, "Sign in to Prototype", "sign-in-button"),
    ({}, Reason.SIGNED_OUT, "Sign in to Prototype", "sign-in-button"),
    (user(is_logged_in="true"), Reason.SIGNED_OUT, "Sign in to Prototype", "sign-in-button"),
    (user(auth_time=1), Reason.EXPIRED, "Your sign-in has expired", "sign-in-button"),
    (user(iat=time.time() + 86_400), Reason.CLOCK, "The clocks do not agree", "sign-in-button"),
    (user(iss="https://evil.example"), Reason.FOREIGN, "is not for the", "another-account"),
    (user(email=None), Reason.MALFORMED, "Your sign-in is incomplete", "another-account"),
    (user(email_verified=False), Reason.UNVERIFIED, "is not verified", "another-account"),
    (user(email="eve@evil.example"), Reason.DOMAIN, "has no access", "another-account"),
]


@pytest.mark.parametrize(("claims", "reason", "title", "button"), REFUSED)
def test_each_refusal_has_a_page_with_one_thing_to_do(
    settings: Settings,
    connected: Database,
    claims: dict[str, Any],
    reason: Reason,
    title: str,
    button: str,
) -> None:
    for page in PAGES:
        app = opened(claims, page)
        assert not app.exception
        assert title in heading(app)
        assert [each.key for each in app.button] == [button]
        assert SECRET_NAME not in all_text(app)
        assert not rows(app)
        assert not app.metric
    assert reason is not None
    if reason is Reason.DOMAIN:
        assert "Grace" in all_text(app)
        assert "eve" in all_text(app)


def test_a_person_without_a_role_is_told_whom_to_ask(
    settings: Settings, connected: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody_by_domain = settings.model_copy(update={"access_viewers": ()})
    monkeypatch.setattr(resources, "settings", lambda: nobody_by_domain)
    app = opened(user())
    assert "You have no access yet" in heading(app)
    assert "Ask **[Grace](https://chat.example.com/grace)**" in all_text(app)
    assert "Signed in as vic" in all_text(app)


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        (user(), Role.VIEWER),
        (user(groups=["support"]), Role.SUPPORT),
        (user(email="ann@example.com", groups=["support"]), Role.ADMIN),
    ],
)
def test_a_person_with_a_role_is_let_in(
    settings: Settings, connected: Database, claims: dict[str, Any], role: Role
) -> None:
    app = opened(claims, "sessions")
    assert not app.exception
    assert app.title[0].value == "Sessions"
    assert app.button(key="sign-out")
    assert f"Signed in as {role}" in all_text(app)


def test_with_a_read_only_database_nobody_is_called_an_admin(
    settings: Settings, connected: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_only, "write_refusal", lambda db: "the database server is a replica")
    app = opened(user(email="ann@example.com"), "sessions")
    assert not app.exception
    labels = [each.proto.popover.label for each in app.get("popover")]
    assert "ann@example.com · viewer (read-only)" in labels
    assert "The database takes no changes: you may browse" in all_text(app)
    assert "Signed in as admin" not in all_text(app)


def test_a_sign_in_that_ends_while_open_ends_at_the_next_run(
    settings: Settings, connected: Database
) -> None:
    app = opened(user(), "sessions")
    app.user = user(auth_time=int(time.time()) - 13 * 3600)
    app.run()
    assert "Your sign-in has expired" in heading(app)
    assert not rows(app)


def test_signing_out_ends_it_here_and_for_a_copied_cookie(
    settings: Settings, connected: Database
) -> None:
    claims = user()
    copied = dict(claims)
    app = opened(claims)
    app.button(key="sign-out").click().run()
    assert "Sign in to Prototype" in heading(app)
    replayed = opened(copied, "sessions")
    assert "You are signed out" in heading(replayed)
    assert SECRET_NAME not in all_text(replayed)
    assert opened(user(), "sessions").title[0].value == "Sessions"


def test_an_unavailable_provider_is_reported(
    settings: Settings, connected: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "answers", lambda settings: False)
    app = opened({"is_logged_in": False})
    app.button(key="sign-in-button").click().run()
    assert "The identity provider does not answer" in heading(app)
    assert [each.key for each in app.button] == ["sign-in-button"]


@pytest.mark.parametrize(
    ("outcome", "title"),
    [
        ("failed", "Signing in did not work"),
        ("out", "You are signed out"),
        ("too-large", "Your sign-in is too large"),
        ("nonsense", "Sign in to Prototype"),
    ],
)
def test_the_result_of_the_attempt_is_shown(
    settings: Settings, connected: Database, outcome: str, title: str
) -> None:
    assert title in heading(opened({"is_logged_in": False}, **{"sign-in": outcome}))


ACTIONS: list[Callable[[], object]] = [
    lambda: actions.reset([], "why", uuid4()),
    lambda: actions.fail([], "why", uuid4()),
    lambda: actions.delete([], "why", uuid4()),
    lambda: actions.undo(uuid4()),
    lambda: actions.reveal_session_id(uuid4(), "why", uuid4()),
    lambda: resources.database(),
    lambda: acting.principal(),
]


@pytest.mark.parametrize("action", ACTIONS)
def test_each_read_and_action_checks_access_again(
    settings: Settings,
    connected: Database,
    monkeypatch: pytest.MonkeyPatch,
    action: Callable[[], object],
) -> None:
    """As a callback or a fragment runs: without the gate, and signed out since."""
    monkeypatch.setattr(current, "claims", lambda settings: user(auth_time=1))
    with pytest.raises(Refused, match="sign in again") as refused:
        action()
    assert refused.value.refusal.reason is Reason.EXPIRED


def test_outside_a_browser_session_nobody_is_signed_in(
    settings: Settings, connected: Database
) -> None:
    with pytest.raises(Refused):
        resources.database()


def test_a_proxy_without_its_assertion_signs_nobody_in(
    connected: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings.model_validate(
        {
            "sign_in": "proxy",
            "proxy": "cloudflare",
            "proxy_issuer": "https://team.cloudflareaccess.com",
            "proxy_audience": "f00d",
            "public_url": "https://dash.example.com",
            "access_domains": "example.com",
            "access_admins": "ann@example.com",
            "access_contact": "it@example.com",
        }
    )
    monkeypatch.setattr(resources, "settings", lambda: settings)
    app = opened({"email": "ann@example.com"}, "sessions")
    assert not app.exception
    assert "The proxy did not sign you in" in heading(app)
    assert app.get("link_button")[0].proto.url == "https://dash.example.com"
    assert not rows(app)


def test_the_demo_switches_between_roles(
    connected: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = Settings.model_validate({"sign_in": "demo"})
    monkeypatch.setattr(resources, "settings", lambda: demo)
    app = opened({}, "system")
    assert role_shown(app) == "Admin"
    app.radio(key="demo-switch").set_value(Role.VIEWER).run()
    assert role_shown(app) == "Viewer"
    assert app.switch_page("sessions.py").run().title[0].value == "Sessions"
    assert role_shown(app.switch_page("system.py").run()) == "Viewer"


def role_shown(app: AppTest) -> str:
    """The role on the system page."""
    assert not app.exception
    return str(next(each.value for each in app.metric if each.label == "You"))
