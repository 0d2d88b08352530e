"""The event loop that the web server runs on."""

from __future__ import annotations

from uvicorn import Config


def test_the_server_finds_uvloop() -> None:
    """Clicks take half as long on it: docs/decisions/0098-uvloop.md."""
    factory = Config("dashboard:app").get_loop_factory()
    assert factory is not None
    assert factory.__module__.startswith("uvloop")
