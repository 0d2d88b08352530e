"""How long statements may take, and the settings that every transaction has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from types import MappingProxyType
from typing import Final

READ_TIMEOUT_MS: Final = 5_000
ASIDE_TIMEOUT_MS: Final = 2_000
WRITE_TIMEOUT_MS: Final = 10_000
LOCK_TIMEOUT_MS: Final = 3_000
# Moments are read, and kept as text, in one form whatever the database or the login is set to.
MOMENTS: Final = MappingProxyType({"timezone": "UTC", "datestyle": "ISO"})
READ_ONLY: Final = MappingProxyType({"transaction_read_only": "on"})

_read_limit_ms: Final[ContextVar[int]] = ContextVar("read_limit_ms", default=READ_TIMEOUT_MS)


def timeouts(statement_ms: int, lock_ms: int) -> dict[str, str]:
    """PostgreSQL's two timeouts, in milliseconds, as settings for `local`."""
    return {"statement_timeout": f"{statement_ms}ms", "lock_timeout": f"{lock_ms}ms"}


def local(settings: Mapping[str, str]) -> str:
    """SQL that changes settings for this transaction only, in a way that a pooler passes on.

    The names and values are this package's own constants.
    """
    calls = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in settings.items())
    return f"SELECT {calls}"


@contextmanager
def limited(limit_ms: int) -> Iterator[None]:
    """Within it, each statement of a read may take this long."""
    token = _read_limit_ms.set(limit_ms)
    try:
        yield
    finally:
        _read_limit_ms.reset(token)


@contextmanager
def at_most(limit_ms: int) -> Iterator[None]:
    """The same where statements may take longer; a lower limit stays."""
    with limited(min(limit_ms, _read_limit_ms.get())):
        yield


class ReadSettings:
    """Runs before each statement of a read, which is a transaction of its own."""

    def next(self) -> tuple[str, ...]:
        """Make the transaction read-only, within the limit in force."""
        return _read_settings(_read_limit_ms.get())


@lru_cache(maxsize=64)
def _read_settings(limit_ms: int) -> tuple[str, ...]:
    return (local({**READ_ONLY, **MOMENTS, **timeouts(limit_ms, limit_ms)}),)
