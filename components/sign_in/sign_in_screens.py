"""What a person without access sees: why, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from auth.refusals import Reason, Refusal
from auth.sign_in_methods import SignInMethods
from components.feedback import pressing
from components.formatting import safe_text
from components.url_state import address
from language import N_, _

# The outcome of a sign-in attempt, from the address: `?sign-in=…`.
OUTCOME: Final = "sign-in"
WIDTH: Final = 460
LOOK: Final[dict[str, Any]] = {"type": "primary", "width": "stretch"}


@dataclass(frozen=True)
class Screen:
    """One screen: its icon, what happened, and what to do."""

    icon: str
    title: str
    text: str


SCREENS: Final = {
    Reason.SIGNED_OUT: Screen(
        ":material/login:",
        N_("Sign in to Prototype sessions"),
        N_("Use your work account. What you may do here depends on your role."),
    ),
    Reason.ENDED: Screen(
        ":material/logout:",
        N_("You are signed out"),
        N_("This sign-in was ended in every open tab."),
    ),
    Reason.EXPIRED: Screen(
        ":material/schedule:",
        N_("Your sign-in has expired"),
        N_("It lasts for a limited time. Nothing you saved is lost; sign in again to continue."),
    ),
    Reason.CLOCK: Screen(
        ":material/more_time:",
        N_("The clocks do not agree"),
        N_(
            "Your sign-in is dated in the future: the clock of the dashboard's "
            "server or of the identity provider is wrong. Sign in again; if that "
            "does not help, ask {contact}."
        ),
    ),
    Reason.FOREIGN: Screen(
        ":material/gpp_bad:",
        N_("This sign-in is not for the dashboard"),
        N_("It was made by another provider or for another application. Ask {contact}."),
    ),
    Reason.MALFORMED: Screen(
        ":material/person_alert:",
        N_("Your sign-in is incomplete"),
        N_(
            "The identity provider left out the e-mail address or the time of the "
            "sign-in. Ask {contact} to have them added."
        ),
    ),
    Reason.UNVERIFIED: Screen(
        ":material/unsubscribe:",
        N_("Your e-mail address is not verified"),
        N_(
            "Verify it with your identity provider, then sign in again. If that does "
            "not help, ask {contact}."
        ),
    ),
    Reason.DOMAIN: Screen(
        ":material/domain_disabled:",
        N_("This account has no access"),
        N_(
            "Only accounts of certain e-mail domains have access. Use your work "
            "account, or ask {contact}."
        ),
    ),
    Reason.NO_ROLE: Screen(
        ":material/person_off:",
        N_("You have no access yet"),
        N_("You are signed in, but have no role here. Ask {contact} for one."),
    ),
    Reason.TOO_MANY_GROUPS: Screen(
        ":material/group_off:",
        N_("Your groups could not be read"),
        N_(
            "Your account is in more groups than fit into a sign-in. Ask {contact} "
            "to give you a role by your address, or to have the provider send the "
            "dashboard's groups only."
        ),
    ),
    Reason.NOT_PROVEN: Screen(
        ":material/vpn_lock:",
        N_("The proxy did not sign you in"),
        N_(
            "The proxy in front of the dashboard did not confirm who you are, or did "
            "so too long ago. Open the dashboard through the proxy again. If that "
            "does not help, ask {contact}."
        ),
    ),
    Reason.KEYS_DOWN: Screen(
        ":material/cloud_off:",
        N_("Sign-ins cannot be checked right now"),
        N_(
            "The keys of the proxy cannot be reached, so nobody has access right "
            "now. This page recovers by itself. If it does not, ask {contact}."
        ),
    ),
}
PROVIDER_DOWN: Final = Screen(
    ":material/cloud_off:",
    N_("The identity provider does not answer"),
    N_(
        "Nobody can sign in until it does. Try again in a minute; if that does "
        "not help, ask {contact}."
    ),
)
# The proxy keeps the sign-in; with plain headers it admits a new tab at once.
ENDED_HERE: Final = Screen(
    ":material/logout:",
    N_("You are signed out in this tab"),
    N_("The proxy may still let you in from other tabs. Sign out of it as well."),
)
OUTCOMES: Final = {
    "out": SCREENS[Reason.ENDED],
    "failed": Screen(
        ":material/error:",
        N_("Signing in did not work"),
        N_(
            "You are not signed in: the attempt was canceled, took too long, or "
            "could not be confirmed. Try again; if it happens again, ask {contact}."
        ),
    ),
    "too-large": Screen(
        ":material/group_off:",
        N_("Your sign-in is too large"),
        N_(
            "Your account is in more groups than a browser can store. Ask {contact} "
            "to have the identity provider send the dashboard's groups only."
        ),
    ),
    "down": PROVIDER_DOWN,
}
# The provider knows the person, and another account of theirs may have access.
ANOTHER: Final = frozenset(
    {Reason.FOREIGN, Reason.MALFORMED, Reason.UNVERIFIED, Reason.DOMAIN, Reason.NO_ROLE}
    | {Reason.TOO_MANY_GROUPS}
)


def show(refusal: Refusal, methods: SignInMethods) -> None:
    """The whole page for a person without access."""
    screen = SCREENS[refusal.reason]
    if refusal.reason is Reason.SIGNED_OUT:
        screen = OUTCOMES.get(st.query_params.get(OUTCOME, ""), screen)
    if refusal.reason is Reason.ENDED and methods.sign_in is None:
        screen = ENDED_HERE
    with st.container(horizontal_alignment="center"):
        st.space("large")
        with st.container(border=True, width=WIDTH, gap="small", key="sign-in-screen"):
            st.markdown(f"## :gray[{screen.icon}] {_(screen.title)}")
            st.markdown(_(screen.text, contact=f"**{methods.contact}**"))
            if refusal.email:
                st.caption(_("Signed in as {email}.", email=safe_text.escaped(refusal.email, 260)))
            act(refusal.reason, methods)


def act(reason: Reason, methods: SignInMethods) -> None:
    """The button for the next step."""
    if reason is Reason.KEYS_DOWN:
        return
    if methods.sign_in is None:
        if reason in ANOTHER | {Reason.ENDED} and methods.sign_out_url:
            st.link_button(_("Sign out of the proxy"), methods.sign_out_url, **LOOK)
        elif methods.address:
            st.link_button(_("Reopen the dashboard"), methods.address, **LOOK)
    elif reason in ANOTHER:
        label = _("Use another account")
        st.button(label, key="another-account", on_click=methods.sign_out, **LOOK)
    else:
        label = _("Sign in") if reason is Reason.SIGNED_OUT else _("Sign in again")
        if pressing.button(label, key="sign-in-button", **LOOK):
            begin(methods.sign_in)


def begin(sign_in: Callable[[], bool]) -> None:
    """Go to the provider; if it does not answer, say so here."""
    if sign_in():
        return
    address.put({OUTCOME: ["down"]})
    st.rerun()
