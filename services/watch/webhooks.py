"""The webhooks to tell: their formats, and the names by which they may be shown and logged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from pydantic import SecretStr

NAME_CHARS: Final = 12
SEPARATOR: Final = re.compile(r"[\s,]+")
TEAMS_HOSTS: Final = (
    ".webhook.office.com",
    ".logic.azure.com",
    ".api.powerplatform.com",
)
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")


class Format(StrEnum):
    """The formats of messages that receivers accept."""

    SLACK = "slack"
    TEAMS = "teams"
    JSON = "json"


class Webhook(NamedTuple):
    """A receiver. Its address is a secret; `name`, a hash of it, is not."""

    format: Format
    url: SecretStr

    @property
    def name(self) -> str:
        """Its name in the database, in logs and on the system page."""
        digest = sha256(self.url.get_secret_value().encode()).hexdigest()
        return f"{self.format}-{digest[:NAME_CHARS]}"


def parse(setting: SecretStr | None) -> tuple[Webhook, ...]:
    """The webhooks of WATCH_WEBHOOKS. Raises ValueError, whose message names no address."""
    words = setting.get_secret_value() if setting else ""
    every = [each for each in SEPARATOR.split(words) if each]
    hooks = tuple(_webhook(each, place) for place, each in enumerate(every, start=1))
    return tuple({hook.name: hook for hook in hooks}.values())


def _webhook(entry: str, number: int) -> Webhook:
    prefix, plus, rest = entry.partition("+")
    is_named = bool(plus) and prefix in set(Format)
    url = rest if is_named else entry
    try:
        parts = urlsplit(url)
        host, scheme, _ = (parts.hostname or "").lower(), parts.scheme, parts.port
    except ValueError:
        host, scheme = "", ""
    if scheme not in ("https", "http") or not host:
        raise ValueError(f"number {number} is not an https:// address")
    if scheme == "http" and host not in LOOPBACK:
        raise ValueError(f"number {number} is http://; only this machine's own may be")
    return Webhook(Format(prefix) if is_named else format_of(host), SecretStr(url))


def format_of(host: str) -> Format:
    """The format that a host expects."""
    if host == "hooks.slack.com":
        return Format.SLACK
    return Format.TEAMS if host.endswith(TEAMS_HOSTS) else Format.JSON


def problems(setting: SecretStr | None, key: SecretStr | None) -> Iterator[str]:
    """What is wrong with the settings, a sentence each."""
    try:
        hooks = parse(setting)
    except ValueError as error:
        yield f"WATCH_WEBHOOKS: {error}."
        return
    if any(hook.format is Format.JSON for hook in hooks) and key is None:
        yield (
            "WATCH_SIGNING_KEY: is missing. A receiver of plain JSON checks the signature with it. "
            "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
