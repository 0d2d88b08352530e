"""Finds settings that the server must not start with, and says what to set instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import parse_qs, urlsplit

from pydantic import SecretStr

from auth.policy import GROUP, proxy_audience, proxy_header, proxy_issuer
from settings import Settings

SECRET_BYTES: Final = 32
DOMAIN: Final = re.compile(r"([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")
MAKE_ONE: Final = "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"


def problems(settings: Settings) -> tuple[str, ...]:
    """One sentence per problem; empty if the server may start."""
    of_mode = {"demo": of_demo, "oidc": of_oidc, "proxy": of_proxy}[settings.sign_in]
    return (*of_address(settings), *of_replica(settings), *of_mode(settings))


def of_replica(settings: Settings) -> Iterator[str]:
    """Problems with where reads go."""
    if settings.database_read_url and not settings.database_url:
        yield (
            "DATABASE_READ_URL: is set, and DATABASE_URL is missing. A replica needs its primary: "
            "set DATABASE_URL too, or unset DATABASE_READ_URL."
        )


def of_address(settings: Settings) -> Iterator[str]:
    """Problems with the address to serve on."""
    try:
        loopback = ip_address(settings.address).is_loopback
    except ValueError:
        yield "ADDRESS: expected an IP address, such as 127.0.0.1 or 0.0.0.0."
        return
    if settings.sign_in == "demo" and not loopback:
        yield (
            f"ADDRESS: {settings.address} can be reached from outside and nobody signs in. "
            "Set SIGN_IN to oidc or proxy, or leave ADDRESS unset."
        )


def of_demo(settings: Settings) -> Iterator[str]:
    """Problems without sign-in."""
    if settings.database_url:
        yield (
            "SIGN_IN: is missing, and DATABASE_URL is set. A database of your own needs sign-in: "
            "set SIGN_IN to oidc or proxy, or unset DATABASE_URL to see the demo."
        )
    if settings.public_url and not is_loopback_url(settings.public_url):
        yield (
            f"PUBLIC_URL: {settings.public_url} is not on this machine and nobody signs in. "
            "Set SIGN_IN to oidc or proxy, or unset PUBLIC_URL."
        )
    if settings.embedded_url and not is_embedded(settings.embedded_url.get_secret_value()):
        yield (
            "EMBEDDED_URL: is not a database on this machine, and nobody signs in. "
            "Unset it, and set DATABASE_URL and SIGN_IN for a database of your own."
        )


def of_database(settings: Settings) -> Iterator[str]:
    """Problems with what is served behind sign-in."""
    if not settings.database_url:
        yield (
            "DATABASE_URL: is missing, and SIGN_IN is set. People would sign in to demo data: "
            "set DATABASE_URL to your database, or unset SIGN_IN to see the demo."
        )


def of_oidc(settings: Settings) -> Iterator[str]:
    """Problems with an OpenID Connect provider."""
    yield from of_database(settings)
    yield from of_secret("COOKIE_SECRET", settings.cookie_secret)
    yield from of_url("OIDC_ISSUER", settings.oidc_issuer, "the provider's issuer")
    if settings.oidc_metadata_url:
        yield from of_url("OIDC_METADATA_URL", settings.oidc_metadata_url, "the metadata")
    if not settings.oidc_client_id:
        yield "OIDC_CLIENT_ID: is missing. Set it to the client id from the provider."
    if not settings.oidc_client_secret:
        yield "OIDC_CLIENT_SECRET: is missing. Set it to the client secret from the provider."
    if "openid" not in settings.oidc_scopes.split():
        yield "OIDC_SCOPES: openid is missing. Add it, or unset OIDC_SCOPES."
    yield from of_url("PUBLIC_URL", settings.public_url, "the address that people open")
    yield from of_roles(settings)


def of_proxy(settings: Settings) -> Iterator[str]:
    """Problems with a proxy that authenticates people."""
    yield from of_database(settings)
    yield from of_url("PUBLIC_URL", settings.public_url, "the address that people open")
    if settings.proxy is None:
        yield "PROXY: is missing. Set it to cloudflare, iap, jwt or headers."
    elif settings.proxy == "headers":
        yield from of_secret("PROXY_SECRET", settings.proxy_secret)
    else:
        issuer = proxy_issuer(settings)
        if settings.proxy == "cloudflare":
            yield from of_url("PROXY_ISSUER", issuer, "your team's address at Cloudflare")
        elif not issuer:
            yield "PROXY_ISSUER: is missing. Set it to the issuer in the proxy's assertion."
        if not proxy_audience(settings):
            yield "PROXY_AUDIENCE: is missing. Set it to the audience in the proxy's assertion."
        if not proxy_header(settings):
            yield "PROXY_HEADER: is missing. Set it to the header with the proxy's assertion."
        if keys := settings.proxy_keys_url:
            yield from of_url("PROXY_KEYS_URL", keys, "the proxy's public keys")
        elif settings.proxy == "jwt":
            yield "PROXY_KEYS_URL: is missing. Set it to the address of the proxy's public keys."
    yield from of_roles(settings)


def of_roles(settings: Settings) -> Iterator[str]:
    """Problems with who may do what."""
    if not settings.access_domains:
        yield "ACCESS_DOMAINS: is missing. Set it to the e-mail domains to let in: example.com"
    for domain in settings.access_domains:
        if not DOMAIN.fullmatch(domain):
            yield f"ACCESS_DOMAINS: {domain} is not a domain. Write example.com, and xn--… for IDN."
    if not settings.access_contact:
        yield "ACCESS_CONTACT: is missing. Set it to whom people without access should ask."
    lists = {
        "ACCESS_VIEWERS": settings.access_viewers,
        "ACCESS_SUPPORT": settings.access_support,
        "ACCESS_ADMINS": settings.access_admins,
    }
    if not any(lists.values()):
        yield (
            "ACCESS_ADMINS: is missing, and ACCESS_SUPPORT and ACCESS_VIEWERS too: nobody would "
            "have access. Set at least one to addresses, @domain or group:name (comma-separated)."
        )
    for name, entries in lists.items():
        for entry in entries:
            yield from of_entry(name, entry, settings.access_domains)


def of_entry(name: str, entry: str, domains: tuple[str, ...]) -> Iterator[str]:
    """Problems with one entry of a role."""
    if entry.startswith(GROUP):
        if entry == GROUP:
            yield f"{name}: a group has no name. Write group:name."
        return
    local, at, domain = entry.rpartition("@")
    if not at or "@" in local or not entry.isascii():
        yield (
            f"{name}: {entry} is not an address. Write ada@example.com, @example.com or group:name."
        )
    elif domains and domain not in domains:
        yield (
            f"{name}: {entry} can never have access. Add {domain} to ACCESS_DOMAINS, or remove it."
        )


def of_secret(name: str, secret: SecretStr | None) -> Iterator[str]:
    """Problems with a secret."""
    if not secret or not secret.get_secret_value():
        yield f"{name}: is missing. Set it to at least {SECRET_BYTES} random bytes. {MAKE_ONE}"
    elif (length := len(secret.get_secret_value().encode())) < SECRET_BYTES:
        yield f"{name}: has {length} bytes, at least {SECRET_BYTES} are needed. {MAKE_ONE}"


def of_url(name: str, url: str | None, what: str) -> Iterator[str]:
    """Problems with an address that receives or sends secrets."""
    if not url:
        yield f"{name}: is missing. Set it to {what}, an https:// address."
    elif urlsplit(url).scheme != "https" and not is_loopback_url(url):
        yield f"{name}: expected an https:// address; only this machine's own may be http://."


def is_embedded(url: str) -> bool:
    """Whether every host of a database URL is a local socket or loopback."""
    try:
        parts = urlsplit(url)
        options = parse_qs(parts.query)
        named = [parts.netloc.rpartition("@")[2], *options.get("host", ())]
        named += options.get("hostaddr", ())
        hosts = [host for each in named if each for host in each.split(",")]
        return (
            bool(hosts)
            and "service" not in options
            and all(host.startswith("/") or is_loopback_url(f"//{host}") for host in hosts)
        )
    except ValueError:
        return False


def is_loopback_url(url: str) -> bool:
    """Whether the address is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
