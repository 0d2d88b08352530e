"""Pictures of designs: which addresses a browser may load, and what stands in for the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

IMAGE_HOSTS: Final = frozenset(
    {"s3-us-west-2.amazonaws.com", "s3-alpha-sig.figma.com", "s3-alpha.figma.com"}
)
DATA_PREFIXES: Final = tuple(
    f"data:image/{kind};base64," for kind in ("png", "jpeg", "webp", "gif")
)
LONGEST_EDGE: Final = 96


def expires_at(url: str) -> datetime | None:
    """When a signed Figma address stops working, if it says so."""
    seconds = parse_qs(urlsplit(url).query).get("Expires", [""])[-1]
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def loadable(url: str | None, now: datetime) -> bool:
    """Whether a browser may and can load this: an image data URI, or an unexpired known host."""
    if not url:
        return False
    if url.startswith(DATA_PREFIXES):
        return True
    try:
        parts = urlsplit(url)
        allowed = parts.scheme == "https" and parts.hostname in IMAGE_HOSTS
    except ValueError:
        return False
    if not allowed:
        return False
    expiry = expires_at(url)
    return expiry is None or expiry > now


def placeholder(width: int | None, height: int | None) -> str:
    """A neutral picture at the frame's proportions, as a data URI of an SVG."""
    w, h = (width or 4), (height or 3)
    scale = LONGEST_EDGE / max(w, h, 1)
    w, h = max(round(w * scale), 24), max(round(h * scale), 24)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        f'<rect x=".5" y=".5" width="{w - 1}" height="{h - 1}" rx="5" fill="#8891a5"'
        f' fill-opacity=".14" stroke="#8891a5" stroke-opacity=".5" stroke-dasharray="3 3"/>'
        f'<path d="M{w / 2 - 8} {h / 2 + 6}l5-7 4 5 3-4 4 6z" fill="#8891a5" fill-opacity=".7"/>'
        f"</svg>"
    )
    return f"data:image/svg+xml;utf8,{quote(svg)}"


def picture(url: str | None, width: int | None, height: int | None, now: datetime) -> str:
    """The address to show: the thumbnail if it can be loaded, else a placeholder."""
    return url if url and loadable(url, now) else placeholder(width, height)
