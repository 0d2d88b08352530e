"""A screen claims only what has happened."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def ended(*, proxied: bool) -> None:
    """The screen after signing out."""
    from auth.refusals import Reason, Refusal
    from auth.sign_in_methods import SignInMethods
    from components.sign_in import sign_in_screens

    methods = SignInMethods(
        sign_in=None if proxied else lambda: True,
        sign_out=lambda: None,
        contact="Grace",
        sign_out_url="https://dash.example.com/oauth2/sign_out",
    )
    sign_in_screens.show(Refusal(reason=Reason.ENDED), methods)


def said(*, proxied: bool) -> str:
    app = AppTest.from_function(ended, kwargs={"proxied": proxied}).run()
    assert not app.exception
    return " ".join(each.value for each in app.markdown)


def test_an_oidc_sign_in_is_ended_in_every_tab() -> None:
    assert "in every open tab" in said(proxied=False)


def test_behind_a_proxy_this_tab_is_signed_out() -> None:
    text = said(proxied=True)
    assert "signed out in this tab" in text
    assert "The proxy may still let you in" in text
    assert "in every open tab" not in text
