"""Which of a browser's messages reach Streamlit."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.coroutines import finished
from web.messages import ALLOWED, OPERATIONS, Messages, allowed

RERUN = BackMsg()
RERUN.rerun_script.query_string = "q=1"
RERUN.rerun_script.widget_states.widgets.add(id="a", trigger_value=True)
DECODE_ERROR: Any = import_module("google.protobuf.message").DecodeError
KINDS = {field.name: field.number for field in BackMsg.DESCRIPTOR.fields}


def test_the_numbers_are_those_of_the_installed_streamlit() -> None:
    assert {number: name for name, number in KINDS.items() if name in ALLOWED.values()} == ALLOWED


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind(kind: str) -> None:
    message = BackMsg()
    inner = getattr(message, kind)
    if isinstance(inner, bool):
        setattr(message, kind, True)
    else:
        inner.SetInParent()
    assert allowed(message.SerializeToString()) is (kind in ALLOWED.values())


def test_what_the_server_is_asked_to_do() -> None:
    request = BackMsg.DESCRIPTOR.fields_by_name["backend_operation_request"].message_type
    numbers = {field.name: field.number for field in request.fields}
    assert {number: name for name, number in numbers.items() if number in OPERATIONS} == OPERATIONS
    message = BackMsg()
    message.backend_operation_request.deferred_file.file_id = "a"
    message.backend_operation_request.session_id = "b"
    assert allowed(message.SerializeToString())
    for name in ("install_skills", "dismiss_skills_nudge"):
        message = BackMsg()
        getattr(message.backend_operation_request, name).SetInParent()
        assert not allowed(message.SerializeToString())


def test_one_kind_cannot_hide_behind_another() -> None:
    hidden = BackMsg(clear_cache=True).SerializeToString()
    assert not allowed(RERUN.SerializeToString() + hidden)
    assert not allowed(hidden + RERUN.SerializeToString())


@given(st.binary(max_size=60) | st.builds(lambda a, b: a + b, st.binary(), st.just(b"\x28\x01")))
def test_what_streamlit_would_read_as_forbidden_is_dropped(data: bytes) -> None:
    try:
        kind: Any = BackMsg.FromString(data).WhichOneof("type")
    except DECODE_ERROR:
        return
    if kind is not None and kind not in ALLOWED.values():
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
