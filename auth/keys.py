"""Fetches the public keys that verify the proxy's assertions, again when they rotate."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

FRESH_FOR: Final = timedelta(minutes=10)
BELIEVED_FOR: Final = timedelta(hours=1)
# Assertions with made-up key ids must not each cause a request.
ASKED_AT_MOST_EVERY: Final = timedelta(seconds=15)
TIMEOUT_SECONDS: Final = 3

PublicKey = RSAKey | ECKey
Fetch = Callable[[], Any]
Clock = Callable[[], datetime]


class KeysUnavailable(RuntimeError):
    """The keys could not be fetched, and there are no cached keys that are still trusted."""


def fetcher(url: str) -> Fetch:
    """Fetches the key set at `url` as parsed JSON. Raises httpx.HTTPError, ValueError."""

    def fetch() -> Any:
        return httpx.get(url, timeout=TIMEOUT_SECONDS).raise_for_status().json()

    return fetch


class Keys:
    """Public keys by id, with a cache."""

    def __init__(self, fetch: Fetch, clock: Clock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._keys: dict[str, PublicKey] = {}
        self._fetched: datetime | None = None
        self._asked: datetime | None = None

    def get(self, kid: str) -> PublicKey | None:
        """The key with this id; None if the signer has none. Raises KeysUnavailable."""
        with self._lock:
            now = self._clock()
            fresh = self._fetched is not None and now - self._fetched < FRESH_FOR
            if not (fresh and kid in self._keys):
                self._refresh(now)
            believed = self._fetched is not None and now - self._fetched < BELIEVED_FOR
            if not believed:
                raise KeysUnavailable
            return self._keys.get(kid)

    def _refresh(self, now: datetime) -> None:
        """Fetch the keys unless that was just tried. On failure, the old ones stay."""
        if self._asked is not None and now - self._asked < ASKED_AT_MOST_EVERY:
            return
        self._asked = now
        try:
            result = KeySet.import_key_set(self._fetch())
        except (httpx.HTTPError, JoseError, ValueError, TypeError, KeyError, AttributeError):
            return
        self._keys = {
            key.kid: key for key in result.keys if key.kid and isinstance(key, RSAKey | ECKey)
        }
        self._fetched = now
