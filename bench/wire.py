"""A proxy in front of PostgreSQL that counts round trips and can delay each one."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Final

from sqlalchemy import make_url

CHUNK: Final = 1 << 16
HEADER: Final = 5
READY_FOR_QUERY: Final = ord("Z")
"""What the server sends when a message, or a pipeline of messages, is answered."""

Watch = Callable[[bytes], None]


@dataclass
class Counter:
    """How many requests the server has answered, over all connections."""

    answered: int = 0
    lock: Lock = field(default_factory=Lock)

    def add(self) -> None:
        """Count one."""
        with self.lock:
            self.answered += 1


class Answers:
    """Counts the ReadyForQuery messages that one server connection sends.

    The first belongs to the connection's startup and is not counted.
    Source: PostgreSQL, "Message Formats".
    """

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._head = b""
        self._rest = 0
        self._encryption_answered = False
        self._started = False

    def __call__(self, data: bytes) -> None:
        if not self._encryption_answered:
            self._encryption_answered = True
            if data[:1] == b"N":  # the answer to SSLRequest is one byte without a header
                data = data[1:]
        while data:
            skipped = min(self._rest, len(data))
            self._rest -= skipped
            data = data[skipped:]
            missing = HEADER - len(self._head) if data else 0
            self._head += data[:missing]
            data = data[missing:]
            if len(self._head) == HEADER:
                self._message(self._head)
                self._head = b""

    def _message(self, head: bytes) -> None:
        self._rest = int.from_bytes(head[1:], "big") - 4
        if head[0] == READY_FOR_QUERY:
            if self._started:
                self._counter.add()
            self._started = True


def connect_to(url: str) -> socket.socket:
    """Connect to the server of a URL: by TCP, or by the Unix socket in its query."""
    parsed = make_url(url)
    host = parsed.host or parsed.normalized_query.get("host", ("",))[0]
    port = parsed.port or int(parsed.normalized_query.get("port", ("5432",))[0])
    if host.startswith("/"):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(f"{host}/.s.PGSQL.{port}")
        return connection
    return socket.create_connection((host, port))


def forward(source: socket.socket, target: socket.socket, delay: float, watch: Watch) -> None:
    """Forward what arrives, each piece `delay` seconds later, until one side closes."""
    pieces: SimpleQueue[tuple[float, bytes]] = SimpleQueue()

    def send() -> None:
        with suppress(OSError):
            while True:
                due, piece = pieces.get()
                time.sleep(max(0.0, due - time.monotonic()))
                if not piece:
                    break
                target.sendall(piece)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    sender = Thread(target=send, daemon=True)
    sender.start()
    piece = b"-"
    while piece:
        try:
            piece = source.recv(CHUNK)
        except OSError:
            piece = b""
        watch(piece)
        pieces.put((time.monotonic() + delay, piece))
    sender.join()


def relay(client: socket.socket, server: socket.socket, delay: float, watch: Watch) -> None:
    """Relay both directions of a connection until it ends; `watch` sees what the server sends."""
    with client, server:
        for each in (client, server):
            with suppress(OSError):  # a Unix socket has no such option
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        there = Thread(target=forward, args=(client, server, delay, lambda _: None), daemon=True)
        there.start()
        forward(server, client, delay, watch)
        there.join()


def serve(listener: socket.socket, url: str, delay: float, counter: Counter) -> None:
    """Accept connections until the listener is closed."""
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        arguments = (client, connect_to(url), delay / 2, Answers(counter))
        Thread(target=relay, args=arguments, daemon=True).start()


@contextmanager
def proxy(url: str, round_trip_ms: float = 0) -> Iterator[tuple[str, Counter]]:
    """The URL of a proxy on a free loopback port, and the count of round trips through it."""
    counter = Counter()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        arguments = (listener, url, round_trip_ms / 1000, counter)
        Thread(target=serve, args=arguments, daemon=True).start()
        port = listener.getsockname()[1]
        through = make_url(url).set(host="127.0.0.1", port=port, query={"gssencmode": "disable"})
        try:
            yield through.render_as_string(hide_password=False), counter
        finally:
            listener.shutdown(socket.SHUT_RDWR)
