"""Runs a local web server for the duration of a `with` block."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

from settings import ROOT

HOST: Final = "127.0.0.1"
HEALTHY_SECONDS: Final = 60
PATIENT_SECONDS: Final = 180  # for a server beside much else, as in the tests
STOP_SECONDS: Final = 20
PORTS: Final = range(20_000, 32_000)
"""Below the ports of outgoing connections on Linux (32,768) and macOS (49,152)."""
_given: Final[set[int]] = set()


class NotServed(RuntimeError):
    """The server ended, or did not answer in time. The message has its output."""


def stop(process: subprocess.Popen[bytes], seconds: float = STOP_SECONDS) -> None:
    """Terminate a process, and kill it if it has not ended after `seconds`."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A free port on loopback, of those that no outgoing connection is given.

    (Port 0 would give one of those, which a browser's connection may take before the server does.)
    One that was given out before comes last: its server may not listen yet. Tests reset the seed of
    `random`, so that they would get the same ports again.
    """
    drawn = random.SystemRandom().sample(PORTS, len(PORTS))
    for port in sorted(drawn, key=_given.__contains__):
        with socket.socket() as probe, suppress(OSError):  # taken
            probe.bind((HOST, port))
            _given.add(port)
            return port
    raise NotServed("No port is free.")


def is_healthy(port: int, host: str = HOST, path: str = "/_stcore/health") -> bool:
    """Whether the server answers its health check."""
    connection = HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def await_answer(answers: Callable[[], bool], has_ended: Callable[[], bool], log: Path) -> None:
    """Wait until the server answers. Raises NotServed, with what it has logged."""
    deadline = time.monotonic() + PATIENT_SECONDS
    while not answers():
        if has_ended() or time.monotonic() > deadline:
            raise NotServed(log.read_text(errors="replace"))
        time.sleep(0.1)


@contextmanager
def running(
    command: Sequence[str | Path],
    answers: Callable[[], bool],
    log: Path,
    environment: Mapping[str, str] | None = None,
) -> Iterator[None]:
    """Run `command` in the repository until the block ends, which begins once `answers()`.

    `environment` is added to this process's own; what is printed goes to `log`. Raises NotServed.
    """
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            await_answer(answers, lambda: process.poll() is not None, log)
            yield
        finally:
            stop(process)


@contextmanager
def served(
    arguments: Sequence[str], port: int, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Run Python with `arguments` until the block ends; gives the address once it is healthy.

    `environment` is added to this process's own; what the server prints goes to `log`. Raises
    NotServed.
    """
    with running([sys.executable, *arguments], partial(is_healthy, port), log, environment):
        yield f"http://{HOST}:{port}"


@contextmanager
def dashboard(url: str, log: Path, **environment: str) -> Iterator[str]:
    """The dashboard over the embedded database at `url`. Raises NotServed."""
    port = free_port()
    settings = {"EMBEDDED_URL": url, "PORT": str(port), **environment}
    with served(["dashboard.py"], port, log, settings) as address:
        yield address
