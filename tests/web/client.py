"""A client of Streamlit's websocket: what a browser may send, and everything that comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from streamlit.auth_util import set_cookie_with_chunks
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    generate_xsrf_token_string,
)
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

USER: Final = "_streamlit_user"
ANSWER_SECONDS: Final = 30


def signed_cookies(secret: str, claims: Mapping[str, object]) -> dict[str, str]:
    """The cookies that Streamlit's own code sets after a sign-in with these claims."""
    result: dict[str, str] = {}
    sign = partial(create_signed_value, secret)

    def keep(name: str, text: str) -> None:
        result[name] = sign(name, text).decode()

    set_cookie_with_chunks(keep, sign, USER, dict(claims), cookie_attr_size=80)
    return result


def cookie_header(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


class Client:
    """One open websocket. `received` holds the bytes of every message."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.received: list[bytes] = []

    def run(self, page: str = "", **fields: Any) -> list[ForwardMsg]:
        """Request a script run, and return what arrives until it has ended."""
        message = BackMsg()
        message.rerun_script.page_name = page
        for name, value in fields.items():
            if name == "widgets":
                message.rerun_script.widget_states.widgets.extend(value)
            else:
                setattr(message.rerun_script, name, value)
        return self.send(message, "script_finished")

    def send(self, message: BackMsg, until: str) -> list[ForwardMsg]:
        """Send a message, and return what arrives up to one of this kind."""
        self.socket.send(message.SerializeToString())
        messages = []
        while True:
            raw = self.socket.recv(ANSWER_SECONDS)
            assert isinstance(raw, bytes)
            self.received.append(raw)
            messages.append(ForwardMsg.FromString(raw))
            if messages[-1].WhichOneof("type") == until:
                return messages

    def download(self, file_id: str, session: str = "") -> ForwardMsg:
        """Request the file behind a download button."""
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id = "1"
        request.session_id = session or self.session
        request.deferred_file.file_id = file_id
        return self.send(message, "backend_operation_response")[-1]

    @property
    def session(self) -> str:
        """This connection's id, as sent by the server."""
        told = (ForwardMsg.FromString(raw) for raw in self.received)
        return str(
            next(
                each.new_session.initialize.session_id
                for each in told
                if each.HasField("new_session")
            )
        )


@contextmanager
def browser(
    address: str, cookies: Mapping[str, str] | None = None, continued: str = "", **headers: str
) -> Iterator[Client]:
    """A connection as a browser at this address opens it; `continued` is an earlier one's id."""
    token = generate_xsrf_token_string()
    sent = {"_streamlit_xsrf": token, **(cookies or {})}
    with connect(
        f"ws://{urlsplit(address).netloc}/_stcore/stream",
        origin=Origin(headers.pop("origin", address)),
        subprotocols=[Subprotocol(each) for each in ("streamlit", token, continued) if each],
        additional_headers={"Cookie": cookie_header(sent), **headers},
        max_size=None,
        open_timeout=ANSWER_SECONDS,
    ) as socket:
        yield Client(socket)


def strings(message: Any) -> Iterator[tuple[str, str]]:
    """Every text in a message, however deep, with its field's name."""
    for field, value in message.ListFields():
        values = value if isinstance(value, list) or hasattr(value, "append") else [value]
        for each in values:
            if isinstance(each, str):
                yield field.name, each
            elif hasattr(each, "ListFields"):
                yield from strings(each)


def texts(messages: Iterable[ForwardMsg]) -> list[str]:
    """Every text in these messages."""
    return [text for message in messages for _, text in strings(message)]


def shown(
    address: str, cookies: Mapping[str, str] | None = None, page: str = "", query: str = ""
) -> list[str]:
    """Every text that a page sends to a browser with these cookies."""
    with browser(address, cookies) as client:
        return texts(client.run(page, query_string=query))
