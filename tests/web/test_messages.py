"""Which messages from a browser reach Streamlit."""

from __future__ import annotations

from collections.abc import Callable
from timeit import timeit
from typing import Any

import pytest
from google.protobuf.message import DecodeError
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg

from tests.coroutines import finished
from web.messages import KINDS, OPERATIONS, Messages, allowed

RERUN = BackMsg()
RERUN.rerun_script.query_string = "q=1"
RERUN.rerun_script.widget_states.widgets.add(id="a", trigger_value=True)
NAMES = frozenset(field.name for field in BackMsg.DESCRIPTOR.fields)
OPERATION_NAMES = frozenset(field.name for field in BackendOperationRequest.DESCRIPTOR.fields)
UNKNOWN_FIELD = b"\xf8\x06\x01"  # number 111


def test_the_names_are_those_of_the_installed_streamlit() -> None:
    assert KINDS < NAMES
    assert OPERATIONS < OPERATION_NAMES
    assert {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields} == NAMES


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_each_kind(kind: str) -> None:
    message = BackMsg()
    inner = getattr(message, kind)
    if isinstance(inner, bool):
        setattr(message, kind, True)
    else:
        inner.SetInParent()
    assert allowed(message.SerializeToString()) is (kind in KINDS)


def test_requests_to_the_server() -> None:
    message = BackMsg()
    message.backend_operation_request.deferred_file.file_id = "a"
    message.backend_operation_request.session_id = "b"
    assert allowed(message.SerializeToString())
    for name in ("install_skills", "dismiss_skills_nudge"):
        message = BackMsg()
        getattr(message.backend_operation_request, name).SetInParent()
        assert not allowed(message.SerializeToString())


def test_one_kind_cannot_hide_behind_another() -> None:
    """Of two kinds Streamlit reads only the last, with the same class as here."""
    hidden, shown = BackMsg(clear_cache=True).SerializeToString(), RERUN.SerializeToString()
    assert not allowed(shown + hidden)
    assert allowed(hidden + shown)
    assert BackMsg.FromString(hidden + shown) == RERUN


def test_unknown_fields_are_dropped() -> None:
    message = BackMsg()
    message.backend_operation_request.ParseFromString(UNKNOWN_FIELD)
    assert not allowed(message.SerializeToString())
    assert not allowed(RERUN.SerializeToString() + UNKNOWN_FIELD)
    assert not allowed(UNKNOWN_FIELD)
    assert not allowed(b"")


def test_a_large_message_is_read_in_milliseconds() -> None:
    """Compared with the copy that the server makes of it anyway, within a factor."""
    message = BackMsg()
    for number in range(50_000):
        message.rerun_script.widget_states.widgets.add(id=f"w{number}", string_value="x" * 100)
    data = message.SerializeToString()

    def seconds(work: Callable[[bytes], object]) -> float:
        return min(timeit(lambda: work(data), number=1) for _ in range(5))

    assert seconds(allowed) < 5 * seconds(BackMsg.FromString)


@given(st.binary(max_size=60) | st.builds(lambda a, b: a + b, st.binary(), st.just(b"\x28\x01")))
def test_what_streamlit_would_read_as_forbidden_is_dropped(data: bytes) -> None:
    try:
        kind: Any = BackMsg.FromString(data).WhichOneof("type")
    except DecodeError:
        return
    if kind not in KINDS:
        assert not allowed(data)


def test_the_rest_of_the_conversation_goes_on() -> None:
    sent: list[Message] = [
        {"type": "websocket.connect"},
        {"type": "websocket.receive", "bytes": BackMsg(clear_cache=True).SerializeToString()},
        {"type": "websocket.receive", "bytes": b"junk"},
        {"type": "websocket.receive", "text": "junk"},
        {"type": "websocket.receive", "text": ""},
        {"type": "websocket.receive", "bytes": RERUN.SerializeToString()},
        {"type": "websocket.disconnect"},
    ]
    expected = [sent[0], sent[5], sent[6]]
    seen: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for _ in expected:
            seen.append(await receive())

    async def receive() -> Message:
        return sent.pop(0)

    async def send(message: Message) -> None:
        raise AssertionError

    finished(Messages(app)({"type": "websocket"}, receive, send))
    assert seen == expected
