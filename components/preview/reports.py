"""Reports that a browser sends of a preview: untrusted, read into bounded records or dropped."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inspection.match.measured import MOST_BYTES

Mode = Literal["side by side", "one", "overlay", "swipe", "difference", "blink", "live"]
Device = Literal["frame", "375", "768", "1280"]
State = Literal[
    "none", "blank", "renders", "stand-ins", "throws", "missing", "compile", "slow", "stopped"
]
Text = Annotated[str, Field(max_length=300)]


class Verdict(BaseModel):
    """What happened to the code in the viewer's browser: a hint, never proof.

    `line` and `column` count from 1. `notes` say what the code was prevented from doing. What ended
    `by_machine` may be the fault of a busy one. The code can forge all of this, so nothing may
    depend on it.
    """

    model_config = ConfigDict(frozen=True)

    state: State
    word: Annotated[str, Field(max_length=40)]
    message: Text
    line: Annotated[int, Field(ge=1)] | None
    column: Annotated[int, Field(ge=1)] | None
    notes: Annotated[tuple[Text, ...], Field(max_length=12)]
    run: Annotated[str, Field(max_length=16)]
    by_machine: bool = False


class View(BaseModel):
    """What the viewer chose in the toolbar; the browser numbers the choices so that each is new."""

    mode: Literal["side", "one", "overlay", "swipe", "difference", "blink", "live"]
    device: Device


class Measurement(BaseModel):
    """What a frame says that it measured of the code with this hash: text, read elsewhere."""

    model_config = ConfigDict(frozen=True)

    run: Annotated[str, Field(max_length=16)]
    page: Annotated[str, Field(max_length=MOST_BYTES)]


def run_of(code: str) -> str:
    """The hash that names a code's run."""
    return sha256(code.encode(errors="replace")).hexdigest()[:16]


def parse_measurement(payload: Any) -> Measurement | None:
    """A measurement sent by the browser; None if it is not valid."""
    try:
        return Measurement.model_validate(payload)
    except ValidationError:
        return None


def parse_verdict(payload: Any) -> Verdict | None:
    """A verdict sent by the browser; None if it is not valid."""
    try:
        return Verdict.model_validate(payload)
    except ValidationError:
        return None


def parse_view(payload: Any) -> View | None:
    """A toolbar choice sent by the browser; None if it is not valid."""
    try:
        return View.model_validate(payload)
    except ValidationError:
        return None
