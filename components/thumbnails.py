"""Thumbnails: which addresses a browser may load, and why another one is not loaded.

Nothing here, or anywhere on the server, requests such an address.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

from components.moments import ago

# The first and last bytes of each kind of picture.
ENDS: Final = {
    "png": [(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"IEND\xaeB`\x82")],
    "jpeg": [(b"\xff\xd8\xff", b"\xff\xd9")],
    "gif": [(b"GIF87a", b";"), (b"GIF89a", b";")],
    "webp": [(b"RIFF", b"")],
}
DATA_PREFIXES: Final = tuple(f"data:image/{kind};base64," for kind in ENDS)
LONGEST_ADDRESS: Final = 4_000
# Browsers read a backslash as a slash and drop controls: what they would load must be what we read.
UNSAFE: Final = re.compile(r"[\x00-\x20\x7f\\]")
LONGEST_EDGE: Final = 96


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """`source` is an address that a browser may load, or None; then `note` says why not."""

    source: str | None
    note: str = ""


def thumbnail(
    url: str | None, *, hosts: Collection[str], now: datetime, too_large: bool = False
) -> Thumbnail:
    """What is to be loaded of a row's `thumbnail_url`: an image data URI, or an unexpired https
    address at one of the `hosts`."""
    if too_large:
        return Thumbnail(None, "thumbnail too large to show")
    if not url or not url.strip():
        return Thumbnail(None, "no thumbnail")
    if url.startswith(DATA_PREFIXES):
        return Thumbnail(url) if is_whole(url) else Thumbnail(None, "thumbnail damaged")
    if not url.startswith("https://") or len(url) > LONGEST_ADDRESS or UNSAFE.search(url):
        return Thumbnail(None, "thumbnail's address not usable")
    try:
        host = urlsplit(url).netloc.lower()
    except ValueError:
        host = ""
    if not host:
        return Thumbnail(None, "thumbnail's address not usable")
    # The whole authority: a port or a user's name would make it another address.
    expiry = expires_at(url)
    if expiry is not None and expiry <= now:
        return Thumbnail(None, f"thumbnail expired {ago(expiry, now)}")
    if host not in hosts:
        return Thumbnail(None, "thumbnail's host not allowed")
    return Thumbnail(url)


def is_whole(url: str) -> bool:
    """Whether a data URI holds a picture from its first bytes to its last; nothing is decoded."""
    kind, _, body = url.partition(";base64,")
    try:
        content = base64.b64decode(body, validate=True)
    except ValueError:
        return False
    return any(
        content.startswith(first) and content.endswith(last)
        for first, last in ENDS[kind.removeprefix("data:image/")]
    )


def expires_at(url: str) -> datetime | None:
    """When a signed address stops working, if it says so: Figma's, or Supabase Storage's token."""
    try:
        query = parse_qs(urlsplit(url).query)
        seconds = query["Expires"][-1] if "Expires" in query else _token(query["token"][-1])["exp"]
        return datetime.fromtimestamp(int(seconds), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def _token(jwt: str) -> dict[str, str]:
    """What a token says of itself; unchecked. Raises ValueError or TypeError."""
    try:
        body = jwt.split(".")[1]
        read = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (IndexError, binascii.Error, RecursionError) as error:
        raise ValueError from error
    if not isinstance(read, dict):
        raise TypeError
    return read


def placeholder(width: int | None, height: int | None) -> str:
    """A neutral picture at the frame's proportions, as a data URI of an SVG."""
    w, h = (width or 4), (height or 3)
    scale = LONGEST_EDGE / max(w, h, 1)
    w, h = max(round(w * scale), 24), max(round(h * scale), 24)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        f'<rect width="{w}" height="{h}" fill="#f1f3f7"/>'
        f'<path d="M{w / 2 - 8} {h / 2 + 6}l5-7 4 5 3-4 4 6z" fill="#98a0b3"/>'
        f"</svg>"
    )
    return f"data:image/svg+xml;utf8,{quote(svg)}"
