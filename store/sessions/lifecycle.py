"""The lifecycle of a prototype session, as data. See docs/backend.md."""

from __future__ import annotations

import secrets
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Status(StrEnum):
    """The statuses that the backend writes today. A row may have NULL or a newer value."""

    PENDING = "pending"
    GENERATING = "generating"
    READY = "ready"
    ERROR = "error"


class Step(StrEnum):
    """The steps from one status to another."""

    REGENERATE = "regenerate"
    FINISH = "finish"
    FAIL = "fail"
    RESET = "reset"


# step -> (from any of these, to this). Resetting `generating` also requires that it is stuck:
# see `store.actions.actions.reset`.
TRANSITIONS: Final = MappingProxyType(
    {
        Step.REGENERATE: (frozenset(Status), Status.GENERATING),
        Step.FINISH: (frozenset({Status.GENERATING}), Status.READY),
        Step.FAIL: (frozenset({Status.PENDING, Status.GENERATING}), Status.ERROR),
        Step.RESET: (frozenset({Status.GENERATING, Status.READY, Status.ERROR}), Status.PENDING),
    }
)


FASTEST: Final = timedelta(seconds=10)
"""No visitor starts again and has a result sooner: docs/backend.md."""


def allows(step: Step, status: str | None) -> bool:
    """Whether `step` may be taken from `status`; False for NULL and unknown statuses."""
    return status in TRANSITIONS[step][0]


def new_error_code() -> str:
    """A new reference in the backend's format: `BP-` and 6 upper-case hexadecimal digits."""
    return f"BP-{secrets.token_hex(3).upper()}"
