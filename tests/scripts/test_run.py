"""scripts/run as a person uses it: start, stop, kill, start again."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psutil
import psycopg
import pytest
from sqlalchemy import text

from migrations import runner
from postgres import embedded
from scripts import serve
from scripts.local_server import free_port
from settings import ROOT
from store.engine import Database, engine_for
from store.insights import coverage
from tests.waiting import PATIENCE_SECONDS, until

READY_SECONDS = 240  # the first start installs what renders
FINGERPRINT = "SELECT count(*), md5(string_agg(r::text, '' ORDER BY id)) FROM prototype_sessions r"


class Run:
    """A started scripts/run, with what it has printed so far."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.port = int(environment["PORT"])
        self.process = subprocess.Popen(
            [ROOT / "scripts" / "run"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.output = ""
        self._grown = threading.Condition()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                with self._grown:
                    self.output += line
                    self._grown.notify_all()
        with self._grown:
            self._grown.notify_all()

    def wait_until_ready(self) -> None:
        """Wait for the printed address, and request it."""
        with self._grown:
            ready = self._grown.wait_for(
                lambda: "Ready:" in self.output or self.process.poll() is not None, READY_SECONDS
            )
        assert ready, self.output
        assert f"http://127.0.0.1:{self.port}" in self.output, self.output
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        connection.request("GET", "/_stcore/health")
        assert connection.getresponse().read() == b"ok"
        connection.close()

    def end(self, number: signal.Signals) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        """Wait for its end; the exit code."""
        code = self.process.wait(PATIENCE_SECONDS)
        self._reader.join(PATIENCE_SECONDS)
        return code

    def web_process(self) -> psutil.Process:
        """The web server's process."""
        children = psutil.Process(self.process.pid).children()
        return next(child for child in children if "scripts.web" in child.cmdline())


Start = Callable[..., Run]
Refusal = Callable[..., str]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="module")
def demo_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests keep one embedded database, whose demo data takes long to load."""
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture
def start(port: int, data_dir: Path) -> Iterator[Start]:
    """Starts scripts/run with some variables set; kills what still runs at the end."""
    started: list[Run] = []

    def start(**variables: str) -> Run:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "EMBEDDED_URL"}
        }
        own = {"PORT": str(port), "DATA_DIR": str(data_dir), "LC_ALL": "C"}
        started.append(Run({**inherited, **own, **variables}))
        return started[-1]

    yield start
    for run in started:
        if run.process.poll() is None:
            run.end(signal.SIGTERM)


def postmaster_pid(data_dir: Path) -> int:
    """The process number of the embedded server."""
    return int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def fingerprint(data_dir: Path) -> tuple[int, str]:
    """The number of rows in the embedded database, and a hash over all of them."""
    server = embedded.start(data_dir)
    try:
        with psycopg.connect(server.get_uri()) as connection:
            row = connection.execute(FINGERPRINT).fetchone()
            assert row is not None
            return row[0], row[1]
    finally:
        server.stop()


def is_alive(process: psutil.Process) -> bool:
    """Whether it runs; a zombie process does not."""
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def demo_database(data_dir: Path) -> Iterator[Database]:
    """The embedded database that scripts/run serves."""
    server = embedded.start(data_dir)
    database = Database(engine_for(server.get_uri()))
    try:
        yield database
    finally:
        database.dispose()
        server.stop()


def test_every_demo_row_is_checked_soon_after_the_start_and_ctrl_c_stops_all(
    start: Start, port: int, demo_dir: Path
) -> None:
    if demo_dir.exists():
        with demo_database(demo_dir) as database, database.begin() as db:
            db.execute(text("DELETE FROM dashboard.insights"))
    run = start(DATA_DIR=str(demo_dir))
    run.wait_until_ready()
    children = psutil.Process(run.process.pid).children()
    server = psutil.Process(postmaster_pid(demo_dir))

    with demo_database(demo_dir) as database:

        def is_checked() -> bool:
            known, rows = database.read(coverage.progress)
            assert rows > 0
            return known == rows

        until(is_checked, pause_seconds=0.5)
    assert is_alive(server), "a second user that leaves must not stop the server"

    assert run.end(signal.SIGINT) == 130
    assert "Traceback" not in run.output
    assert not is_listening(port)
    assert not any(is_alive(child) for child in children)
    until(lambda: not is_alive(server))


def test_recovery_after_kills(start: Start, port: int, demo_dir: Path) -> None:
    run = start(DATA_DIR=str(demo_dir))
    run.wait_until_ready()
    before = fingerprint(demo_dir)
    assert before[0] > 0
    web = run.web_process()
    run.end(signal.SIGKILL)
    until(lambda: not is_alive(web))
    assert not is_listening(port)

    run = start(DATA_DIR=str(demo_dir))
    run.wait_until_ready()
    assert "Loading demo data" not in run.output
    killed = [run.web_process(), psutil.Process(postmaster_pid(demo_dir))]
    run.end(signal.SIGKILL)
    for process in killed:
        if is_alive(process):
            process.kill()

    run = start(DATA_DIR=str(demo_dir))
    run.wait_until_ready()
    assert fingerprint(demo_dir) == before
    database = psutil.Process(postmaster_pid(demo_dir))
    assert run.end(signal.SIGTERM) == 143
    assert not is_listening(port)
    # Killed users must not be counted as users forever.
    until(lambda: not is_alive(database))


def test_everything_stops_with_the_web_server(start: Start, demo_dir: Path) -> None:
    run = start(DATA_DIR=str(demo_dir))
    run.wait_until_ready()
    database = psutil.Process(postmaster_pid(demo_dir))
    run.web_process().kill()
    assert run.wait() == 128 + signal.SIGKILL
    until(lambda: not is_alive(database))


def test_a_busy_port_is_reported_before_anything_starts(
    start: Start, port: int, data_dir: Path
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        run = start()
        assert run.wait() == 1
    assert f"Port {port} is in use" in run.output
    assert not data_dir.exists()


@pytest.fixture
def refusal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refusal:
    """What the command says with some variables set, which make it refuse to start."""

    def refusal(**variables: str) -> str:
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.delenv("EMBEDDED_URL", raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["scripts/run"])
        try:
            assert serve.main() == 1
        except SystemExit as end:
            return str(end.code)
        return capsys.readouterr().out

    return refusal


def test_a_wrong_setting_is_named(refusal: Refusal) -> None:
    assert re.search(r"^PORT: ", refusal(PORT="99999"), re.MULTILINE)


def test_a_given_database_takes_sign_in(refusal: Refusal, data_dir: Path) -> None:
    said = refusal(DATABASE_URL="postgresql://dash:hunter2@127.0.0.1:1/app", DATA_DIR=str(data_dir))
    assert "SIGN_IN: is missing" in said
    assert "hunter2" not in said
    assert not data_dir.exists()


def test_a_given_database_is_left_alone(
    start: Start, port: int, data_dir: Path, make_database: Callable[[str | None], str]
) -> None:
    url = make_database(None)
    run = start(
        DATABASE_URL=url.replace("postgres@", "postgres:hunter2@"),
        SIGN_IN="oidc",
        COOKIE_SECRET="0123456789abcdef" * 3,
        OIDC_ISSUER="https://id.example.com",
        OIDC_CLIENT_ID="dash",
        OIDC_CLIENT_SECRET="hunter2",
        PUBLIC_URL=f"http://127.0.0.1:{port}",
        ACCESS_DOMAINS="example.com",
        ACCESS_ADMINS="ann@example.com",
        ACCESS_CONTACT="it@example.com",
    )
    run.wait_until_ready()
    assert "hunter2" not in run.output
    assert run.end(signal.SIGINT) == 130
    assert not data_dir.exists()
    assert runner.current(url) is None
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT to_regclass('prototype_sessions')").fetchone() == (None,)
