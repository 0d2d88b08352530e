"""scripts/watch as processes: two at once, one killed, and nothing secret in what they print."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from scripts import serve, watch
from settings import ROOT, Settings
from store.engine import Database
from tests.services.watch.receiver import Receiver, receiver
from tests.store.acting import insert_row
from tests.waiting import PATIENCE_SECONDS, until


def environment(database: Database, place: Receiver) -> dict[str, str]:
    url = database.engine.url.set(drivername="postgresql")
    return {
        **os.environ,
        "EMBEDDED_URL": url.render_as_string(hide_password=False),
        "WATCH_WEBHOOKS": place.url,
        "WATCH_SIGNING_KEY": "S3CRET key of more than 32 bytes, really",
        "WATCH_EVERY_SECONDS": "5",
    }


@contextmanager
def watcher(database: Database, place: Receiver, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A watcher as a process, ended with the block if it was not before."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.watch"],
            cwd=ROOT,
            env=environment(database, place),
            stdout=output,
            stderr=output,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def expire(database: Database) -> None:
    """As if the pauses, and the minute of a claim that was left, had passed."""
    with database.begin() as db:
        db.execute(text("UPDATE dashboard.deliveries SET next_at = now(), claimed_until = NULL"))


def test_two_watchers_tell_once_and_one_goes_on_after_the_other_was_killed(
    database: Database, tmp_path: Path
) -> None:
    log, place = tmp_path / "log", receiver()
    place.status = 503
    with database.begin() as db:
        for _ in range(3):
            insert_row(db)
    with (
        place.up(),
        watcher(database, place, log) as first,
        watcher(database, place, log) as second,
    ):
        until(lambda: "it answered 503" in log.read_text())
        first.send_signal(signal.SIGKILL)
        first.wait(PATIENCE_SECONDS)
        place.status = 200
        expire(database)
        until(lambda: bool(place.accepted))
        second.terminate()
        assert second.wait(PATIENCE_SECONDS) == 0
    assert place.events() == ["incident.opened"]
    assert "S3CRET" not in log.read_text()


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({}, "WATCH_WEBHOOKS: is missing"),
        ({"watch_webhooks": "S3CRET"}, "WATCH_WEBHOOKS: number 1 is not an https:// address"),
        ({"watch_webhooks": "https://ops.example.com/S3CRET"}, "WATCH_SIGNING_KEY: is missing"),
        (
            {"watch_webhooks": "https://hooks.slack.com/S3CRET", "watch_digest": "daily"},
            "WATCH_DIGEST: expected a day and a time",
        ),
    ],
)
def test_what_is_missing_is_said_before_it_starts(given: dict[str, str], problem: str) -> None:
    found = [*watch.problems(Settings.model_validate(given))]
    assert any(each.startswith(problem) for each in found)
    assert "S3CRET" not in "".join(found)


def test_the_server_does_not_start_without_what_its_watcher_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["scripts/run"])
    monkeypatch.setenv("WATCH", "1")
    with socket.create_server(("127.0.0.1", 0)) as other:  # nor if this did not keep it from that
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        assert serve.main() == 1
    assert "WATCH_WEBHOOKS: is missing" in capsys.readouterr().out
