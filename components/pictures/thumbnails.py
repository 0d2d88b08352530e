"""Decides which thumbnail addresses a browser may load, and says why others are not loaded.

The server itself never requests such an address.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from components.formatting.times import ago
from language import _

# The first and last bytes of each image format.
ENDS: Final = {
    "png": [(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"IEND\xaeB`\x82")],
    "jpeg": [(b"\xff\xd8\xff", b"\xff\xd9")],
    "gif": [(b"GIF87a", b";"), (b"GIF89a", b";")],
    "webp": [(b"RIFF", b"")],
}
DATA_PREFIXES: Final = tuple(f"data:image/{kind};base64," for kind in ENDS)
LONGEST_ADDRESS: Final = 4_000
# Browsers read a backslash as a slash and drop control characters, so the address is read alike.
UNSAFE: Final = re.compile(r"[\x00-\x20\x7f\\]")
DOTS: Final = re.compile(r"/(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
# Figma keeps image exports for 30 days; their addresses do not say so.
EXPORT_LIFE: Final = timedelta(days=30)
EXPORT_HOST: Final = re.compile(r"figma-alpha-api\.s3[.-][a-z0-9.-]*amazonaws\.com")
EXPORT_PATH: Final = "/figma-alpha-api/"


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """`source` is an address that a browser may load, or None; then `note` says why not."""

    source: str | None
    note: str = ""


class Address(NamedTuple):
    """The parts of an address that decide. The `host` is the whole authority, since a port or a
    user name would make it another address; `expiry` is as in `expires_at`."""

    host: str
    path: str
    expiry: datetime | None


def thumbnail(
    url: str | None,
    *,
    hosts: Collection[str],
    now: datetime,
    too_large: bool = False,
    set_at: datetime | None = None,
) -> Thumbnail:
    """What is to be loaded of a row's `thumbnail_url`: an image data URI, or an unexpired https
    address at one of the `hosts`. It was written at `set_at` or before."""
    if too_large:
        return Thumbnail(None, _("thumbnail too large to show"))
    if not url or not url.strip():
        return Thumbnail(None, _("no thumbnail"))
    if url.startswith(DATA_PREFIXES):
        return Thumbnail(url) if is_whole(url) else Thumbnail(None, _("thumbnail damaged"))
    if not url.startswith("https://") or len(url) > LONGEST_ADDRESS or UNSAFE.search(url):
        return Thumbnail(None, _("thumbnail address not usable"))
    address = parts(url)
    if not address.host:
        return Thumbnail(None, _("thumbnail address not usable"))
    expiry = address.expiry or (gone_by(address.host, address.path, set_at) if set_at else None)
    if expiry is not None and expiry <= now:
        return Thumbnail(
            None,
            _("thumbnail expired {expiry:%-d %b %Y}, {ago}", expiry=expiry, ago=ago(expiry, now)),
        )
    if not is_allowed(address.host, address.path, hosts):
        return Thumbnail(None, _("thumbnail host not allowed"))
    return Thumbnail(url)


@lru_cache(maxsize=4_096)
def parts(url: str) -> Address:
    """The parts of an address; without a host if it cannot be read."""
    try:
        split = urlsplit(url)
        return Address(split.netloc.lower(), split.path, expires_at(url))
    except ValueError:
        return Address("", "", None)


def is_allowed(host: str, path: str, hosts: Collection[str]) -> bool:
    """Whether an address is on one of the `hosts`, or below a folder on one (`host/folder/`)."""
    if host in hosts:
        return True
    # Browsers resolve such segments, which would leave the folder.
    return not DOTS.search(path) and f"{host}{path}".startswith(
        tuple(each for each in hosts if "/" in each)
    )


def gone_by(host: str, path: str, set_at: datetime) -> datetime | None:
    """When a Figma image export expires, which its address does not say; None for others."""
    is_export = EXPORT_HOST.fullmatch(host) or path.startswith(EXPORT_PATH)
    try:
        return set_at + EXPORT_LIFE if is_export else None
    except OverflowError:
        return None


def is_whole(url: str) -> bool:
    """Whether a data URI starts and ends like an image; nothing is decoded."""
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
    """When a signed address stops working, the earliest that it says: Figma's and Amazon's two
    forms, or Supabase Storage's token. None where it says nothing that can be read."""
    try:
        given = parse_qsl(urlsplit(url).query)
    except ValueError:
        return None
    query = {name.lower(): value for name, value in given}
    return min(filter(None, (read(query) for read in (_expires, _signed, _token))), default=None)


def _expires(query: Mapping[str, str]) -> datetime | None:
    """`Expires`, in seconds since 1970."""
    return _moment(query.get("expires"))


def _signed(query: Mapping[str, str]) -> datetime | None:
    """`X-Amz-Date` and the seconds after it, `X-Amz-Expires`."""
    try:
        signed = datetime.strptime(query["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return signed + timedelta(seconds=int(query["x-amz-expires"]))
    except (KeyError, ValueError, OverflowError):
        return None


def _token(query: Mapping[str, str]) -> datetime | None:
    """The `exp` of a token, which is not verified."""
    try:
        body = query["token"].split(".")[1]
        read = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        return _moment(read["exp"])
    except (KeyError, IndexError, TypeError, ValueError, RecursionError):
        return None


def _moment(seconds: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
