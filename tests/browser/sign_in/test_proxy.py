"""A proxy identifies people: nginx asks a service; what browsers claim is ignored."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from playwright.sync_api import expect
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from scripts.local_server import HOST, free_port
from store.audit.entries import for_row
from store.engine import Database
from tests.auth.signer import Signer
from tests.browser.profiles import Profiles
from tests.browser.sign_in import nginx, proxy
from tests.browser.sign_in.conftest import MARKS, SESSION_ID, Dashboard
from tests.browser.sign_in.nginx import Nginx
from tests.browser.sign_in.provider import ADMIN, SUPPORT, VIEWER
from tests.browser.sign_in.visitor import Visitor, visitor
from tests.store.acting import insert_row
from tests.web.client import Client, browser, cookie_header, texts

SECRET = "fedcba9876543210" * 3
MODES: dict[str, dict[str, str]] = {
    "jwt": {
        "PROXY": "jwt",
        "PROXY_HEADER": "X-Assertion",
        "PROXY_ISSUER": "https://proxy.example.com",
        "PROXY_AUDIENCE": "dash",
        "EMAIL_VERIFIED": "directory",
    },
    "headers": {"PROXY": "headers", "PROXY_SECRET": SECRET},
}


class Proxied(NamedTuple):
    """nginx, the dashboard behind it, and what a person would send to pose as an admin."""

    front: Nginx
    dashboard: Dashboard
    forged: dict[str, str]


@pytest.fixture(scope="module", params=[*MODES])
def proxied(
    request: pytest.FixtureRequest, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxied]:
    """Each of the two ways in which a proxy can identify a person."""
    folder = tmp_path_factory.mktemp("proxied")
    port = free_port()
    signer = Signer()
    forger = Signer()
    with ExitStack() as life:
        asked = life.enter_context(proxy.served(signer))
        dashboard = Dashboard(
            folder / "dashboard.log",
            lambda _: f"https://{nginx.NAME}:{port}",
            DATABASE_URL=database_url,
            SIGN_IN="proxy",
            PROXY_KEYS_URL=f"http://{HOST}:{asked}{proxy.KEYS}",
            **MODES[request.param],
        )
        dashboard.start()
        life.callback(dashboard.stop)
        shown = {"127.0.0.1:4180": f"{HOST}:{asked}", "the value of PROXY_SECRET": SECRET}
        front = life.enter_context(nginx.in_front(folder, port, dashboard.port, shown))
        forged = {
            "X-Assertion": forger.token(email=ADMIN),
            "X-Forwarded-Email": ADMIN,
            "X-Forwarded-Groups": "support",
            "X-Proxy-Secret": "guessed",
        }
        yield Proxied(front, dashboard, forged)


@contextmanager
def arriving(profiles: Profiles, front: Nginx, email: str) -> Iterator[Visitor]:
    """A visitor whom the service knows."""
    with visitor(profiles, front.address, ignore_https_errors=True) as somebody:
        somebody.context.add_cookies([{"name": proxy.COOKIE, "value": email, "url": front.address}])
        yield somebody


@contextmanager
def websocket(front: Nginx, email: str | None, headers: Mapping[str, str]) -> Iterator[Client]:
    """A websocket through nginx, with headers that browsers do not let pages set."""
    token = generate_xsrf_token_string()
    cookies = {"_streamlit_xsrf": token, **({proxy.COOKIE: email} if email else {})}
    with connect(
        f"wss://{nginx.NAME}:{front.port}/_stcore/stream",
        sock=socket.create_connection((HOST, front.port)),
        ssl=front.trust,
        origin=Origin(front.address),
        subprotocols=[Subprotocol("streamlit"), Subprotocol(token)],
        additional_headers={"Cookie": cookie_header(cookies), **headers},
        max_size=None,
    ) as connection:
        yield Client(connection)


def test_people_are_who_the_service_says(
    profiles: Profiles, proxied: Proxied, demo_database: Database
) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Known by nginx", idle=timedelta(hours=3))
    for email, role, may_reset in ((VIEWER, "viewer", False), (SUPPORT, "support", True)):
        with websocket(proxied.front, email, {}) as client:
            said = texts(client.run("session", query_string=f"id={row_id}"))
        assert any("Known by nginx" in text for text in said)
        assert any(f"{email} · {role}" in text for text in said)
        assert ("Reset" in said) == may_reset
    with arriving(profiles, proxied.front, SUPPORT) as somebody:
        somebody.open(f"/session?id={row_id}")
        somebody.is_known_as(f"{SUPPORT} · support")
        somebody.tab.get_by_role("button", name="Reset", exact=True).click()
        expect(somebody.tab.get_by_text("Reset: 1 session changed")).to_be_visible()
        assert not somebody.blocked
    entries = demo_database.read(lambda db: for_row(db, row_id))
    assert [entry.actor for entry in entries] == [SUPPORT]


def test_the_service_cannot_be_bypassed(proxied: Proxied, secret_row: UUID) -> None:
    instead = proxied.front.get(f"/session?id={secret_row}", **proxied.forged)
    assert (instead.status_code, instead.text) == (403, "Sign in at the proxy")
    for headers in ({}, proxied.forged):
        refused = websocket(proxied.front, None, headers)
        with pytest.raises(InvalidStatus), refused:
            raise AssertionError("nginx let a websocket through unasked")
    assert proxied.front.get("/readyz").status_code == 200


def test_headers_sent_by_a_browser_are_replaced(proxied: Proxied) -> None:
    with websocket(proxied.front, VIEWER, proxied.forged) as client:
        result = texts(client.run())
    assert any(VIEWER in text and "viewer" in text for text in result)
    assert not any(ADMIN in text or "support" in text for text in result)


def test_bypassing_nginx_gives_no_access(proxied: Proxied, secret_row: UUID) -> None:
    beside = f"http://{HOST}:{proxied.dashboard.port}"
    with browser(beside, {}, "", **proxied.forged) as client:
        said = texts(client.run("session", query_string=f"id={secret_row}"))
        assert any("The proxy did not sign you in" in text for text in said)
        assert not [
            mark
            for mark in (*MARKS, SESSION_ID[:8])
            if any(mark.encode() in message for message in client.received)
        ]
