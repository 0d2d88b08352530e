"""Sends one message to one webhook. What it says of a failure names no address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

import httpx
from pydantic import SecretStr

from services.watch import payloads
from services.watch.webhooks import Format, Webhook
from store.watch.watch_records import Claimed

TIMEOUT_SECONDS: Final = 10.0
AGENT: Final = "prototype-dashboard"
LONGEST_ASKED: Final = timedelta(days=1)
"""A longer pause counts as this one; a number may be too large for any."""


class Refused(NamedTuple):
    """Why a message did not arrive, and how long the receiver asked to be left alone."""

    problem: str
    pause: timedelta = timedelta(0)


class Sender:
    """Sends over connections that it keeps. `origin` is where people open the dashboard."""

    def __init__(
        self, origin: str, key: SecretStr | None, *, timeout_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        self._origin = origin
        self._key = key
        # A redirect would take the message, and its signature, to where nobody said it may go.
        self._client = httpx.Client(
            timeout=timeout_seconds, follow_redirects=False, headers={"User-Agent": AGENT}
        )

    def send(self, hook: Webhook, claimed: Claimed) -> Refused | None:
        """None if it has arrived."""
        content = payloads.body(claimed, hook.format, self._origin)
        key = self._key.get_secret_value() if self._key and hook.format is Format.JSON else None
        headers = payloads.headers(claimed, content, key, datetime.now(UTC))
        try:
            answer = self._client.post(
                hook.url.get_secret_value(), content=content, headers=headers
            )
        except httpx.TimeoutException:
            return Refused("it did not answer in time")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # Their messages can hold the address.
            return Refused(f"it cannot be reached ({type(error).__name__})")
        if answer.is_success:
            return None
        moved = ", a redirect, which is not followed" if answer.is_redirect else ""
        return Refused(f"it answered {answer.status_code}{moved}", retry_after(answer))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def retry_after(answer: httpx.Response) -> timedelta:
    """The seconds of Retry-After, at most LONGEST_ASKED; zero for none, or a date."""
    seconds = answer.headers.get("Retry-After", "")
    if not seconds.isdecimal():
        return timedelta(0)
    if len(seconds) > len(str(LONGEST_ASKED // timedelta(seconds=1))):
        return LONGEST_ASKED
    return min(timedelta(seconds=int(seconds)), LONGEST_ASKED)
