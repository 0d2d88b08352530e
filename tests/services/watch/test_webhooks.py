"""Which webhooks are told, and that their addresses stay secret."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from services.watch import webhooks
from services.watch.webhooks import Format

SLACK = "https://hooks.slack.com/services/T0/B0/S3CRET"
TEAMS = "https://prod-1.westeurope.logic.azure.com/workflows/1?sig=S3CRET"
OTHER = "https://ops.example.com/hook/S3CRET"
KEY = SecretStr("k" * 32)


def test_the_format_follows_from_the_host_or_a_prefix() -> None:
    setting = SecretStr(f"{SLACK}, {TEAMS}\n{OTHER} slack+{OTHER} {SLACK}")
    formats = [hook.format for hook in webhooks.parse(setting)]
    assert formats == [Format.SLACK, Format.TEAMS, Format.JSON, Format.SLACK]
    assert webhooks.parse(None) == ()


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("ftp://ops.example.com/S3CRET", "number 1 is not an https:// address"),
        ("S3CRET", "number 1 is not an https:// address"),
        ("https://[S3CRET", "number 1 is not an https:// address"),
        ("http://ops.example.com/S3CRET", "number 1 is http://"),
        (f"{SLACK} json+", "number 2 is not an https:// address"),
    ],
)
def test_a_problem_names_no_address(word: str, problem: str) -> None:
    [found] = webhooks.problems(SecretStr(word), KEY)
    assert problem in found
    assert "S3CRET" not in found


def test_plain_json_needs_a_key() -> None:
    assert [*webhooks.problems(SecretStr(SLACK), None)] == []
    [found] = webhooks.problems(SecretStr(OTHER), None)
    assert "WATCH_SIGNING_KEY" in found


def test_neither_a_name_nor_a_representation_holds_the_address() -> None:
    [hook] = webhooks.parse(SecretStr(OTHER))
    assert hook.name.startswith("json-")
    assert "S3CRET" not in hook.name + repr(hook)
