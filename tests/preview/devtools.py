"""Drives one page over Chromium's own protocol, attached only to that page.

Playwright mistakes the crash of any frame's process for the crash of the page.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psutil
from websockets.sync.client import ClientConnection, connect

from tests.waiting import until


class PageChanged(RuntimeError):
    """The page was replaced by another, or does not exist yet."""


class DevToolsPage:
    """A page that runs scripts, and whose browser's renderers can be measured."""

    def __init__(self, socket: ClientConnection, browser: psutil.Process) -> None:
        self._socket = socket
        self._browser = browser
        self._number = 0

    def run(self, expression: str, timeout: float = 5) -> Any:
        """The value of an expression. Raises TimeoutError if the page does not answer, and
        PageChanged.
        """
        self._number += 1
        params = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        message = {"id": self._number, "method": "Runtime.evaluate", "params": params}
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv(timeout))
            if answer.get("id") == self._number and "error" in answer:
                raise PageChanged(answer["error"]["message"])
            if answer.get("id") == self._number:
                return answer["result"]["result"].get("value")

    def largest_renderer(self) -> int:
        """Bytes in memory of the largest renderer alive."""
        sizes = [0]
        for process in self._browser.children(recursive=True):
            try:
                if "--type=renderer" in process.cmdline():
                    sizes.append(process.memory_info().rss)
            except psutil.NoSuchProcess:
                continue
        return max(sizes)


@contextmanager
def open_page(
    executable: str, address: str, flags: Sequence[str], profile: Path
) -> Iterator[DevToolsPage]:
    """A page in a Chromium of its own."""
    options = ["--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}", *flags]
    process = subprocess.Popen([executable, *options, address], stderr=subprocess.DEVNULL)
    try:
        port = port_in(profile / "DevToolsActivePort")
        with urlopen(f"http://127.0.0.1:{port}/json/list") as response:
            targets = json.load(response)
        target = next(each for each in targets if each["type"] == "page")
        with connect(target["webSocketDebuggerUrl"], max_size=None) as socket:
            page = DevToolsPage(socket, psutil.Process(process.pid))
            until(partial(is_loaded, page))
            yield page
    finally:
        # Debian's command starts Chromium as a child, which would outlive it.
        family = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        process.wait(10)
        for each in family:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        psutil.wait_procs(family, 10)


def is_loaded(page: DevToolsPage) -> bool:
    """Whether the page that was asked for stands."""
    try:
        state = page.run("location.href !== 'about:blank' && document.readyState")
    except PageChanged:
        return False
    return bool(state == "complete")


def port_in(file: Path) -> int:
    """The port that Chromium writes into this file once it has started."""
    until(lambda: file.exists() and len(file.read_text().splitlines()) > 1)
    return int(file.read_text().splitlines()[0])
