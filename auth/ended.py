"""Sign-ins that were ended by signing out, so that an old cookie cannot bring them back.

Each process remembers those that it ended itself. A register tells it of all others
(docs/decisions/0034-sign-out.md).
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Protocol

# What identifies a sign-in: the nonce of OpenID Connect, or the id of an assertion.
IDENTIFYING: Final = ("iss", "sub", "email", "iat", "auth_time", "nonce", "jti", "identity_nonce")


class Register(Protocol):
    """The ended sign-ins of all processes, by fingerprint. Neither method raises."""

    def add(self, fingerprint: str, until: datetime) -> None:
        """Tell other processes that a sign-in was ended, which would be valid `until` then."""

    def has(self, fingerprint: str) -> bool:
        """Whether any process is known to have ended this sign-in."""


class Ended:
    """The sign-ins that were ended, kept until they would have expired anyway."""

    def __init__(self, register: Register | None = None) -> None:
        self._until: dict[str, datetime] = {}
        self._lock = threading.Lock()
        self._register = register

    def share(self, register: Register) -> None:
        """Use the register from now on, for new sign-outs and for checks."""
        self._register = register

    def end(self, claims: Mapping[str, object], now: datetime, kept_for: timedelta) -> None:
        """End the sign-in that the claims belong to, in every tab."""
        key, until = fingerprint(claims), now + kept_for
        with self._lock:
            is_known = key in self._until
            self._until = {each: at for each, at in self._until.items() if at > now}
            self._until[key] = until
        if self._register and not is_known:
            self._register.add(key, until)

    def has(self, claims: Mapping[str, object]) -> bool:
        """Whether the sign-in that the claims belong to was ended."""
        key = fingerprint(claims)
        return key in self._until or (self._register is not None and self._register.has(key))


def fingerprint(claims: Mapping[str, object]) -> str:
    """A digest that identifies a sign-in but cannot be used to sign in."""
    values = [claims.get(name) for name in IDENTIFYING]
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()


ended: Final = Ended()
