"""Mount the preview on a page, and read its verdict back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Annotated, Any, Final, Literal, NamedTuple

import streamlit as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from components.formatting import safe_text
from components.frontend import NotBuilt, script
from components.preview.built import manifest
from components.preview.routes import ASSETS, FRAME
from inspection import reasons

Mode = Literal["side by side", "overlay", "swipe"]
Device = Literal["frame", "375", "768", "1280"]
State = Literal["none", "blank", "renders", "throws", "missing", "compile", "slow", "stopped"]

MODES: Final[dict[Mode, str]] = {"side by side": "side", "overlay": "overlay", "swipe": "swipe"}
DEVICES: Final[tuple[Device, ...]] = ("frame", "375", "768", "1280")
PICTURES: Final = ("https://", "data:image/")
NO_CODE: Final = "This session has no generated code yet."
MOST_FAULTS: Final = 12
REASONS: Final = [asdict(each) for each in reasons.ORDER.values()]
"""The order of reasons and their words, as the page's part of the preview uses them."""
Text = Annotated[str, Field(max_length=300)]


class Verdict(BaseModel):
    """What happened to the code in the viewer's browser: a hint, never proof.

    `line` and `column` count from 1. `notes` say what it was kept from. The code itself can forge
    all of it, so nothing may depend on it.
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

    Code in the frame cannot forge it, so it is named before what the frame says of the same.
    `line` and `column` count from 1; `name` is the identifier or module that it is about.
    """

    reason: str
    message: str
    line: int
    column: int
    name: str


class View(BaseModel):
    """What the viewer chose in the toolbar; the browser adds a number, so that each is new."""

    mode: Literal["side", "overlay", "swipe"]
    device: Device


_component = st.components.v2.component("prototype_preview", js=script("preview/component"))


def show(
    code: str | None,
    *,
    width: int | None,
    height: int | None,
    thumbnail: str | None,
    name: str,
    key: str,
    faults: Sequence[Fault] | None = None,
    empty: str = NO_CODE,
    drawing: str | None = None,
    is_placeholder: bool = False,
    note: str = "",
    mode: Mode = "side by side",
    device: Device = "frame",
    on_view: Callable[[Mode, Device], None] | None = None,
    report: bool = False,
) -> Verdict | None:
    """Show the design's picture and the code's live render; `empty` is said where there is none.

    `thumbnail` is an https address that the viewer's browser may load, or an image data URI;
    `drawing`, an image data URI, is shown until it has loaded, `is_placeholder` says that
    nothing of the design is in it, and `note` why.
    `mode` and `device` are where it starts; `on_view` is called with what the viewer then chooses.
    `faults` is what the check found, None where nothing was checked.
    With `report` the page reruns once for each new verdict and gets it returned.
    """
    try:
        built = manifest()
    except NotBuilt as error:
        st.warning(str(error), icon=":material/build:")
        return None
    run = sha256((code or "").encode(errors="replace")).hexdigest()[:16]

    def chosen() -> None:
        view = read_view(st.session_state[key].get("view"))
        if on_view and view:
            on_view(next(mode for mode in MODES if MODES[mode] == view.mode), view.device)

    result = _component(
        key=key,
        data={
            "assets": {
                "frame": FRAME,
                "host": f"{ASSETS}/{built.host}",
                "runtime": f"{ASSETS}/{built.runtime}",
                "icons": f"{ASSETS}/{built.icons}",
            },
            "code": code,
            "run": run,
            "faults": None if faults is None else [fault._asdict() for fault in faults],
            "reasons": REASONS,
            "empty": empty,
            "width": width,
            "height": height,
            "thumbnail": thumbnail if thumbnail and thumbnail.startswith(PICTURES) else None,
            "drawing": drawing,
            "placeholder": is_placeholder,
            "note": note,
            "name": safe_text.frame_name(name, 80),
            "mode": MODES[mode],
            "device": device,
            "report": report,
            "remember": on_view is not None,
        },
        on_verdict_change=lambda: None,
        on_view_change=chosen,
    )
    verdict = read_verdict(result.get("verdict"))
    return verdict if verdict and verdict.run == run else None


def read_verdict(said: Any) -> Verdict | None:
    """A verdict out of what a browser sent, or None for anything else."""
    try:
        return Verdict.model_validate(said)
    except ValidationError:
        return None


def read_view(said: Any) -> View | None:
    """A toolbar's choice out of what a browser sent, or None for anything else."""
    try:
        return View.model_validate(said)
    except ValidationError:
        return None
