"""Reads postmaster.pid, and checks whether it is still true."""

from __future__ import annotations

import shutil
import socket
import struct
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

import psutil

PID_FILE: Final = "postmaster.pid"
SOCKET_NAME: Final = ".s.PGSQL.5432"
ORPHANS_SECONDS: Final = 10
REPLY_SECONDS: Final = 2
# Its length and its code; the reply is one letter. See "Message Formats" in PostgreSQL's manual.
SSL_REQUEST: Final = struct.pack("!ii", 8, 80877103)


class PostmasterFile(NamedTuple):
    """The lines of postmaster.pid that matter."""

    pid: int
    socket_dir: str
    ready: bool


def read(pgdata: Path) -> PostmasterFile:
    """Lines 1, 5 and 8; pid 0 while the file is missing or only half written."""
    try:
        lines = (pgdata / PID_FILE).read_text().splitlines()
        return PostmasterFile(int(lines[0]), lines[4], lines[7].strip() == "ready")
    except (FileNotFoundError, IndexError, ValueError):
        return PostmasterFile(0, "", ready=False)


def is_running(pgdata: Path) -> bool:
    """Whether the pid is our server, and not another process with the same number."""
    return bool(processes(pgdata, [read(pgdata).pid]))


def serves(pgdata: Path) -> bool:
    """Whether the server accepts connections; the file may be from a killed server."""
    state = read(pgdata)
    if not state.ready:
        return False
    with socket.socket(socket.AF_UNIX) as probe, suppress(OSError):
        probe.settimeout(REPLY_SECONDS)
        probe.connect(f"{state.socket_dir}/{SOCKET_NAME}")
        # A process that a killed server had just forked still holds its socket, and never replies.
        probe.sendall(SSL_REQUEST)
        return probe.recv(1) in {b"N", b"S"}
    return False


def processes(pgdata: Path, pids: list[int]) -> list[psutil.Process]:
    """The `pids` of PostgreSQL processes for this directory, which is their cwd."""
    matches = []
    for pid in pids:
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            process = psutil.Process(pid)
            if process.name() == "postgres" and process.cwd() == str(pgdata):
                matches.append(process)
    return matches


def clear_remains(pgdata: Path, socket_prefix: str) -> None:
    """After a kill: wait for the last backends, then remove the files of the dead server.

    PostgreSQL would trust such a file if another process had the same number. A socket's directory
    is removed too if it was created only for that, as `socket_prefix` says.
    """
    if not (pgdata / PID_FILE).exists():
        return
    deadline = time.monotonic() + ORPHANS_SECONDS
    while processes(pgdata, psutil.pids()) and time.monotonic() < deadline:
        time.sleep(0.02)
    socket_dir = Path(read(pgdata).socket_dir)
    if socket_dir.name.startswith(socket_prefix):
        shutil.rmtree(socket_dir, ignore_errors=True)
    for name in (PID_FILE, SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (pgdata / name).unlink(missing_ok=True)
