"""Holds the runs of sessions back."""

from __future__ import annotations

import threading

import pytest
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequest, ScriptRequests

from tests.waiting import PATIENCE_SECONDS


@pytest.fixture
def held_runs(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set; while it is cleared, no run begins, as on a busy machine."""
    released = threading.Event()
    released.set()
    ready = ScriptRequests.on_scriptrunner_ready

    def wait(requests: ScriptRequests) -> ScriptRequest:
        assert released.wait(PATIENCE_SECONDS)
        return ready(requests)

    monkeypatch.setattr(ScriptRequests, "on_scriptrunner_ready", wait)
    return released
