"""Verifies a proxy's signed assertion of who is signed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from joserfc import jws, jwt
from joserfc.errors import JoseError

from auth.claims import Malformed, timestamp
from auth.keys import PublicKey
from auth.policy import SKEW

# Asymmetric algorithms only: with HS256, the public key would be the secret.
ALGORITHMS: Final = ("ES256", "RS256")
MAX_LENGTH: Final = 16_384


class NotProven(ValueError):
    """The assertion is missing, is not signed by the proxy, or is not valid at this time."""


def verified(token: str, key_for: Callable[[str], PublicKey | None]) -> Mapping[str, Any]:
    """The claims in a token with a valid signature. Raises NotProven, and what `key_for` raises.

    Does not check issuer, audience or time: see `auth.claims` and `is_current`.
    """
    if not 0 < len(token) <= MAX_LENGTH or not token.isascii():
        raise NotProven
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError, TypeError, RecursionError):
        raise NotProven from None
    algorithm, kid = header.get("alg"), header.get("kid")
    if algorithm not in ALGORITHMS or not isinstance(kid, str):
        raise NotProven
    key = key_for(kid)
    if key is None:
        raise NotProven
    try:
        claims = jwt.decode(token, key, algorithms=[algorithm]).claims
    except (JoseError, ValueError, TypeError, RecursionError):
        raise NotProven from None
    if not isinstance(claims, dict):
        raise NotProven
    return claims


def is_current(claims: Mapping[str, object], now: datetime) -> bool:
    """Whether the assertion is valid now: not before `nbf`, not after `exp`."""
    present, skew = now.timestamp(), SKEW.total_seconds()
    try:
        ends = timestamp(claims.get("exp"))
        begins = timestamp(claims["nbf"]) if "nbf" in claims else 1.0
    except Malformed:
        return False
    return begins - skew <= present <= ends + skew
