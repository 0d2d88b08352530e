"""Reads claims from the headers that a proxy adds to each request."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache

from auth.assertions import NotProven, is_current, verified
from auth.keys import Keys, fetcher
from auth.policy import HEADERS_ISSUER, PLAIN_AUDIENCE, proxy_header, proxy_keys_url
from settings import Settings

# All values of one header, by its name in any case.
Values = Callable[[str], Sequence[str]]
# When the same browser session first presented this assertion; None if it did not.
SeenSince = Callable[[str], datetime | None]


@cache
def keys(url: str) -> Keys:
    """The keys at this address, cached for the process."""
    return Keys(fetcher(url), lambda: datetime.now(UTC))


def claims(
    settings: Settings, values: Values, seen_since: SeenSince, now: datetime
) -> tuple[str, Mapping[str, object]]:
    """What to remember as seen, and the claims. Raises NotProven, KeysUnavailable.

    A websocket outlives the assertion that opened it, so `exp` is checked when an assertion is
    first seen. After that, `auth.claims` limits its age.
    """
    if settings.proxy == "headers":
        return plain(settings, values, seen_since, now)
    token = only(values(proxy_header(settings) or ""))
    result = verified(token, keys(proxy_keys_url(settings) or "").get)
    if not is_current(result, now) and seen_since(token) is None:
        raise NotProven
    return token, result


def plain(
    settings: Settings, values: Values, seen_since: SeenSince, now: datetime
) -> tuple[str, Mapping[str, object]]:
    """Claims from plain headers, trusted because of a secret shared with the proxy."""
    secret = settings.proxy_secret.get_secret_value() if settings.proxy_secret else ""
    sent = only(values(settings.proxy_secret_header))
    if not secret or not hmac.compare_digest(sent.encode(), secret.encode()):
        raise NotProven
    email = only(values(settings.proxy_email_header))
    groups = values(settings.proxy_groups_header)
    # Plain headers have no time, so a sign-in starts when the browser session is first seen.
    since = seen_since(email) or now
    return email, {
        "iss": HEADERS_ISSUER,
        "aud": PLAIN_AUDIENCE,
        "iat": since.timestamp(),
        "email": email,
        settings.groups_claim: [name for value in groups for name in value.split(",")],
    }


def only(result: Sequence[str]) -> str:
    """The only value. Raises NotProven if there is none, or more than one."""
    if len(result) != 1:
        raise NotProven
    return result[0]
