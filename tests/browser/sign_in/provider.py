"""An identity provider on loopback, and the people that it knows."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

import httpx

from scripts.local_server import free_port, is_healthy, running
from tests.waiting import PATIENCE_SECONDS

VIEWER: Final = "vic@example.com"
SUPPORT: Final = "sue@example.com"
ADMIN: Final = "ann@example.com"
STRANGER: Final = "nia@example.com"
UNVERIFIED: Final = "una@example.com"
ELSEWHERE: Final = "eve@example.org"
CROWDED: Final = "max@example.com"
LONG_SIGNED_IN: Final = "ian@example.com"

DISCOVERY: Final = "/.well-known/openid-configuration"
HOUR: Final = 3600

# The roles in the dashboard's settings.
ACCESS: Final = {
    "ACCESS_DOMAINS": "example.com",
    "ACCESS_VIEWERS": f"{VIEWER},{UNVERIFIED},{LONG_SIGNED_IN}",
    "ACCESS_SUPPORT": "group:support",
    "ACCESS_ADMINS": ADMIN,
    "ACCESS_CONTACT": "it@example.com",
}


class Provider:
    """oidc-provider-mock in a process of its own, so that it can be stopped."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.port = free_port()
        # A different name than the dashboard's, so that neither gets the other's cookies.
        self.url = f"http://localhost:{self.port}"

    @contextmanager
    def up(self) -> Iterator[None]:
        """Run it until the block ends, with everyone known afresh."""
        command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(self.port)]
        with running(command, partial(is_healthy, self.port, path=DISCOVERY), self.log):
            for email, claims in people().items():
                self.knows(email, **claims)
            yield

    def knows(self, email: str, **claims: Any) -> None:
        """Register a person who may sign in at the provider, with their claims."""
        body = {"email": email, "email_verified": True, **claims}
        url = f"{self.url}/users/{quote(email)}"
        httpx.put(url, json=body, timeout=PATIENCE_SECONDS).raise_for_status()


def people() -> dict[str, dict[str, Any]]:
    """Everyone, with the provider's claims besides a verified e-mail address."""
    return {
        VIEWER: {},
        SUPPORT: {"groups": ["everybody", "support"]},
        ADMIN: {},
        STRANGER: {"groups": ["everybody"]},
        UNVERIFIED: {"email_verified": False},
        ELSEWHERE: {"groups": ["support"]},
        CROWDED: {"groups": ["support", *(str(uuid4()) for _ in range(400))]},
        LONG_SIGNED_IN: {"auth_time": int(time.time()) - 2 * HOUR},
    }
