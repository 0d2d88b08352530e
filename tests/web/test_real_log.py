"""The log of a real run with actions, refusals and an error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.web.client import browser, strings
from tests.web.conftest import Serve, Site

BREAK = """
CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'row % of % with %', OLD.frame_name, OLD.session_id, OLD.generated_code;
END $$
"""
BREAKS = """
CREATE TRIGGER breaks BEFORE UPDATE ON prototype_sessions
FOR EACH ROW EXECUTE FUNCTION break_it()
"""


@pytest.fixture
def site(serve: Serve) -> Iterator[Site]:
    """A server whose log has nothing of other tests."""
    with serve() as site:
        yield site


def press(site: Site, key: str) -> list[tuple[str, str]]:
    """Open the row as ann and press the button with this key; returns the texts of the page."""
    with browser(site.address, site.cookies()) as ann:
        seen = [
            each
            for message in ann.run("session", query_string=query(site))
            for each in strings(message)
        ]
        button = next(
            each for _, each in seen if each.startswith("$$ID-") and each.endswith(f"-{key}")
        )
        pressed = [WidgetState(id=button, trigger_value=True)]
        answered = ann.run("session", query_string=query(site), widgets=pressed)
        return [each for message in answered for each in strings(message)]


def query(site: Site) -> str:
    return f"id={site.row.id}"


def test_what_is_logged(site: Site) -> None:
    owner = site.database
    with owner.begin() as db:
        db.execute(text(BREAK))
        db.execute(text(BREAKS))
    shown = press(site, "reset")
    with owner.begin() as db:
        db.execute(text("DROP TRIGGER breaks ON prototype_sessions"))
    press(site, "reset")
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=20)
    connection.request("GET", f"/sessions?q={site.row.session_id}")
    connection.getresponse().read()
    connection.close()

    log = site.log.read_bytes()
    lines = [json.loads(line) for line in log.splitlines()]
    (error,) = [line for line in lines if line["event"] == "unexpected error"]
    assert error["actor"] == "ann@example.com"
    assert error["reference"].startswith("E-")
    assert any(error["reference"] in each for _, each in shown)
    assert "RaiseException" in error["error"]
    failed, applied = [line for line in lines if line["logger"] == "dashboard.actions"]
    assert (failed["event"], failed["level"]) == ("action failed", "error")
    assert (applied["event"], applied["level"]) == ("action applied", "info")
    for line in (failed, applied):
        assert line["actor"] == "ann@example.com"
        assert line["action"] == "reset"
        assert line["row_id"] == str(site.row.id)
        assert line["request_id"]
        assert line["time"].endswith("Z")

    assert site.row.found_in(log) == [str(site.row.id)]
    assert b"hidden_parameters" not in log
    assert b"UPDATE" not in log
    assert site.row.session_id not in str(shown)
