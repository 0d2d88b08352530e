"""What is logged for a record, ours or a library's."""

from __future__ import annotations

import json
import logging
import sys
from uuid import uuid4

from web.logs import JsonLines, Readable

SECRET = "9f1c2d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f"


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("dashboard.x", logging.WARNING, __file__, 1, message, args, None)
    made.__dict__.update(extra)
    return made


def failing() -> logging.LogRecord:
    """A record of an error and its cause, both quoting the secret."""
    made = record("unexpected error", reference="E-123456")
    try:
        try:
            raise ValueError(f"no such key: {SECRET}")
        except ValueError as error:
            raise RuntimeError(f"session_id={SECRET}") from error
    except RuntimeError:
        made.exc_info = sys.exc_info()
    return made


def test_a_line_is_one_object_with_what_happened() -> None:
    row = uuid4()
    line = JsonLines().format(
        record("action applied", actor="ann@example.com", action="reset", row_id=row)
    )
    result = json.loads(line)
    assert result.pop("time").endswith("Z")
    assert result == {
        "level": "warning",
        "logger": "dashboard.x",
        "event": "action applied",
        "actor": "ann@example.com",
        "action": "reset",
        "row_id": str(row),
    }


def test_only_known_fields_come_through() -> None:
    made = record("action applied", session_id=SECRET, reason="ticket", generated_code="<div/>")
    for text in (JsonLines().format(made), Readable().format(made)):
        assert "9f1c2d3e" not in text
        assert "ticket" not in text
        assert "<div/>" not in text


def test_an_error_is_logged_by_type_and_place() -> None:
    for text in (JsonLines().format(failing()), Readable().format(failing())):
        assert SECRET not in text
        assert "no such key" not in text.replace("raise ValueError(f", "").split("caused by")[0]
        assert "builtins.RuntimeError" in text
        assert "caused by builtins.ValueError" in text
        assert "test_logs.py" in text
        assert "E-123456" in text


def test_libraries_messages_lose_query_strings_and_identifiers() -> None:
    made = record('%s - "WebSocket %s" [accepted]', "127.0.0.1:1", f"/x?token=abc&id={SECRET}")
    assert (
        json.loads(JsonLines().format(made))["event"] == '127.0.0.1:1 - "WebSocket /x?…" [accepted]'
    )
    made = record("widget %s has no value", SECRET)
    assert json.loads(JsonLines().format(made))["event"] == "widget 9f1c2d3e… has no value"
    assert len(json.loads(JsonLines().format(record("x" * 5_000)))["event"]) < 1_100


def test_a_log_line_cannot_be_forged() -> None:
    made = record("action applied", actor='x"\n{"event": "forged"}')
    assert JsonLines().format(made).count("\n") == 0
    assert Readable().format(made).count("\n") == 0
