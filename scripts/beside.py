"""Runs a module of ours in a process beside the web server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from scripts.local_server import stop
from settings import ROOT

STOP_SECONDS: Final = 5


@contextmanager
def beside(module: str, *options: str, embedded_url: str | None = None) -> Iterator[None]:
    """A process that runs the module, which calls `end_with_parent`; stopped with the block.

    Not a thread, which would use the time and signals of the web server or supervisor. It has its
    own session, so that Ctrl-C reaches only the supervisor.
    """
    given = {"EMBEDDED_URL": embedded_url} if embedded_url else {}
    process = subprocess.Popen(
        [sys.executable, "-m", module, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, **given},
        start_new_session=True,
    )
    try:
        yield
    finally:
        stop(process, STOP_SECONDS)
