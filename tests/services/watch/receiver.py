"""A webhook's receiver on loopback that can be down, slow, or answer with anything."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from scripts.local_server import HOST, free_port


@dataclass
class Received:
    """One request."""

    headers: dict[str, str]
    content: bytes

    @property
    def body(self) -> dict[str, Any]:
        """The JSON in it."""
        parsed: dict[str, Any] = json.loads(self.content)
        return parsed


@dataclass
class Receiver:
    """Where it listens, what it got, and what it answers from now on.

    `slow` holds answers back until it is set; what was answered with 2xx is in `accepted`.
    """

    port: int
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    slow: threading.Event = field(default_factory=threading.Event)
    received: list[Received] = field(default_factory=list)
    accepted: list[Received] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.slow.set()

    @property
    def url(self) -> str:
        """An address whose path is a secret."""
        return f"http://{HOST}:{self.port}/hook/S3CRET"

    def events(self) -> list[str]:
        """The events of the accepted messages, in order."""
        return [each.body["event"] for each in self.accepted]

    @contextmanager
    def up(self) -> Iterator[None]:
        """It listens until the block ends."""
        server = ThreadingHTTPServer((HOST, self.port), handler(self))
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.slow.set()
            server.shutdown()
            server.server_close()
            thread.join()


def handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    """Handles the requests to one receiver."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            request = Received(dict(self.headers.items()), content)
            receiver.received.append(request)
            receiver.slow.wait(30)
            if receiver.status < 300:
                receiver.accepted.append(request)
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Nothing."""

    return Handler


def receiver() -> Receiver:
    """One that does not listen yet."""
    return Receiver(free_port())
