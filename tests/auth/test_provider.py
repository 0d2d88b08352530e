"""What Streamlit is told about the provider, and whether the provider answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from auth import provider
from settings import Settings


def settings_of(issuer: str = "https://id.example.com") -> Settings:
    return Settings.model_validate(
        {
            "sign_in": "oidc",
            "sign_in_hours": 8,
            "oidc_issuer": issuer,
            "oidc_client_id": "dash",
            "oidc_client_secret": "s3cret",
            "cookie_secret": "0123456789abcdef" * 3,
            "public_url": "https://dash.example.com/",
            "oidc_scopes": "openid email groups",
        }
    )


def test_the_request_asks_for_a_fresh_sign_in_and_its_time() -> None:
    secrets = provider.secrets(settings_of())
    assert secrets is not None
    auth = secrets["auth"]
    assert auth["redirect_uri"] == "https://dash.example.com/oauth2callback"
    usual, anew = auth[provider.NAME], auth[provider.ANEW]
    assert usual["authorize_params"] == anew["authorize_params"] == {"max_age": 8 * 3600}
    assert usual["client_kwargs"] == {"scope": "openid email groups", "prompt": "select_account"}
    assert anew["client_kwargs"]["prompt"] == "login"
    well_known = "https://id.example.com/.well-known/openid-configuration"
    assert usual["server_metadata_url"] == well_known


def test_streamlit_does_not_sign_people_in_otherwise() -> None:
    assert provider.secrets(Settings.model_validate({"sign_in": "demo"})) is None
    assert provider.secrets(Settings.model_validate({"sign_in": "proxy"})) is None


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str], bytes]], str]]:
    """Serve metadata built from the server's own address; returns that address."""
    servers: list[tuple[HTTPServer, threading.Thread]] = []

    def serve_it(make: Callable[[str], bytes]) -> str:
        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = make(url)
                self.send_response(200 if body else 500)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        server = HTTPServer(("127.0.0.1", 0), Answer)
        url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        return url

    yield serve_it
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("make", "answers"),
    [
        (lambda url: json.dumps({"issuer": url}).encode(), True),
        (lambda url: json.dumps({"issuer": f"{url}/other"}).encode(), False),
        (lambda url: b"[]", False),
        (lambda url: b"<html>", False),
        (lambda url: b"", False),
    ],
)
def test_a_provider_answers_as_itself(
    serve: Callable[[Callable[[str], bytes]], str], make: Callable[[str], bytes], answers: bool
) -> None:
    assert provider.answers(settings_of(serve(make))) is answers


def test_an_unreachable_provider_does_not_answer() -> None:
    assert provider.answers(settings_of("http://127.0.0.1:9")) is False
