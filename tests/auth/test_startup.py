"""Unsafe settings are refused, each with a sentence that names what to set."""

from __future__ import annotations

import os
import runpy
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

import pytest

from auth.startup import problems
from settings import ROOT, Settings

SECRET: Final = "0123456789abcdef" * 3
ROLES: Final = {
    "ACCESS_DOMAINS": "example.com",
    "ACCESS_ADMINS": "ann@example.com",
    "ACCESS_CONTACT": "it@example.com",
}
OIDC: Final = {
    "SIGN_IN": "oidc",
    "COOKIE_SECRET": SECRET,
    "OIDC_ISSUER": "https://id.example.com",
    "OIDC_CLIENT_ID": "dash",
    "OIDC_CLIENT_SECRET": "s",
    "PUBLIC_URL": "https://dash.example.com",
    "DATABASE_URL": "postgresql://dash:hunter2@db.example.com/app",
    "ADDRESS": "0.0.0.0",
    **ROLES,
}
PROXY: Final = {
    "SIGN_IN": "proxy",
    "PUBLIC_URL": "https://dash.example.com",
    "DATABASE_URL": "postgresql://dash:hunter2@db.example.com/app",
    **ROLES,
}
JWT: Final = {
    **PROXY,
    "PROXY": "jwt",
    "PROXY_ISSUER": "https://proxy.example.com",
    "PROXY_AUDIENCE": "dash",
    "PROXY_KEYS_URL": "https://proxy.example.com/keys",
    "PROXY_HEADER": "X-Assertion",
}
CLOUDFLARE: Final = {
    **PROXY,
    "PROXY": "cloudflare",
    "PROXY_ISSUER": "https://team.cloudflareaccess.com",
    "PROXY_AUDIENCE": "f00d",
}
IAP: Final = {**PROXY, "PROXY": "iap", "PROXY_AUDIENCE": "/projects/1/apps/a"}
HEADERS: Final = {**PROXY, "PROXY": "headers", "PROXY_SECRET": SECRET}
WHOLE: Final = {"oidc": OIDC, "jwt": JWT, "cloudflare": CLOUDFLARE, "iap": IAP, "headers": HEADERS}

