"""The OpenID Connect provider: Streamlit's configuration for it, and whether it answers."""

from __future__ import annotations

from typing import Any, Final

import httpx

from settings import Settings

# Streamlit's names for the provider, in its cookie and in st.login: as usual, and to ask for the
# password again, for providers that send `auth_time` but take no notice of `max_age`.
NAME: Final = "oidc"
ANEW: Final = "oidc-anew"
TIMEOUT_SECONDS: Final = 3


def metadata_url(settings: Settings) -> str:
    """The address of the provider's metadata."""
    issuer = (settings.oidc_issuer or "").rstrip("/")
    return settings.oidc_metadata_url or f"{issuer}/.well-known/openid-configuration"


def secrets(settings: Settings) -> dict[str, Any] | None:
    """The `secrets` for st.App; None if Streamlit does not sign people in.

    `max_age` makes a provider that keeps to the standard send `auth_time`, and ask for the
    password again where it is too long ago.
    """
    if settings.sign_in != "oidc":
        return None
    cookie = settings.cookie_secret
    return {
        "auth": {
            "redirect_uri": f"{settings.public_url}/oauth2callback",
            "cookie_secret": cookie.get_secret_value() if cookie else "",
            NAME: client(settings, prompt="select_account"),
            ANEW: client(settings, prompt="login"),
        }
    }


def client(settings: Settings, prompt: str) -> dict[str, Any]:
    """The configuration of the dashboard as the provider's client."""
    secret = settings.oidc_client_secret
    return {
        "client_id": settings.oidc_client_id or "",
        "client_secret": secret.get_secret_value() if secret else "",
        "server_metadata_url": metadata_url(settings),
        "client_kwargs": {"scope": settings.oidc_scopes, "prompt": prompt},
        "authorize_params": {"max_age": settings.sign_in_hours * 3600},
    }


def answers(settings: Settings) -> bool:
    """Whether the provider's metadata is available and names the issuer in the settings."""
    try:
        result = (
            httpx.get(metadata_url(settings), timeout=TIMEOUT_SECONDS).raise_for_status().json()
        )
    except (httpx.HTTPError, ValueError):
        return False
    return isinstance(result, dict) and result.get("issuer") == settings.oidc_issuer
