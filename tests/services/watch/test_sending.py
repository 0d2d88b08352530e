"""What a webhook's answer asks for."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from services.watch.sending import LONGEST_ASKED, retry_after


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("120", timedelta(minutes=2)),
        ("", timedelta(0)),
        ("-5", timedelta(0)),
        ("Fri, 27 Nov 2026 20:00:00 GMT", timedelta(0)),
        ("9" * 18, LONGEST_ASKED),
        ("9" * 5_000, LONGEST_ASKED),
    ],
)
def test_any_retry_after_is_a_pause(header: str, pause: timedelta) -> None:
    """The watcher must outlive whatever a receiver answers."""
    assert retry_after(httpx.Response(429, headers={"Retry-After": header})) == pause
