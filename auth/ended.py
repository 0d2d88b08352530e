"""Sign-ins that were ended by signing out, so that an old cookie cannot bring them back.

Kept in the process: lost at a restart, and not shared with other processes
(docs/decisions/0082).
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

# What distinguishes one sign-in from another: the nonce of OpenID Connect, the id of an assertion.
IDENTIFYING: Final = ("iss", "sub", "email", "iat", "auth_time", "nonce", "jti", "identity_nonce")


class Ended:
    """The sign-ins that were ended, for as long as they could still be believed."""

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def end(self, claims: Mapping[str, object], now: datetime, kept_for: timedelta) -> None:
        """End the sign-in that the claims are of, wherever it is open."""
        with self._lock:
            self._until = {key: until for key, until in self._until.items() if until > now}
            self._until[fingerprint(claims)] = now + kept_for

    def has(self, claims: Mapping[str, object]) -> bool:
        """Whether the sign-in that the claims are of was ended."""
        return bool(self._until) and fingerprint(claims) in self._until


def fingerprint(claims: Mapping[str, object]) -> str:
    """The same for all uses of one sign-in, and nothing that could be used as one."""
    values = [claims.get(name) for name in IDENTIFYING]
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()


ended: Final = Ended()
