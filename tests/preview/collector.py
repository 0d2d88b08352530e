"""A listener on another local port, to which hostile code would send what it collects."""

from __future__ import annotations

import selectors
import socket
import threading


class Collector:
    """Listens on TCP and UDP at once, and keeps every byte and every connection."""

    def __init__(self) -> None:
        self.received = b""
        self.connections = 0
        self._selector = selectors.DefaultSelector()
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._tcp.getsockname()[1]
        self._udp = socket.socket(type=socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", self.port))
        self._wake, self._woken = socket.socketpair()
        for each in (self._tcp, self._udp, self._woken):
            self._selector.register(each, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def _listen(self) -> None:
        while True:
            for key, _ in self._selector.select():
                source = key.fileobj
                assert isinstance(source, socket.socket)
                if source is self._woken:
                    return
                if source is self._tcp:
                    connection, _ = source.accept()
                    self.connections += 1
                    self._selector.register(connection, selectors.EVENT_READ)
                    continue
                data = source.recv(65536)
                self.received += data
                if not data and source is not self._udp:
                    self._selector.unregister(source)
                    source.close()

    def close(self) -> None:
        self._wake.send(b"x")
        self._thread.join(10)
        for each in list(self._selector.get_map().values()):
            assert isinstance(each.fileobj, socket.socket)
            each.fileobj.close()
        self._wake.close()
        self._selector.close()
