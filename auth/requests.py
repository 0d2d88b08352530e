"""Who is signed in for a plain HTTP request, since Streamlit checks only websockets."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import HTTPConnection

from auth import proxied
from auth.assertions import NotProven
from auth.claims import judge
from auth.ended import ended
from auth.keys import KeysUnavailable
from auth.policy import policy
from settings import Settings
from store.principal import Principal

# Streamlit's cookie, and its maximum age: 30 days plus one of grace.
COOKIE: Final = "_streamlit_user"
MAX_AGE_SECONDS: Final = 31 * 86_400
# A value too long for one cookie is replaced by this, and follows in COOKIE_1, COOKIE_2, …
CHUNKS: Final = re.compile(r"chunks-([0-9]{1,2})")


def signed_in(settings: Settings, request: HTTPConnection) -> bool:
    """Whether the request comes from a person who has access to the pages."""
    return settings.sign_in == "demo" or person(settings, request) is not None


def owner(settings: Settings, request: HTTPConnection) -> str | None:
    """A stable name for the sender of a request; None without access."""
    result = person(settings, request)
    return hashlib.sha256(result.actor.encode()).hexdigest() if result else None


def person(settings: Settings, request: HTTPConnection) -> Principal | None:
    """The person identified by cookies or headers; None without access."""
    now = datetime.now(UTC)
    try:
        if settings.sign_in == "oidc":
            result = cookie_claims(settings, request.cookies)
        else:
            _, result = proxied.claims(settings, request.headers.getlist, lambda _: None, now)
    except (KeysUnavailable, NotProven):
        return None
    decision = None if ended.has(result) else judge(result, policy(settings), now)
    return decision if isinstance(decision, Principal) else None


def end(settings: Settings, request: HTTPConnection) -> None:
    """End the sign-in in the request's cookie, if any, in every tab."""
    try:
        result = cookie_claims(settings, request.cookies)
    except NotProven:
        return
    ended.end(result, datetime.now(UTC), timedelta(hours=settings.sign_in_hours + 1))


def cookie_claims(settings: Settings, cookies: Mapping[str, str]) -> Mapping[str, object]:
    """What Streamlit wrote into its signed cookie at sign-in. Raises NotProven."""
    secret = settings.cookie_secret.get_secret_value() if settings.cookie_secret else ""
    if not secret or not settings.public_url:
        raise NotProven
    value = unsigned(secret, cookies, COOKIE)
    if split := CHUNKS.fullmatch(value):
        names = [f"{COOKIE}_{number}" for number in range(1, int(split[1]) + 1)]
        value = "".join(unsigned(secret, cookies, name) for name in names)
    try:
        claims = json.loads(value)
    except ValueError:
        raise NotProven from None
    if not isinstance(claims, dict) or claims.get("is_logged_in") is not True:
        raise NotProven
    if claims.get("origin") != settings.public_url:
        raise NotProven
    return claims


def unsigned(secret: str, cookies: Mapping[str, str], name: str) -> str:
    """The value of a cookie that Streamlit signed under this name. Raises NotProven."""
    serializer = URLSafeTimedSerializer(secret, salt=name)
    try:
        value = serializer.loads(cookies.get(name, ""), max_age=MAX_AGE_SECONDS)
    except BadSignature:
        raise NotProven from None
    if not isinstance(value, str):
        raise NotProven
    return value
