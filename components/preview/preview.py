"""Mounts the preview on a page and reads its verdict."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final, NamedTuple, get_args

import streamlit as st

from components.formatting import safe_text
from components.frontend import component
from components.preview import match_data
from components.preview.built import ASSETS, REASONS, assets, manifest
from components.preview.reports import (
    Device,
    Measurement,
    Mode,
    Verdict,
    parse_measurement,
    parse_verdict,
    parse_view,
    run_of,
)
from components.preview.spot import Spot
from inspection.imports import MODULES
from inspection.match.records import Match
from language import N_

MODES: Final[dict[Mode, str]] = {mode: mode.split()[0] for mode in get_args(Mode)}
DEVICES: Final[tuple[Device, ...]] = ("frame", "375", "768", "1280")
PICTURES: Final = ("https://", "data:image/")
NO_CODE: Final = N_("This session has no generated code yet.")
MOST_FAULTS: Final = 12


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


_component = component("prototype_preview", "preview/component")


class Component(NamedTuple):
    """The generated component: its code, and the frame's size in pixels, which is where it starts.

    `faults` is what the check found, None if the code was not checked; `empty` is the message if
    there is no code. `modules` are those that the product has; any other import is missing. `spot`
    is a place to mark.
    """

    name: str
    code: str | None
    width: int | None
    height: int | None
    faults: Sequence[Fault] | None = None
    empty: str = NO_CODE
    modules: Collection[str] = MODULES
    spot: Spot | None = None


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
    """The initial view, `live` in a narrow place; `on_view` is called with later choices."""

    mode: Mode = "side by side"
    device: Device = "frame"
    on_view: Callable[[Mode, Device], None] | None = None


class Comparison(NamedTuple):
    """How the page's match is found: `on_measured` is called with what was measured in this
    browser, `match` with the hash of a code gives what is then known of it. `subject` names the
    design, so that another one is compared though the code is the same."""

    subject: str
    on_measured: Callable[[Measurement], None]
    match: Callable[[str], Match | None]


NO_PICTURE: Final = DesignPicture()
AS_DESIGNED: Final = Toolbar()


def show(
    component: Component,
    picture: DesignPicture = NO_PICTURE,
    toolbar: Toolbar = AS_DESIGNED,
    *,
    key: str,
    report: bool = False,
    comparison: Comparison | None = None,
) -> Verdict | None:
    """Show the design's picture and the code's live render.

    With `report` the page reruns once for each new verdict and gets it returned; with `comparison`
    once for what was measured.
    """
    data = component_data(component, picture, toolbar, comparison, report=report)

    def chosen() -> None:
        view = parse_view(st.session_state[key].get("view"))
        if toolbar.on_view and view:
            toolbar.on_view(next(mode for mode in MODES if MODES[mode] == view.mode), view.device)

    def measured() -> None:
        measurement = parse_measurement(st.session_state[key].get("measured"))
        if comparison and measurement and measurement.run == data["run"]:
            comparison.on_measured(measurement)

    result = _component(
        key=key,
        data=data,
        on_verdict_change=lambda: None,
        on_view_change=chosen,
        on_measured_change=measured,
    )
    verdict = parse_verdict(result.get("verdict"))
    return verdict if verdict and verdict.run == data["run"] else None


def component_data(
    component: Component,
    picture: DesignPicture = NO_PICTURE,
    toolbar: Toolbar = AS_DESIGNED,
    comparison: Comparison | None = None,
    *,
    report: bool = False,
) -> dict[str, Any]:
    """What the browser gets."""
    run = run_of(component.code or "")
    return {
        "assets": {**assets(), "host": f"{ASSETS}/{manifest().host}"},
        "run": run,
        "reasons": REASONS,
        "report": report,
        "remember": toolbar.on_view is not None,
        "mode": MODES[toolbar.mode],
        "device": toolbar.device,
        "compact": toolbar.mode == "live",
        "compare": comparison is not None,
        "subject": comparison.subject if comparison else "",
        "match": match_data.of_match(comparison.match(run), run) if comparison else None,
        **of_component(component),
        **of_picture(picture),
    }


def of_component(component: Component) -> dict[str, Any]:
    """The component's data for the browser."""
    faults = component.faults
    return {
        "code": component.code,
        "faults": None if faults is None else [fault._asdict() for fault in faults],
        "empty": component.empty,
        "modules": sorted(component.modules),
        "width": component.width,
        "height": component.height,
        "name": safe_text.frame_name(component.name, 80),
        "place": component.spot._asdict() if component.spot else None,
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
