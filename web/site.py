"""The addresses and names under which the dashboard is reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Site:
    """`origins` are the addresses pages are opened at, `hosts` the accepted host names."""

    origins: tuple[str, ...]
    hosts: frozenset[str]
    tls: bool

    def answers_to(self, host: str) -> bool:
        """Whether a Host header names this site; ports do not count."""
        return name_in(host) in self.hosts

    def opens_at(self, origin: str, host: str) -> bool:
        """Whether a page of `origin` is one of ours.

        Besides the configured ones that is a page of the very loopback address the request went
        to, so that a forwarded port works.
        """
        own = f"http://{host.lower()}"
        return origin in self.origins or (origin == own and name_in(host) in LOOPBACK)


def name_in(host: str) -> str | None:
    """The name in a Host header, in lower case; None where it is not one name and one port."""
    try:
        parts = urlsplit(f"//{host}")
        name, _ = parts.hostname, parts.port  # both are read here: a port that is none raises
    except ValueError:
        return None
    return name if parts.netloc == host and "@" not in host else None


def site(port: int, public_url: str | None = None, more_hosts: str | None = None) -> Site:
    """The site of a server on `port`, opened at `public_url` or, without one, on this machine.

    `more_hosts` are names separated by commas.
    """
    names = LOOPBACK | {name.strip(" []").lower() for name in (more_hosts or "").split(",")}
    if public_url is None:
        origins = (f"http://127.0.0.1:{port}", f"http://localhost:{port}")
        return Site(origins, names - {""}, tls=False)
    public = urlsplit(public_url)
    return Site((public_url,), (names | {str(public.hostname)}) - {""}, public.scheme == "https")
