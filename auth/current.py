"""The person in the current browser session, resolved again on every call."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

import streamlit as st

from auth import proxied
from auth.assertions import NotProven
from auth.claims import judge
from auth.ended import ended
from auth.keys import KeysUnavailable
from auth.policy import policy
from auth.refusals import Reason, Refusal, Refused
from settings import Settings
from store.principal import Principal, Role

DEMO_ACTOR: Final = "local"
DEMO_ROLE: Final = "demo-role"
SEEN: Final = "sign-in-seen"


def principal(settings: Settings) -> Principal:
    """The acting person. Raises Refused."""
    decision = decide(settings)
    if isinstance(decision, Refusal):
        raise Refused(decision)
    return decision


def decide(settings: Settings) -> Principal | Refusal:
    """The person in this browser session, or why they have no access."""
    if settings.sign_in == "demo":
        return Principal(actor=DEMO_ACTOR, role=demo_role())
    claimed = claims(settings)
    return claimed if isinstance(claimed, Refusal) else judged(settings, claimed)


def judged(settings: Settings, claimed: Mapping[str, object]) -> Principal | Refusal:
    """The person whom the claims describe, or why they have no access."""
    if ended.has(claimed):
        return Refusal(reason=Reason.ENDED)
    return judge(claimed, policy(settings), datetime.now(UTC))


def later(settings: Settings) -> Callable[[], None]:
    """A function that checks the same person in a thread without a browser session.

    It raises Refused.
    """
    claimed = None if settings.sign_in == "demo" else claims(settings)

    def check() -> None:
        if claimed is None:
            return
        decision = claimed if isinstance(claimed, Refusal) else judged(settings, claimed)
        if isinstance(decision, Refusal):
            raise Refused(decision)

    return check


def claims(settings: Settings) -> Mapping[str, object] | Refusal:
    """The claims of the provider or the proxy about this browser session."""
    if settings.sign_in == "oidc":
        user: Mapping[str, object] = st.user.to_dict()
        return user if user.get("is_logged_in") is True else Refusal(reason=Reason.SIGNED_OUT)
    now = datetime.now(UTC)
    try:
        shown, claimed = proxied.claims(settings, st.context.headers.get_all, seen_since, now)
    except KeysUnavailable:
        return Refusal(reason=Reason.KEYS_DOWN)
    except NotProven:
        return Refusal(reason=Reason.NOT_PROVEN)
    if seen_since(shown) is None:
        st.session_state[SEEN] = (digest(shown), now)
    return claimed


def seen_since(shown: str) -> datetime | None:
    """When this browser session first presented this assertion."""
    seen = st.session_state.get(SEEN)
    return seen[1] if seen and seen[0] == digest(shown) else None


def digest(shown: str) -> str:
    """A digest of an assertion, which is a credential and must not be kept."""
    return hashlib.sha256(shown.encode()).hexdigest()


def demo_role() -> Role:
    """The role chosen in the demo."""
    chosen = st.session_state.get(DEMO_ROLE)
    return Role(chosen) if chosen in list(Role) else Role.ADMIN


def sign_out(settings: Settings) -> None:
    """End the sign-in of this browser session in every tab."""
    claimed = claims(settings)
    if not isinstance(claimed, Refusal):
        kept_for = timedelta(hours=settings.sign_in_hours + 1)
        ended.end(claimed, datetime.now(UTC), kept_for)
    if settings.sign_in == "oidc":
        st.logout()
