"""A service that nginx asks who a person is, like oauth2-proxy, with a signer's keys."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from scripts.local_server import HOST
from tests.auth.signer import Signer

COOKIE: Final = "who"
KEYS: Final = "/oauth2/keys"
GROUPS: Final = {"sue@example.com": "everybody,support"}


@contextmanager
def served(signer: Signer) -> Iterator[int]:
    """Answer until the block ends; returns the port. A cookie's value is a person's e-mail."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            cookie = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
            if self.path == KEYS:
                keys = [key.as_dict(private=False) for key in signer.published]
                self.answer(200, json.dumps({"keys": keys}))
            elif self.path != "/oauth2/auth":
                self.answer(200, "Sign in at the proxy")
            elif cookie is None:
                self.answer(401, "")
            else:
                email = cookie.value
                groups = GROUPS.get(email, "")
                token = signer.token(email=email, groups=groups.split(","))
                self.answer(
                    202,
                    "",
                    **{
                        "X-Auth-Request-Email": email,
                        "X-Auth-Request-Groups": groups,
                        "X-Assertion": token,
                    },
                )

        def answer(self, status: int, text: str, **headers: str) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(text))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        # nginx asks for each of a page's files simultaneously.
        request_queue_size = 128

    server = Server((HOST, 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