BAD: Final = [
    ({"DATABASE_URL": "postgresql://dash:hunter2@db.example.com/app"}, "SIGN_IN: "),
    ({"ADDRESS": "0.0.0.0"}, "ADDRESS: "),
    ({"ADDRESS": "::"}, "ADDRESS: "),
    ({"ADDRESS": "dash.example.com"}, "ADDRESS: "),
    ({"PUBLIC_URL": "https://dash.example.com"}, "PUBLIC_URL: "),
    ({"EMBEDDED_URL": "postgresql://dash:hunter2@db.example.com/app"}, "EMBEDDED_URL: "),
    ({"EMBEDDED_URL": "postgresql://dash:hunter2@127.0.0.1,db.example.com/app"}, "EMBEDDED_URL: "),
    ({"EMBEDDED_URL": "postgresql://hunter2@/app?host=/run&host=db.example.com"}, "EMBEDDED_URL: "),
    ({"EMBEDDED_URL": "postgresql://[::1]/app?hostaddr=203.0.113.5"}, "EMBEDDED_URL: "),
    ({"EMBEDDED_URL": "postgresql://[::1]/app?service=hunter2"}, "EMBEDDED_URL: "),
    ({"EMBEDDED_URL": "postgresql://dash:hunter2@/app"}, "EMBEDDED_URL: "),
    ({"EMBEDDED_URL": "postgresql://dash:hunter2@[/app"}, "EMBEDDED_URL: "),
    ({"SIGN_IN": "none"}, "SIGN_IN: "),
    ({**OIDC, "COOKIE_SECRET": ""}, "COOKIE_SECRET: is missing"),
    ({**OIDC, "COOKIE_SECRET": SECRET[:31]}, "COOKIE_SECRET: has 31 bytes"),
    ({**OIDC, "OIDC_ISSUER": ""}, "OIDC_ISSUER: "),
    ({**OIDC, "OIDC_ISSUER": "http://id.example.com"}, "OIDC_ISSUER: expected an https"),
    ({**OIDC, "OIDC_CLIENT_ID": ""}, "OIDC_CLIENT_ID: "),
    ({**OIDC, "OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET: "),
    ({**OIDC, "OIDC_SCOPES": "email"}, "OIDC_SCOPES: "),
    ({**OIDC, "PUBLIC_URL": ""}, "PUBLIC_URL: "),
    ({**OIDC, "PUBLIC_URL": "http://dash.example.com"}, "PUBLIC_URL: "),
    ({**OIDC, "ACCESS_DOMAINS": ""}, "ACCESS_DOMAINS: "),
    ({**OIDC, "ACCESS_DOMAINS": "example.com,*"}, "ACCESS_DOMAINS: "),
    ({**OIDC, "ACCESS_DOMAINS": "example.com,ex\u0430mple.com"}, "ACCESS_DOMAINS: "),
    ({**OIDC, "ACCESS_ADMINS": ""}, "ACCESS_ADMINS: "),
    ({**OIDC, "ACCESS_ADMINS": "ann@other.example"}, "ACCESS_ADMINS: "),
    ({**OIDC, "ACCESS_VIEWERS": "everybody"}, "ACCESS_VIEWERS: "),
    ({**OIDC, "ACCESS_SUPPORT": "group:"}, "ACCESS_SUPPORT: "),
    ({**OIDC, "ACCESS_CONTACT": ""}, "ACCESS_CONTACT: "),
    ({**OIDC, "SIGN_IN_HOURS": "0"}, "SIGN_IN_HOURS: "),
    ({**OIDC, "DATABASE_URL": ""}, "DATABASE_URL: "),
    ({**OIDC, "COOKIE_SECRET": " " * 40}, "COOKIE_SECRET: is missing"),
    ({**OIDC, "COOKIE_SECRET": f"{SECRET[:31]} \n"}, "COOKIE_SECRET: has 31 bytes"),
    ({**OIDC, "OIDC_CLIENT_ID": "  "}, "OIDC_CLIENT_ID: is missing"),
    ({**OIDC, "OIDC_CLIENT_SECRET": "  "}, "OIDC_CLIENT_SECRET: is missing"),
    ({**OIDC, "ACCESS_CONTACT": " "}, "ACCESS_CONTACT: is missing"),
    ({**JWT, "DATABASE_URL": ""}, "DATABASE_URL: "),
    ({"DATABASE_READ_URL": "postgresql://dash@replica.example.com/app"}, "DATABASE_READ_URL: "),
    ({**JWT, "PUBLIC_URL": ""}, "PUBLIC_URL: is missing"),
    ({**JWT, "PUBLIC_URL": "http://dash.example.com"}, "PUBLIC_URL: expected an https"),
    ({**JWT, "PROXY": ""}, "PROXY: "),
    ({**JWT, "PROXY_ISSUER": ""}, "PROXY_ISSUER: "),
    ({**JWT, "PROXY_AUDIENCE": ""}, "PROXY_AUDIENCE: "),
    ({**JWT, "PROXY_KEYS_URL": ""}, "PROXY_KEYS_URL: "),
    ({**JWT, "PROXY_KEYS_URL": "http://proxy.example.com/keys"}, "PROXY_KEYS_URL: "),
    ({**JWT, "PROXY_HEADER": ""}, "PROXY_HEADER: "),
    ({**JWT, "ACCESS_ADMINS": ""}, "ACCESS_ADMINS: "),
    ({**CLOUDFLARE, "PROXY_ISSUER": ""}, "PROXY_ISSUER: "),
    ({**CLOUDFLARE, "PROXY_ISSUER": "team.cloudflareaccess.com"}, "PROXY_ISSUER: expected"),
    ({**CLOUDFLARE, "PROXY_AUDIENCE": ""}, "PROXY_AUDIENCE: "),
    ({**IAP, "PROXY_AUDIENCE": ""}, "PROXY_AUDIENCE: "),
    ({**HEADERS, "PROXY_SECRET": ""}, "PROXY_SECRET: is missing"),
    ({**HEADERS, "PROXY_SECRET": "\t" * 40}, "PROXY_SECRET: is missing"),
    ({**HEADERS, "PROXY_SECRET": SECRET[:31]}, "PROXY_SECRET: has 31 bytes"),
]


@pytest.fixture(autouse=True)
def only_what_the_test_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def set_all(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("mode", WHOLE)
def test_complete_settings_have_no_problems(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, WHOLE[mode])
    assert problems(Settings.read()) == ()


def test_no_settings_mean_the_demo() -> None:
    assert problems(Settings.read()) == ()
    assert Settings.read().sign_in == "demo"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://postgres@/postgres?host=/tmp/a%20folder",
        "postgresql://postgres@127.0.0.1:5433/app",
        "postgresql://postgres:a%40b@localhost/app",
        "postgresql://[::1]:5433/app",
    ],
)
def test_an_embedded_database_is_on_this_machine(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, {"EMBEDDED_URL": url})
    assert problems(Settings.read()) == ()


