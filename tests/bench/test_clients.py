"""What a benchmark's client counts as an error, and how often it takes which step."""

from __future__ import annotations

from collections import Counter

import pytest
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench import clients, load
from bench.clients import Step


def alert(format_: Alert.Format.ValueType) -> ForwardMsg:
    message = ForwardMsg()
    message.delta.new_element.alert.format = format_
    message.delta.new_element.alert.body = "Database unavailable."
    return message


def finished(status: ForwardMsg.ScriptFinishedStatus.ValueType) -> ForwardMsg:
    message = ForwardMsg()
    message.script_finished = status
    return message


@pytest.mark.parametrize(
    ("message", "error"),
    [
        (alert(Alert.ERROR), "Database unavailable."),
        (alert(Alert.WARNING), None),
        (finished(ForwardMsg.FINISHED_SUCCESSFULLY), None),
        (finished(ForwardMsg.FINISHED_WITH_COMPILE_ERROR), "the script did not end well"),
        (ForwardMsg(), None),
    ],
)
def test_errors_are_recognized(message: ForwardMsg, error: str | None) -> None:
    assert clients.error_of(message) == error


def test_steps_occur_in_proportion_to_their_share() -> None:
    lists, found = [Step("list", "", "")], [Step("search", "", str(n)) for n in range(4)]
    mixed = load.interleaved({4: lists, 3: found})
    assert Counter(step.kind for step in mixed) == {"list": 16, "search": 12}
    assert len(set(mixed)) == 5
