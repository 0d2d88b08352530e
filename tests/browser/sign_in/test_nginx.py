"""The dashboard behind nginx and TLS, as in docs/deploy.md."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from playwright.sync_api import expect

from scripts.local_server import HOST, free_port
from store.audit.entries import for_row
from store.engine import Database
from tests.browser.profiles import Profiles
from tests.browser.sign_in import nginx
from tests.browser.sign_in.conftest import MARKS, SESSION_ID, Dashboard, oidc_settings
from tests.browser.sign_in.nginx import Nginx
from tests.browser.sign_in.provider import SUPPORT, Provider
from tests.browser.sign_in.visitor import visitor
from tests.store.acting import insert_row


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of nginx's files and the dashboard's log."""
    return tmp_path_factory.mktemp("nginx")


@pytest.fixture(scope="module")
def front(provider: Provider, database_url: str, folder: Path) -> Iterator[Nginx]:
    """nginx with TLS, forwarding to a dashboard that knows its public address."""
    port = free_port()
    dashboard = Dashboard(
        folder / "dashboard.log",
        lambda _: f"https://{nginx.NAME}:{port}",
        DATABASE_URL=database_url,
        **oidc_settings(provider),
    )
    dashboard.start()
    try:
        with nginx.in_front(folder, port, dashboard.port) as front:
            yield front
    finally:
        dashboard.stop()


def test_a_complete_journey_over_tls(
    profiles: Profiles, front: Nginx, folder: Path, demo_database: Database, secret_row: UUID
) -> None:
    with demo_database.begin() as db:
        row_id = insert_row(db, frame_name="Behind the proxy", idle=timedelta(hours=3))
    with visitor(profiles, front.address, ignore_https_errors=True) as somebody:
        asked = f"/session?id={secret_row}"
        somebody.open(asked)
        somebody.sees_title("Sign in to Prototype sessions")
        assert not somebody.saw([*MARKS, SESSION_ID[:8]])
        somebody.sign_in(SUPPORT)
        somebody.is_known_as(f"{SUPPORT} · support")
        expect(somebody.tab).to_have_url(f"{front.address}{asked}")
        stolen = somebody.cookies()
        assert {cookie.get("name") for cookie in stolen} > {"_streamlit_user"}
        for cookie in stolen:
            assert cookie.get("secure"), cookie.get("name")
        http_only = {str(each.get("name")) for each in stolen if each.get("httpOnly")}
        assert {name for name in http_only if name.startswith("_streamlit_user")}

        somebody.open(f"/session?id={row_id}")
        somebody.sees_title("Behind the proxy")
        somebody.tab.get_by_role("button", name="Reset", exact=True).click()
        expect(somebody.tab.get_by_text("Reset: 1 session changed")).to_be_visible()
        entries = demo_database.read(lambda db: for_row(db, row_id))
        assert [entry.actor for entry in entries] == [SUPPORT]

        somebody.sign_out()
        somebody.sees_title("You are signed out")
        assert not somebody.blocked
    # Streamlit would ask the internet for it while everyone waits.
    assert "external IP" not in (folder / "dashboard.log").read_text()


def test_every_response_requires_tls_and_forbids_framing(front: Nginx) -> None:
    for path in ("/", "/sessions", "/_stcore/health", "/healthz", "/nothing-here"):
        headers = front.get(path).headers
        assert headers["Strict-Transport-Security"] == "max-age=31536000"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
    by_http = httpx.get(f"http://{HOST}:{front.plain_port}/stuck", headers={"Host": nginx.NAME})
    assert by_http.status_code == 301
    assert by_http.headers["Location"] == f"https://{nginx.NAME}/stuck"


def test_the_access_log_contains_no_queries(front: Nginx, folder: Path) -> None:
    searched = f"/audit?q={SESSION_ID}"
    front.get(searched, Referer=f"{front.address}{searched}")
    httpx.get(f"http://{HOST}:{front.plain_port}{searched}", headers={"Host": nginx.NAME})
    front.get("/healthz")  # a line is written before the next request is read
    log = (folder / "access.log").read_text()
    assert log.count('"GET /audit HTTP/1.1"') == 2
    assert SESSION_ID not in log
    assert "?" not in log


def test_health_is_public_and_figures_are_not(front: Nginx) -> None:
    for path in ("/healthz", "/readyz"):
        assert (front.get(path).status_code, front.get(path).text) == (200, "ok\n")
    for path in ("/_stcore/metrics", "/_stcore/script-health-check"):
        assert front.get(path).status_code == 404
    assert front.get("/media/0123456789abcdef.csv").status_code == 403


@pytest.mark.parametrize("host", ["evil.example", f"{nginx.NAME}.evil.example", HOST])
def test_another_host_name_gets_no_answer(front: Nginx, host: str) -> None:
    with pytest.raises(httpx.TransportError):
        front.get("/", host=host)
    with pytest.raises(httpx.TransportError):
        front.get("/", host=host, server_name=host)
    behind = httpx.get(f"http://{HOST}:{front.behind}/", headers={"Host": "evil.example"})
    assert (behind.status_code, "<html" in behind.text) == (400, False)
