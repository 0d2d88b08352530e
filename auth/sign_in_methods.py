"""The methods to sign in, sign out and ask for access."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st

from auth import current, provider
from settings import Settings

SIGN_OUT_AT: Final = {
    "cloudflare": "/cdn-cgi/access/logout",
    "iap": "/?gcp-iap-mode=CLEAR_LOGIN_COOKIE",
}


@dataclass(frozen=True)
class SignInMethods:
    """The methods to sign in and out.

    `sign_in` starts signing in and returns False if the provider does not answer; None where a
    proxy signs people in. `sign_out` ends the current sign-in. `contact` is whom to ask, in
    Markdown. `address` is where the proxy lets people in, `sign_out_url` where it signs them out.
    """

    sign_in: Callable[[], bool] | None
    sign_out: Callable[[], None]
    contact: str
    address: str | None = None
    sign_out_url: str | None = None


def from_settings(settings: Settings) -> SignInMethods:
    """The methods to sign in and out with these settings."""
    proxied = settings.sign_in == "proxy"
    return SignInMethods(
        sign_in=None if proxied else partial(sign_in, settings),
        sign_out=partial(current.sign_out, settings),
        contact=settings.access_contact or "the dashboard's administrator",
        address=settings.public_url or "/",
        sign_out_url=sign_out_url(settings),
    )


def sign_in(settings: Settings) -> bool:
    """Send the browser to the provider; False if it does not answer."""
    if not provider.answers(settings):
        return False
    # Signed in already, but too long ago according to the provider.
    st.login(provider.ANEW if "auth_time" in st.user.to_dict() else provider.NAME)
    return True


def sign_out_url(settings: Settings) -> str | None:
    """The address to sign out of the proxy."""
    path = SIGN_OUT_AT.get(settings.proxy or "")
    return settings.proxy_sign_out_url or (path and f"{settings.public_url or ''}{path}")
