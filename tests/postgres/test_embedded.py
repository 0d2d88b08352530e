"""The embedded server: shared, stopped by its last user, and started after any crash."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psutil
import psycopg
import pytest

from postgres import embedded, installation
from postgres.embedded import PostgresServer
from postgres.installation import EmbeddedFailed
from postgres.postmaster import SOCKET_NAME, read
from settings import ROOT
from tests.waiting import until

USE_AND_WAIT = """
import sys
from pathlib import Path
from postgres import embedded
embedded.start(Path(sys.argv[1]))
print("started", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a server that was created and stopped, which every test leaves stopped."""
    directory = tmp_path_factory.mktemp("embedded")
    embedded.start(directory).stop()
    return directory


def answers(server: PostgresServer) -> bool:
    """Whether a query reaches it."""
    with psycopg.connect(server.get_uri()) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def postmaster(server: PostgresServer) -> psutil.Process:
    """The server's main process."""
    return psutil.Process(int((server.pgdata / "postmaster.pid").read_text().split()[0]))


def is_alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def await_end(process: psutil.Process) -> None:
    """PostgreSQL removes its pid file shortly before its process ends."""
    until(lambda: not is_alive(process))


def other_user(data_dir: Path) -> subprocess.Popen[str]:
    """A process that has started the server and uses it until its stdin ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", USE_AND_WAIT, data_dir],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process


def test_the_last_user_stops_it(data_dir: Path) -> None:
    first = embedded.start(data_dir)
    second = embedded.start(data_dir)
    main = postmaster(first)
    first.stop()
    first.stop()
    assert answers(second)
    second.stop()
    await_end(main)


def test_a_user_that_exits_leaves_it_to_the_others(data_dir: Path) -> None:
    with other_user(data_dir) as other:
        server = embedded.start(data_dir)
        other.communicate(timeout=20)
    assert other.returncode == 0
    assert answers(server)
    main = postmaster(server)
    server.stop()
    await_end(main)


def test_a_killed_process_no_longer_counts_as_a_user(data_dir: Path) -> None:
    with other_user(data_dir) as other:
        other.kill()
    server = embedded.start(data_dir)
    main = postmaster(server)
    server.stop()
    await_end(main)


def test_committed_rows_survive_the_kill_of_the_server(data_dir: Path) -> None:
    server = embedded.start(data_dir)
    with psycopg.connect(server.get_uri()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT n FROM generate_series(1, 5000) AS n")
    with closing(psycopg.connect(server.get_uri())) as busy:
        busy.execute("INSERT INTO kept VALUES (0)")
        main = postmaster(server)
        main.kill()
        await_end(main)
        # `busy` keeps its backend, whose end a new server must wait for.
        again = embedded.start(data_dir)
    with psycopg.connect(again.get_uri()) as connection:
        assert connection.execute("SELECT count(*), min(n) FROM kept").fetchone() == (5000, 1)
    server.stop()
    main = postmaster(again)
    again.stop()
    await_end(main)


def test_a_socket_that_outlives_its_server_is_not_a_server(data_dir: Path) -> None:
    server = embedded.start(data_dir)
    path = Path(read(server.pgdata).socket_dir) / SOCKET_NAME
    main = postmaster(server)
    main.kill()
    await_end(main)
    path.unlink()
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
        left.listen()
        again = embedded.start(data_dir)
    assert answers(again)
    main = postmaster(again)
    server.stop()
    again.stop()
    await_end(main)


def test_a_stale_pid_of_another_process_is_not_a_server(data_dir: Path) -> None:
    server = embedded.start(data_dir)
    lines = (server.pgdata / "postmaster.pid").read_text().splitlines()
    server.stop()
    stranger = subprocess.Popen(["cat"], stdin=subprocess.PIPE, user=installation.server_user())
    lines[0] = str(stranger.pid)
    for name in ("postmaster.pid", f"{SOCKET_NAME}.lock"):
        (server.pgdata / name).write_text("\n".join(lines) + "\n")

    server = embedded.start(data_dir)

    assert answers(server)
    assert stranger.poll() is None
    server.stop()
    stranger.communicate(timeout=10)


@pytest.mark.parametrize("content", ["", "123\n", "123\n/data\n", "none\n" * 8])
def test_a_half_written_pid_file_is_not_a_server(data_dir: Path, content: str) -> None:
    server = embedded.start(data_dir)
    server.stop()
    (server.pgdata / "postmaster.pid").write_text(content)
    server = embedded.start(data_dir)
    assert answers(server)
    server.stop()


def test_an_interrupted_initdb_is_repeated(tmp_path: Path) -> None:
    half = tmp_path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    server = embedded.start(tmp_path)
    assert answers(server)
    server.stop()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("d" * 120, id="too deep for a socket"),
        "with space",
        'quote\'s "and" $HOME `id` \\ %41 ü',
        "a,b",
    ],
)
def test_any_folder_works(data_dir: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (data_dir / "postgres").rename(folder / "postgres")
    server = embedded.start(folder)
    socket_dir = Path(str(psycopg.conninfo.conninfo_to_dict(server.get_uri())["host"]))
    assert answers(server)
    assert socket_dir.stat().st_mode & 0o077 == 0, "the socket asks for no password"
    server.stop()
    assert socket_dir == server.pgdata or not socket_dir.exists()
    server.pgdata.rename(data_dir / "postgres")


def test_a_server_that_cannot_start_says_why(data_dir: Path) -> None:
    settings = data_dir / "postgres" / "postgresql.auto.conf"
    usual = settings.read_text()
    settings.write_text("no_such_setting = 1\n")
    with pytest.raises(EmbeddedFailed, match="no_such_setting"):
        embedded.start(data_dir)
    settings.write_text(usual)
    embedded.start(data_dir).stop()


def test_the_log_quotes_no_rows(data_dir: Path) -> None:
    server = embedded.start(data_dir)
    secret = "0000-secret"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("CREATE TABLE visitors (session_id text UNIQUE)")
        connection.execute("INSERT INTO visitors VALUES (%s)", [secret])
        with pytest.raises(psycopg.errors.UniqueViolation, match=secret):
            connection.execute("INSERT INTO visitors VALUES (%s)", [secret])
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute(f"INSERT INTO visitors VALUES ('{secret}')".encode())
    server.stop()
    log = server.log.read_text()
    assert "duplicate key" in log
    assert secret not in log


def test_ctrl_c_does_not_reach_the_server(data_dir: Path) -> None:
    with other_user(data_dir) as other:
        server = embedded.start(data_dir)
        assert postmaster(server).pid not in {
            child.pid for child in psutil.Process(other.pid).children()
        }
        other.send_signal(signal.SIGINT)
    assert answers(server)
    server.stop()
