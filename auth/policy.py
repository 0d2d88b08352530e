"""The access policy from the settings: who has access, and in which role."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict

from settings import Settings
from store.principal import Role

SKEW: Final = timedelta(seconds=60)
GROUP: Final = "group:"
IAP_ISSUER: Final = "https://cloud.google.com/iap"
HEADERS_ISSUER: Final = "plain headers"
PLAIN_AUDIENCE: Final = "dashboard"


class Policy(BaseModel):
    """What claims are checked against. E-mail addresses, domains and groups are in lower case.

    `vouched`: the issuer has verified every address itself, so `email_verified` may be absent.
    """

    model_config = ConfigDict(frozen=True)

    issuer: str
    audience: str
    max_age: timedelta
    domains: frozenset[str]
    emails: dict[str, Role]
    whole_domains: dict[str, Role]
    groups: dict[str, Role]
    groups_claim: str = "groups"
    vouched: bool = False


def policy(settings: Settings) -> Policy:
    """The policy of settings without `auth.startup.problems`."""
    named = [
        (entry, role)
        for role, entries in (
            (Role.VIEWER, settings.access_viewers),
            (Role.SUPPORT, settings.access_support),
            (Role.ADMIN, settings.access_admins),
        )
        for entry in entries
    ]
    proxied = settings.sign_in == "proxy"
    return Policy(
        issuer=(proxy_issuer(settings) if proxied else settings.oidc_issuer) or "",
        audience=(proxy_audience(settings) if proxied else settings.oidc_client_id) or "",
        max_age=timedelta(hours=settings.sign_in_hours),
        domains=frozenset(settings.access_domains),
        # Later roles are higher, so the highest of several entries wins.
        emails={entry: role for entry, role in named if "@" in entry[1:] and not is_group(entry)},
        whole_domains={entry[1:]: role for entry, role in named if entry.startswith("@")},
        groups={entry.removeprefix(GROUP): role for entry, role in named if is_group(entry)},
        groups_claim=settings.groups_claim,
        vouched=settings.email_verified == "directory"
        or (proxied and settings.proxy in {"cloudflare", "iap", "headers"}),
    )


def is_group(entry: str) -> bool:
    """Whether an entry of ACCESS_VIEWERS and the like names a group."""
    return entry.startswith(GROUP)


def proxy_issuer(settings: Settings) -> str | None:
    """The issuer of the proxy's assertions."""
    fixed = {"iap": IAP_ISSUER, "headers": HEADERS_ISSUER}
    return fixed.get(settings.proxy or "", settings.proxy_issuer)


def proxy_audience(settings: Settings) -> str | None:
    """The audience of the proxy's assertions."""
    return PLAIN_AUDIENCE if settings.proxy == "headers" else settings.proxy_audience


def proxy_keys_url(settings: Settings) -> str | None:
    """The address of the public keys for the proxy's assertions."""
    if settings.proxy_keys_url:
        return settings.proxy_keys_url
    if settings.proxy == "iap":
        return "https://www.gstatic.com/iap/verify/public_key-jwk"
    if settings.proxy == "cloudflare" and settings.proxy_issuer:
        return f"{settings.proxy_issuer.rstrip('/')}/cdn-cgi/access/certs"
    return None


def proxy_header(settings: Settings) -> str | None:
    """The header with the proxy's assertion."""
    known = {"cloudflare": "Cf-Access-Jwt-Assertion", "iap": "X-Goog-IAP-JWT-Assertion"}
    return settings.proxy_header or known.get(settings.proxy or "")
