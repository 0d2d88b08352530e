"""The person in the running browser session, decided anew each time it is asked."""

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
    """The person in this browser session, or why they are not let in."""
    if settings.sign_in == "demo":
        return Principal(actor=DEMO_ACTOR, role=demo_role())
    found = claims(settings)
    return found if isinstance(found, Refusal) else judged(settings, found)


def judged(settings: Settings, found: Mapping[str, object]) -> Principal | Refusal:
    """The person whom claims describe now, or why they are not let in."""
    if ended.has(found):
        return Refusal(reason=Reason.ENDED)
    return judge(found, policy(settings), datetime.now(UTC))


def later(settings: Settings) -> Callable[[], None]:
    """A check of the same person, for a thread that knows no browser session. Raises Refused."""
    found = None if settings.sign_in == "demo" else claims(settings)

    def check() -> None:
        if found is None:
            return
        decision = found if isinstance(found, Refusal) else judged(settings, found)
        if isinstance(decision, Refusal):
            raise Refused(decision)

    return check


def claims(settings: Settings) -> Mapping[str, object] | Refusal:
    """What the provider or the proxy claims about this browser session."""
    if settings.sign_in == "oidc":
        user: Mapping[str, object] = st.user.to_dict()
        return user if user.get("is_logged_in") is True else Refusal(reason=Reason.SIGNED_OUT)
    now = datetime.now(UTC)
    try:
        shown, found = proxied.claims(settings, st.context.headers.get_all, seen_since, now)
    except KeysUnavailable:
        return Refusal(reason=Reason.KEYS_DOWN)
    except NotProven:
        return Refusal(reason=Reason.NOT_PROVEN)
    if seen_since(shown) is None:
        st.session_state[SEEN] = (digest(shown), now)
    return found


def seen_since(shown: str) -> datetime | None:
    """Since when this browser session has shown this assertion."""
    seen = st.session_state.get(SEEN)
    return seen[1] if seen and seen[0] == digest(shown) else None


def digest(shown: str) -> str:
    """An assertion is a credential: what is kept of it is none."""
    return hashlib.sha256(shown.encode()).hexdigest()


def demo_role() -> Role:
    """The role that the demo's switch stands at."""
    chosen = st.session_state.get(DEMO_ROLE)
    return Role(chosen) if chosen in list(Role) else Role.ADMIN


def sign_out(settings: Settings) -> None:
    """End the sign-in of this browser session wherever it is open."""
    found = claims(settings)
    if not isinstance(found, Refusal):
        kept_for = timedelta(hours=settings.sign_in_hours + 1)
        ended.end(found, datetime.now(UTC), kept_for)
    if settings.sign_in == "oidc":
        st.logout()
