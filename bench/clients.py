"""Simulated people, who speak Streamlit's websocket protocol like their browsers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final, NamedTuple, TypeVar
from urllib.parse import urlsplit

import uvloop
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

ANSWER_SECONDS: Final = 60
LATE_SECONDS: Final = 0.05

T = TypeVar("T")


class Step(NamedTuple):
    """What a person opens: a page with a query string, and the kind of step."""

    kind: str
    page: str
    query: str


@dataclass
class Log:
    """How long each rerun took, in milliseconds by kind of step, and the errors.

    `late` is how late the clients' own loop was, in milliseconds: as much may be theirs of a time.
    """

    took: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    late: list[float] = field(default_factory=list)

    def add(self, step: Step, milliseconds: float, errors: Sequence[str]) -> None:
        """Record one rerun."""
        self.took.setdefault(step.kind, []).append(milliseconds)
        self.errors += errors


class Client:
    """One open page."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def run(self, step: Step) -> tuple[float, list[str]]:
        """Milliseconds until a rerun's script has ended, and its errors."""
        message = BackMsg()
        message.rerun_script.page_name = step.page
        message.rerun_script.query_string = step.query
        began = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        answers: list[bytes] = []
        while True:
            raw = await asyncio.wait_for(self._socket.recv(), ANSWER_SECONDS)
            assert isinstance(raw, bytes)
            answers.append(raw)
            # Only the last message is short; the others are parsed after the time is taken.
            if len(raw) < 100 and ForwardMsg.FromString(raw).WhichOneof("type") == (
                "script_finished"
            ):
                break
        took = (time.perf_counter() - began) * 1000
        return took, [error for raw in answers if (error := error_of(ForwardMsg.FromString(raw)))]


def error_of(message: ForwardMsg) -> str | None:
    """The error that a message reports."""
    kind = message.WhichOneof("type")
    if kind == "script_finished":
        fine = ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return None if message.script_finished in fine else "the script did not end well"
    if kind != "delta" or message.delta.WhichOneof("type") != "new_element":
        return None
    element = message.delta.new_element
    if element.WhichOneof("type") == "exception":
        return str(element.exception.message)
    is_error = element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR
    return str(element.alert.body) if is_error else None


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Client]:
    """A connection as a browser at this address opens it."""
    token = generate_xsrf_token_string()
    async with connect(
        f"ws://{urlsplit(address).netloc}/_stcore/stream",
        origin=Origin(address),
        subprotocols=[Subprotocol("streamlit"), Subprotocol(token)],
        additional_headers={"Cookie": f"_streamlit_xsrf={token}"},
        max_size=None,
        open_timeout=ANSWER_SECONDS,
    ) as socket:
        yield Client(socket)


class Crowd(NamedTuple):
    """How many people, their seconds of think time between two steps, and the total duration."""

    people: int
    think: float
    seconds: float


def run(people: Coroutine[Any, Any, T]) -> T:
    """Run clients on the loop that takes the least from the server beside them."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(people)


async def crowd(addresses: Sequence[str], of: Crowd, steps: Sequence[Step]) -> Log:
    """Let people take random steps. Everyone opens the list first, which is not counted."""
    log = Log()
    watch = asyncio.create_task(_watch(log))
    async with asyncio.TaskGroup() as people:
        for number in range(of.people):
            address = addresses[number % len(addresses)]
            people.create_task(_person(address, Random(number), of, steps, log))
    watch.cancel()
    return log


async def _watch(log: Log) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(LATE_SECONDS)
        log.late.append((time.perf_counter() - began - LATE_SECONDS) * 1000)


async def _person(address: str, random: Random, of: Crowd, steps: Sequence[Step], log: Log) -> None:
    await asyncio.sleep(random.uniform(0, of.think))
    until = time.monotonic() + of.seconds + of.think
    async with opened(address) as client:
        await client.run(Step("first", "sessions", ""))
        while True:
            await asyncio.sleep(random.uniform(0.5, 1.5) * of.think)
            if time.monotonic() > until:
                return
            step = random.choice(steps)
            log.add(step, *await client.run(step))
