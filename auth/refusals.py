"""Why a person has no access, so that they can act on it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from store.errors import PermissionDenied


class Reason(StrEnum):
    """The reason; its value may be logged."""

    SIGNED_OUT = "signed out"
    ENDED = "signed out on purpose"
    EXPIRED = "sign-in expired"
    CLOCK = "clocks differ"
    FOREIGN = "made by or for somebody else"
    MALFORMED = "claims incomplete"
    UNVERIFIED = "e-mail not verified"
    DOMAIN = "domain not let in"
    NO_ROLE = "no role"
    TOO_MANY_GROUPS = "groups left out"
    NOT_PROVEN = "proxy's signature missing or wrong"
    KEYS_DOWN = "proxy's keys out of reach"


SIGN_IN_AGAIN: Final = frozenset({Reason.SIGNED_OUT, Reason.ENDED, Reason.EXPIRED})


class Refusal(BaseModel):
    """A refusal. `email` is set once the provider has confirmed it."""

    model_config = ConfigDict(frozen=True)

    reason: Reason
    email: str = ""


class Refused(PermissionDenied):
    """An action or read by a person who does not, or no longer, have access."""

    def __init__(self, refusal: Refusal) -> None:
        again = refusal.reason in SIGN_IN_AGAIN
        super().__init__(
            "Your sign-in has ended. Nothing was changed; reload the page and sign in again."
            if again
            else f"You have no access ({refusal.reason}). Nothing was changed; reload the page."
        )
        self.refusal = refusal
