"""Ports for servers that tests and benchmarks start."""

from __future__ import annotations

import random
import socket

import pytest

from scripts import local_server
from scripts.local_server import NotServed


def test_a_free_port_is_not_one_of_an_outgoing_connection() -> None:
    with socket.create_server((local_server.HOST, 0)) as server:
        connection = socket.create_connection(server.getsockname()[:2])
    with connection:
        assert connection.getsockname()[1] not in local_server.PORTS
    assert local_server.free_port() in local_server.PORTS


def test_no_port_is_given_out_twice() -> None:
    random.seed(1)
    first = local_server.free_port()
    random.seed(1)
    assert local_server.free_port() != first


def test_a_taken_port_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    port = local_server.free_port()
    other = next(each for each in iter(local_server.free_port, None) if each != port)
    monkeypatch.setattr(local_server, "PORTS", (port, other))
    with socket.create_server((local_server.HOST, port)):
        assert {local_server.free_port() for _ in range(10)} == {other}
        with socket.create_server((local_server.HOST, other)), pytest.raises(NotServed):
            local_server.free_port()
