"""Dashboards for tests that ask nothing about the start: each is forked from a process that has
imported everything, which takes longer than most tests."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Final

from scripts.local_server import HOST, STOP_SECONDS, await_answer, free_port, is_healthy
from settings import ROOT

IMPORTS: Final = "tests.imported"
FORKS: Final = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([IMPORTS])


@contextmanager
def served(port: int, log: Path, settings: Mapping[str, str]) -> Iterator[BaseProcess]:
    """The process of a dashboard on this port, which is stopped at the end.

    `settings` are added to this process's environment; what it prints goes to `log`. Raises
    NotServed.
    """
    environment = {**os.environ, "PORT": str(port), **settings}
    process = FORKS.Process(target=run, args=(log, environment), daemon=True)
    log.touch()
    with without_main():
        process.start()
    try:
        await_answer(partial(is_healthy, port), lambda: not process.is_alive(), log)
        yield process
    finally:
        process.terminate()
        process.join(STOP_SECONDS)
        process.kill()
        process.join()
        process.close()


@contextmanager
def without_main() -> Iterator[None]:
    """Let a process start without the main module of this one, which it would run again: after an
    AppTest, that is a page.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def dashboard(url: str, log: Path, **settings: str) -> Iterator[str]:
    """The address of a dashboard over the embedded database at `url`. Raises NotServed."""
    port = free_port()
    with served(port, log, {"EMBEDDED_URL": url, **settings}):
        yield f"http://{HOST}:{port}"


def run(log: Path, environment: dict[str, str]) -> None:
    """Become `python dashboard.py` in this environment, and print to `log`."""
    import_module(IMPORTS)  # unless the process that this one was forked from has done so
    with log.open("ab") as output:
        for stream in (1, 2):
            os.dup2(output.fileno(), stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    runpy.run_path(str(ROOT / "dashboard.py"), run_name="__main__")
