"""Signs assertions, with a key server on loopback like that of a proxy's vendor."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

Key = ECKey | RSAKey


class Signer:
    """Signs with the newest of its keys. `published` is what the key server returns."""

    def __init__(self) -> None:
        self.key: Key = self.rotate("first")
        self.published: list[Key] = [self.key]
        self.asked = 0
        self.down = False
        self.url = ""

    def rotate(self, kid: str) -> ECKey:
        """Sign with a new key from now on, which is not published yet."""
        self.key = ECKey.generate_key("P-256", {"kid": kid, "alg": "ES256", "use": "sig"})
        return self.key

    def claims(self, **changes: object) -> dict[str, Any]:
        """Claims of an admin who has just signed in."""
        now = int(time.time())
        base = {
            "iss": "https://proxy.example.com",
            "aud": ["dash"],
            "email": "ann@example.com",
            "sub": "1",
            "iat": now,
            "exp": now + 600,
        }
        return {**base, **changes}

    def token(self, **changes: object) -> str:
        """A signed assertion."""
        kid = self.key.kid
        assert kid
        return jwt.encode({"alg": "ES256", "kid": kid}, self.claims(**changes), self.key)


@contextmanager
def served(signer: Signer) -> Iterator[None]:
    """Serve the published keys until the block ends."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            signer.asked += 1
            keys = [key.as_dict(private=False) for key in signer.published]
            body = json.dumps({"keys": keys}).encode()
            self.send_response(503 if signer.down else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    signer.url = f"http://127.0.0.1:{server.server_port}/keys"
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
