"""The settings for sign-in and roles, a part of settings.py."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode


def listed(value: object) -> object:
    """A comma-separated list, in lower case, without spaces."""
    if not isinstance(value, str):
        return value
    return tuple(part.strip().lower() for part in value.split(",") if part.strip())


Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(listed)]


class SignInSettings(BaseSettings):
    """How people sign in and what they may do."""

    address: str = Field(
        default="127.0.0.1",
        description="The IP address to serve on. Any other than loopback requires sign-in.",
    )
    sign_in: Literal["demo", "oidc", "proxy"] = Field(
        default="demo",
        description="How people sign in. `demo`: nobody does; embedded database, loopback only.",
    )
    sign_in_hours: Annotated[int, Field(ge=1, le=168)] = Field(
        default=12, description="Hours after which people have to sign in again."
    )
    access_domains: Listed = Field(
        default=(), description="The e-mail domains that have access, exactly as written."
    )
    access_viewers: Listed = Field(
        default=(),
        description="Who may view: e-mail addresses, `@domain` for all of it, `group:name`.",
    )
    access_support: Listed = Field(
        default=(), description="Who may also reset, mark as failed, edit frames and reveal."
    )
    access_admins: Listed = Field(
        default=(), description="Who may also edit code and design, delete and act on many rows."
    )
    viewers_review: bool = Field(
        default=False, description="Whether viewers, too, may mark sessions in a review."
    )
    access_contact: str | None = Field(
        default=None,
        description="Whom people without access should ask. Shown to them; may be a Markdown link.",
    )
    groups_claim: str = Field(
        default="groups", description="The claim that lists a person's groups."
    )
    email_verified: Literal["claim", "directory"] = Field(
        default="claim",
        description="`directory`: trust your own directory if `email_verified` is absent.",
    )

    cookie_secret: SecretStr | None = Field(
        default=None, description="At least 32 random bytes that sign the sign-in cookie."
    )
    oidc_issuer: str | None = Field(
        default=None, description="The provider's issuer, exactly as its tokens name it."
    )
    oidc_metadata_url: str | None = Field(
        default=None,
        description="The provider's metadata, if not at the issuer's well-known address.",
    )
    oidc_client_id: str | None = Field(
        default=None, description="The client id that the provider gave the dashboard."
    )
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="The client secret that the provider gave the dashboard."
    )
    oidc_scopes: str = Field(
        default="openid email profile", description="The requested scopes. Okta: add `groups`."
    )

    proxy: Literal["cloudflare", "iap", "jwt", "headers"] | None = Field(
        default=None, description="The proxy in front that signs people in."
    )
    proxy_issuer: str | None = Field(
        default=None, description="The issuer in the proxy's assertion. Fixed for `iap`."
    )
    proxy_audience: str | None = Field(
        default=None, description="The audience in the proxy's assertion."
    )
    proxy_keys_url: str | None = Field(
        default=None,
        description="The proxy's public keys (JWKS). Known for `cloudflare` and `iap`.",
    )
    proxy_header: str | None = Field(
        default=None,
        description="The header with the signed assertion. Known for `cloudflare` and `iap`.",
    )
    proxy_secret: SecretStr | None = Field(
        default=None,
        description="At least 32 random bytes that a proxy with plain headers must send.",
    )
    proxy_secret_header: str = Field(
        default="X-Proxy-Secret", description="The header with these bytes."
    )
    proxy_email_header: str = Field(
        default="X-Forwarded-Email", description="The plain header with the e-mail address."
    )
    proxy_groups_header: str = Field(
        default="X-Forwarded-Groups",
        description="The plain header with the groups, separated by commas.",
    )
    proxy_sign_out_url: str | None = Field(
        default=None,
        description="Where to sign out of the proxy. Known for `cloudflare` and `iap`.",
    )
