"""How long statements may take, and the settings of every transaction."""

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
# One format for timestamps, in results and as text, whatever the database or login is set to.
MOMENTS: Final = MappingProxyType({"timezone": "UTC", "datestyle": "ISO"})
READ_ONLY: Final = MappingProxyType({"transaction_read_only": "on"})

_read_limit_ms: Final[ContextVar[int]] = ContextVar("read_limit_ms", default=READ_TIMEOUT_MS)


def timeouts(statement_ms: int, lock_ms: int) -> dict[str, str]:
    """PostgreSQL's two timeouts, in milliseconds, as settings for `local`."""
    return {"statement_timeout": f"{statement_ms}ms", "lock_timeout": f"{lock_ms}ms"}


def local(settings: Mapping[str, str]) -> str:
    """SQL that changes settings for this transaction only, which works through a pooler.

    The names and values are this package's own constants.
    """
    calls = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in settings.items())
    return f"SELECT {calls}"


@contextmanager
def limited(limit_ms: int) -> Iterator[None]:
    """Let each statement of a read within the block take this long."""
    token = _read_limit_ms.set(limit_ms)
    try:
        yield
    finally:
        _read_limit_ms.reset(token)


@contextmanager
def at_most(limit_ms: int) -> Iterator[None]:
    """Lower the limit to this within the block; a lower one stays."""
    with limited(min(limit_ms, _read_limit_ms.get())):
        yield


class ReadSettings:
    """Sets up each statement of a read, which is a transaction of its own."""

    def next(self) -> tuple[str, ...]:
        """Make the transaction read-only, with the current limit."""
        return _read_settings(_read_limit_ms.get())


@lru_cache(maxsize=64)
def _read_settings(limit_ms: int) -> tuple[str, ...]:
    return (local({**READ_ONLY, **MOMENTS, **timeouts(limit_ms, limit_ms)}),)