@pytest.mark.parametrize(("variables", "said"), BAD)
def test_each_problem_is_one_sentence(
    variables: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_all(monkeypatch, variables)
    try:
        result = problems(Settings.read())
    except SystemExit as stopped:
        result = tuple(str(stopped.code).splitlines())
    assert len(result) == 1, result
    assert result[0].startswith(said)
    assert "hunter2" not in result[0]
    assert SECRET[:31] not in result[0]


def test_all_problems_are_reported_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, {"SIGN_IN": "oidc"})
    named = {line.partition(":")[0] for line in problems(Settings.read())}
    assert named == {
        "DATABASE_URL",
        "COOKIE_SECRET",
        "OIDC_ISSUER",
        "OIDC_CLIENT_ID",
        "OIDC_CLIENT_SECRET",
        "PUBLIC_URL",
        "ACCESS_DOMAINS",
        "ACCESS_CONTACT",
        "ACCESS_ADMINS",
    }


REFUSED: Final = [
    BAD[0],
    BAD[1],
    BAD[5],
    BAD[12],
    BAD[13],
    BAD[14],
    ({**JWT, "PROXY_KEYS_URL": ""}, "PROXY_KEYS_URL: "),
]


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that is in use, so that anything that starts anyway fails there."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize("module", ["dashboard", "scripts.serve"])
@pytest.mark.parametrize(("variables", "said"), REFUSED)
def test_the_server_does_not_start(
    module: str,
    variables: dict[str, str],
    said: str,
    taken_port: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_all(monkeypatch, {**variables, "PORT": str(taken_port)})
    monkeypatch.setattr(sys, "argv", [module])  # not pytest's arguments
    monkeypatch.delitem(sys.modules, module, raising=False)  # another test may have imported it
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module(module, run_name="__main__")
    code = stopped.value.code
    printed = capsys.readouterr()
    assert code == 1 or isinstance(code, str)  # Python prints it, and exits with 1
    assert_one_sentence(printed.out + printed.err + (code if isinstance(code, str) else ""), said)


@pytest.mark.parametrize("command", [["dashboard.py"], ["-m", "scripts.serve"]])
def test_a_command_that_does_not_start_says_why_and_fails(command: list[str]) -> None:
    variables, said = REFUSED[0]
    ended = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )
    output = ended.stdout + ended.stderr
    assert ended.returncode == 1, output
    assert_one_sentence(output, said)


def assert_one_sentence(output: str, start: str) -> None:
    """It starts like this, is one line, and contains no secret."""
    assert output.startswith(start)
    assert len(output.strip().splitlines()) == 1
    assert "hunter2" not in output
