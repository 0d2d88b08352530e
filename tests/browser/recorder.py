"""Records everything that a tab shows, sends, receives and stores, and searches it for secrets."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, quote_plus

import numpy as np
from playwright.sync_api import BrowserContext, Error, Page, Request, WebSocket

# Shadow roots too: components draw there.
SHOWN: Final = """() => {
  const texts = [];
  const walk = (root) => {
    texts.push(root.innerHTML ?? "");
    for (const each of root.querySelectorAll("*")) {
      if ("value" in each) texts.push(String(each.value));
      if (each.shadowRoot) walk(each.shadowRoot);
    }
  };
  walk(document.documentElement);
  return texts.join("\\n");
}"""
KEPT: Final = """() => JSON.stringify([
  location.href, document.title, document.cookie, history.state,
  Object.entries(localStorage), Object.entries(sessionStorage), performance.getEntries(),
])"""


@dataclass(frozen=True)
class Seen:
    """Something recorded during a step: `kind` says where."""

    step: str
    kind: str
    bytes: bytes


@dataclass
class Recorder:
    """What the tabs of one browser profile show, send and receive from the first step on."""

    context: BrowserContext
    step: str = "start"
    seen: list[Seen] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)
    fetched: set[str] = field(default_factory=set)

    def keep(self, kind: str, content: str | bytes) -> None:
        """Record something in this step."""
        data = content.encode(errors="surrogatepass") if isinstance(content, str) else content
        self.seen.append(Seen(self.step, kind, data))

    def watch(self, tab: Page) -> Page:
        """Record a tab from now on."""

        def opened(socket: WebSocket) -> None:
            self.keep("address", socket.url)
            socket.on("framesent", lambda frame: self.keep("sent", frame))
            socket.on("framereceived", lambda frame: self.keep("received", frame))

        def requested(request: Request) -> None:
            self.keep("address", request.url)
            self.keep("sent", json.dumps(request.headers))
            self.keep("sent", request.post_data_buffer or b"")
            if request.url.startswith("http://127.0.0.1"):
                self.addresses.add(request.url)

        tab.on("websocket", opened)
        tab.on("request", requested)
        tab.on("framenavigated", lambda frame: self.keep("address", frame.url))
        tab.on("console", lambda message: self.keep("console", message.text))
        tab.on("pageerror", lambda error: self.keep("console", str(error)))
        return tab

    def look(self, tab: Page) -> None:
        """Record what the tab shows and stores now."""
        for frame in tab.frames:
            try:
                self.keep("shown", frame.evaluate(SHOWN))
            except Error:
                if not frame.is_detached():  # a preview may end at any time
                    raise
        self.keep("kept", tab.evaluate(KEPT))
        session = self.context.new_cdp_session(tab)
        self.keep("kept", json.dumps(session.send("Page.getNavigationHistory")))
        session.detach()

    def fetch(self) -> None:
        """Repeat every HTTP request and record the responses."""
        for address in self.addresses - self.fetched:
            self.keep("answer", self.context.request.get(address).body())
        # Streamlit's own files and the page that loads them are the same for every address.
        self.fetched |= self.addresses

    def search(self, secrets: Iterable[str], ignoring: Iterable[tuple[str, str]] = ()) -> list[str]:
        """`step: kind` of everything that contains a secret, each once, ignoring these."""
        finder = Finder(forms(secrets))
        left_out = set(ignoring)
        matches: dict[bytes, bool] = {}
        places: dict[str, None] = {}
        for each in self.seen:
            if (each.step, each.kind) in left_out:
                continue
            if each.bytes not in matches:  # much is recorded repeatedly
                matches[each.bytes] = finder.is_in(each.bytes)
            if matches[each.bytes]:
                places[f"{each.step}: {each.kind}"] = None
        return list(places)


def forms(secrets: Iterable[str]) -> Iterator[bytes]:
    """Each secret in every encoding, in lower case if the case may differ."""
    for secret in secrets:
        texts = {
            *(secret, html.escape(secret), html.escape(secret, quote=False)),
            *(quote(secret), quote(secret, safe=""), quote_plus(secret)),
            *(json.dumps(secret)[1:-1], secret.replace("-", "")),
        }
        for text in texts:
            yield text.lower().encode()
            yield text.lower().encode("utf-16-le")
        for offset in range(3):
            # Without the characters that also depend on the bytes before and after.
            coded = base64.b64encode(b"\0" * offset + secret.encode()).rstrip(b"=")
            if len(secret) > 16:  # a shorter one would match by chance
                yield coded[offset + 1 if offset else 0 : -1]


class Finder:
    """Finds any of many byte strings, of at least four bytes each, in megabytes of data."""

    def __init__(self, wanted: Iterable[bytes]) -> None:
        self.by_start: dict[bytes, list[bytes]] = {}
        # The pairs of bytes, as numbers, that one of them starts with, and the pairs that follow.
        self.first = np.zeros(1 << 16, dtype=bool)
        self.second = np.zeros(1 << 16, dtype=bool)
        for each in wanted:
            self.by_start.setdefault(each[:4], []).append(each)
            self.first[int.from_bytes(each[:2])] = True
            self.second[int.from_bytes(each[2:4])] = True

    def is_in(self, data: bytes) -> bool:
        """Whether the bytes contain one of them, as they are or in lower case."""
        lower = data.lower()
        return self._is_in(lower) or (lower != data and self._is_in(data))

    def _is_in(self, data: bytes) -> bool:
        numbers = np.frombuffer(data, dtype=np.uint8).astype(np.uint16)
        pairs = numbers[:-1] << 8 | numbers[1:]
        places = np.flatnonzero(self.first[pairs[:-2]] & self.second[pairs[2:]])
        return any(
            data.startswith(each, place)
            for place in places.tolist()
            for each in self.by_start.get(data[place : place + 4], ())
        )
