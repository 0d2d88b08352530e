"""Mounts the preview on a page and reads its verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Annotated, Any, Final, Literal, NamedTuple

import streamlit as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from components.formatting import safe_text
from components.frontend import script
from components.preview.built import REASONS, manifest
from components.preview.routes import ASSETS, FRAME

Mode = Literal["side by side", "overlay", "swipe"]
Device = Literal["frame", "375", "768", "1280"]
State = Literal[
    "none", "blank", "renders", "stand-ins", "throws", "missing", "compile", "slow", "stopped"
]

MODES: Final[dict[Mode, str]] = {"side by side": "side", "overlay": "overlay", "swipe": "swipe"}
DEVICES: Final[tuple[Device, ...]] = ("frame", "375", "768", "1280")
PICTURES: Final = ("https://", "data:image/")
NO_CODE: Final = "This session has no generated code yet."
MOST_FAULTS: Final = 12
Text = Annotated[str, Field(max_length=300)]


class Verdict(BaseModel):
    """What happened to the code in the viewer's browser: a hint, never proof.

    `line` and `column` count from 1. `notes` say what the code was prevented from doing. The code
    can forge all of this, so nothing may depend on it.
    """

    model_config = ConfigDict(frozen=True)

    state: State
    word: Annotated[str, Field(max_length=40)]
    message: Text
    line: Annotated[int, Field(ge=1)] | None
    column: Annotated[int, Field(ge=1)] | None
    notes: Annotated[tuple[Text, ...], Field(max_length=12)]
    run: Annotated[str, Field(max_length=16)]


class Fault(NamedTuple):
    """What the server's check found; `reason` is its name in `inspection.reasons`.

    Code in the frame cannot forge it, so it takes precedence over the frame's report.
    `line` and `column` count from 1; `name` is the identifier or module that it is about.
    """

    reason: str
    message: str
    line: int
    column: int
    name: str


class View(BaseModel):
    """What the viewer chose in the toolbar; the browser numbers the choices so that each is new."""

    mode: Literal["side", "overlay", "swipe"]
    device: Device


_component = st.components.v2.component("prototype_preview", js=script("preview/component"))


class Component(NamedTuple):
    """The generated component: its code, and the frame's size in pixels, which is where it starts.

    `faults` is what the check found, None if the code was not checked; `empty` is the message if
    there is no code.
    """

    name: str
    code: str | None
    width: int | None
    height: int | None
    faults: Sequence[Fault] | None = None
    empty: str = NO_CODE


class DesignPicture(NamedTuple):
    """The picture beside it.

    `thumbnail` is an https address that the viewer's browser may load, or an image data URI;
    `drawing`, an image data URI, is shown until it has loaded, `is_placeholder` says that nothing
    of the design is in it, and `note` why.
    """

    thumbnail: str | None = None
    drawing: str | None = None
    is_placeholder: bool = False
    note: str = ""


class Toolbar(NamedTuple):
    """The initial view; `on_view` is called with the viewer's later choices."""

    mode: Mode = "side by side"
    device: Device = "frame"
    on_view: Callable[[Mode, Device], None] | None = None


NO_PICTURE: Final = DesignPicture()
AS_DESIGNED: Final = Toolbar()


def show(
    component: Component,
    picture: DesignPicture = NO_PICTURE,
    toolbar: Toolbar = AS_DESIGNED,
    *,
    key: str,
    report: bool = False,
) -> Verdict | None:
    """Show the design's picture and the code's live render.

    With `report` the page reruns once for each new verdict and gets it returned.
    """
    built = manifest()
    run = sha256((component.code or "").encode(errors="replace")).hexdigest()[:16]

    def chosen() -> None:
        view = read_view(st.session_state[key].get("view"))
        if toolbar.on_view and view:
            toolbar.on_view(next(mode for mode in MODES if MODES[mode] == view.mode), view.device)

    result = _component(
        key=key,
        data={
            "assets": {
                "frame": FRAME,
                "host": f"{ASSETS}/{built.host}",
                "runtime": f"{ASSETS}/{built.runtime}",
                "icons": f"{ASSETS}/{built.icons}",
            },
            "run": run,
            "reasons": REASONS,
            "report": report,
            "remember": toolbar.on_view is not None,
            "mode": MODES[toolbar.mode],
            "device": toolbar.device,
            **of_component(component),
            **of_picture(picture),
        },
        on_verdict_change=lambda: None,
        on_view_change=chosen,
    )
    verdict = read_verdict(result.get("verdict"))
    return verdict if verdict and verdict.run == run else None


def of_component(component: Component) -> dict[str, Any]:
    """The component's data for the browser."""
    faults = component.faults
    return {
        "code": component.code,
        "faults": None if faults is None else [fault._asdict() for fault in faults],
        "empty": component.empty,
        "width": component.width,
        "height": component.height,
        "name": safe_text.frame_name(component.name, 80),
    }


def of_picture(picture: DesignPicture) -> dict[str, Any]:
    """The picture's data for the browser, without addresses of other kinds."""
    thumbnail = picture.thumbnail
    return {
        "thumbnail": thumbnail if thumbnail and thumbnail.startswith(PICTURES) else None,
        "drawing": picture.drawing,
        "placeholder": picture.is_placeholder,
        "note": picture.note,
    }


def read_verdict(said: Any) -> Verdict | None:
    """A verdict sent by the browser; None if it is not valid."""
    try:
        return Verdict.model_validate(said)
    except ValidationError:
        return None


def read_view(said: Any) -> View | None:
    """A toolbar choice sent by the browser; None if it is not valid."""
    try:
        return View.model_validate(said)
    except ValidationError:
        return None
