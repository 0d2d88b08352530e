"""The served dashboard behind a proxy: the effect of the assertion on the websocket's request."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from scripts import local_server
from tests import forked
from tests.auth.signer import Signer, served
from tests.conftest import MakeDatabase
from tests.web.client import browser, strings

Behind = tuple[str, Signer]


@pytest.fixture(scope="module")
def behind(
    make_database: MakeDatabase, template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Behind]:
    """The dashboard's address and the signer of assertions for it."""
    signer = Signer()
    log: Path = tmp_path_factory.mktemp("proxied") / "server.log"
    port = local_server.free_port()
    address = f"http://127.0.0.1:{port}"
    settings = {
        "DATABASE_URL": make_database(template),
        "PUBLIC_URL": address,
        "SIGN_IN": "proxy",
        "PROXY": "jwt",
        "PROXY_HEADER": "X-Assertion",
        "PROXY_ISSUER": "https://proxy.example.com",
        "PROXY_AUDIENCE": "dash",
        "EMAIL_VERIFIED": "directory",
        "ACCESS_DOMAINS": "example.com",
        "ACCESS_ADMINS": "ann@example.com",
        "ACCESS_VIEWERS": "bob@example.com",
        "ACCESS_CONTACT": "it@example.com",
    }
    with ExitStack() as life:
        life.enter_context(served(signer))
        settings["PROXY_KEYS_URL"] = signer.url
        life.enter_context(forked.served(port, log, settings))
        yield address, signer


def shown(address: str, headers: dict[str, str], runs: int = 1) -> list[str]:
    """The texts of the last of several runs over one connection."""
    with browser(address, None, **headers) as client:
        matches: list[str] = []
        for _ in range(runs):
            matches = [text for message in client.run() for _, text in strings(message)]
        return matches


def is_overview(texts: list[str]) -> bool:
    return any("stuck now" in text for text in texts)


def test_an_assertion_gives_access_for_as_long_as_the_connection(behind: Behind) -> None:
    address, signer = behind
    texts = shown(address, {"X-Assertion": signer.token()}, runs=2)
    assert is_overview(texts)
    assert any("ann@example.com · admin" in text for text in texts)


def test_nothing_else_gives_access(behind: Behind) -> None:
    address, signer = behind
    kid = {"alg": "ES256", "kid": "first"}
    forged = jwt.encode(kid, signer.claims(), ECKey.generate_key("P-256"))
    attempts: list[dict[str, str]] = [
        {},
        {"X-Assertion": forged},
        {"X-Assertion": signer.token(exp=1_700_000_000)},
        {"X-Forwarded-Email": "ann@example.com", "X-Proxy-Secret": ""},
        {"Cf-Access-Jwt-Assertion": signer.token()},
    ]
    for headers in attempts:
        texts = shown(address, headers)
        assert any("The proxy did not sign you in" in text for text in texts)
        assert not is_overview(texts)


def test_a_person_without_a_role_is_told_so(behind: Behind) -> None:
    address, signer = behind
    texts = shown(address, {"X-Assertion": signer.token(email="eve@example.com")})
    assert any("You have no access yet" in text for text in texts)
    assert not is_overview(texts)


@pytest.mark.parametrize("left_open", [True, False])
def test_a_browser_session_is_continued_only_by_its_owner(behind: Behind, left_open: bool) -> None:
    address, signer = behind
    ann = {"X-Assertion": signer.token()}
    others: list[dict[str, str]] = [
        {"X-Assertion": signer.token(email="eve@example.com")},
        {"X-Assertion": signer.token(email="bob@example.com")},
        {},
    ]
    with ExitStack() as stack:
        client = stack.enter_context(browser(address, None, **ann))
        client.run()
        name = client.session
        if not left_open:
            stack.close()
        for headers in others:
            told = stack.enter_context(browser(address, None, name, **headers))
            told.run()
            assert told.session != name
        for headers in (ann, {"X-Assertion": signer.token(iat=int(time.time()) - 5)}):
            with browser(address, None, name, **headers) as again:
                again.run()
                assert again.session == name


def test_an_unknown_persons_session_cannot_be_continued(behind: Behind) -> None:
    address, signer = behind
    with browser(address) as client:
        client.run()
        for headers in ({}, {"X-Assertion": signer.token()}, {"X-Dashboard-Owner": "nobody"}):
            with browser(address, None, client.session, **headers) as other:
                other.run()
                assert other.session != client.session
