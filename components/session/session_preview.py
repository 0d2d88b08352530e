"""The Preview tab: a design beside its running code, with the view's settings in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, get_args

import streamlit as st

from components.code import verdicts
from components.design_tree.designs import Design
from components.feedback import messages
from components.formatting import safe_text
from components.pictures import Picture
from components.preview import preview
from components.preview.reports import Device, Measurement, Mode, Verdict
from components.session import preview_place, session_design
from components.url_state import address
from components.url_state.parameters import drop_parameter
from components.url_state.query_string import Reader
from inspection.answers import Kind
from inspection.match.records import Match
from language import N_, _, recognized
from services import matching, resources, viewed
from services.frame_sizes import Size, frame_size
from services.inspection import runtime_modules
from store.errors import NotFound
from store.insights.insight_records import Findings
from store.records import SessionSummary
from store.sessions.lifecycle import Status

LOOKS: Final[dict[str, Mode]] = {mode.split()[0]: mode for mode in get_args(Mode) if mode != "live"}
LOOK_PARAMETERS: Final = ("look", "viewport")
DEVICES: Final[dict[str, Device]] = {device: device for device in get_args(Device)}

EMPTY: Final[Mapping[str, str]] = MappingProxyType(
    {
        Status.GENERATING: N_("Generation has not finished: there is no code yet."),
        Status.READY: N_("Generation finished without any code."),
        Status.ERROR: N_("Generation failed without any code."),
    }
)


@st.fragment
def show(
    row: SessionSummary,
    code: str | None,
    findings: Findings | None = None,
    *,
    picture: Picture,
    is_stored: bool = False,
) -> None:
    """The picture and the live render at the frame's size, with a verdict.

    `findings` are those on exactly this code; None if it was not checked. With `is_stored`, what
    this browser says of the row's code is kept beside it. A verdict reruns only this fragment: a
    rerun of the page would close an open dialog.
    """
    with messages.expected_errors():
        # A fragment rerun skips the access check of the page.
        resources.database()
        show_preview(row, code, findings, picture, is_stored=is_stored)


def show_preview(
    row: SessionSummary,
    code: str | None,
    findings: Findings | None,
    picture: Picture,
    *,
    is_stored: bool,
) -> None:
    """The same, as long as the viewer has access. Raises StoreError."""
    reader = Reader({name: st.query_params.get_all(name) for name in LOOK_PARAMETERS})
    size = known_size(row)
    content = component(row, code, findings, picture.design, size)
    content = content._replace(spot=preview_place.chosen())
    toolbar = preview.Toolbar(*looks(reader), remember)
    compared = comparison(row, size)
    verdict = preview.show(
        content, beside(picture), toolbar, key="preview", comparison=compared, report=is_stored
    )
    if is_stored and code and verdict:
        store_verdict(row, code, verdict, compared.match(verdict.run))
    for name in reader.unreadable:
        drop_parameter(name)


def looks(reader: Reader) -> tuple[Mode, Device]:
    """How the address says that design and code are compared."""
    mode = reader.one("look", LOOKS.__getitem__) or "side by side"
    return mode, reader.one("viewport", DEVICES.__getitem__) or "frame"


def component(
    row: SessionSummary,
    code: str | None,
    findings: Findings | None,
    design: Design,
    size: Size | None = None,
) -> preview.Component:
    """What runs; `findings` are those on exactly this code, None if it was not checked."""
    width, height = size or frame_size(None, row.frame_width, row.frame_height)
    return preview.Component(
        name=row.frame_name or "",
        code=code,
        width=width,
        height=height,
        faults=faults(findings) if findings else None,
        empty=without_code(row, design),
        modules=runtime_modules(),
    )


def beside(picture: Picture) -> preview.DesignPicture:
    """The design's picture beside it."""
    return preview.DesignPicture(
        picture.thumbnail.source, picture.drawing, picture.is_placeholder, picture.note
    )


def subject_of(row: SessionSummary) -> str:
    """What names the design that is compared: a version of the row, and a page."""
    return f"{row.id} {row.version} {session_design.chosen_page()}"


def known_size(row: SessionSummary) -> Size:
    """The frame's size: the design's once it was compared with, before that what the row says."""
    name, size = st.session_state.get("frame-size", (None, None))
    known: Size | None = size if name == subject_of(row) else None
    return known or frame_size(None, row.frame_width, row.frame_height)


def comparison(row: SessionSummary, shown: Size | None = None) -> preview.Comparison:
    """How close the page comes to the row's design, kept as long as the row stays as it is.

    What was measured in a frame of another size than the design's, `shown`, is dropped: the frame
    gets the design's, and is measured again.
    """
    page = session_design.chosen_page()
    subject = subject_of(row)

    def on_measured(measurement: Measurement) -> None:
        try:
            match = matching.matched(row, measurement.page, page)
            size = matching.frame(row, page)
        except NotFound:  # the page says so when it is next run
            return
        if shown and size and size != shown:
            st.session_state["frame-size"] = subject, size
            return
        st.session_state["match"] = (subject, measurement.run), match

    def match(run: str) -> Match | None:
        name, match = st.session_state.get("match", (None, None))
        return match if name == (subject, run) else None

    return preview.Comparison(subject, on_measured, match)


def store_verdict(row: SessionSummary, code: str, verdict: Verdict, match: Match | None) -> None:
    """Hand a verdict over to be kept, once; a match only if it is with the design's first page."""
    match = match if session_design.chosen_page() is None else None
    name = (row.id, row.version, verdict.state, verdict.message, match.score if match else None)
    is_verdict = viewed.is_verdict(verdict.state, by_machine=verdict.by_machine)
    if st.session_state.get("kept-verdict") == name or not is_verdict:
        return
    st.session_state["kept-verdict"] = name
    report = {"verdict": verdict.state, **verdict.model_dump(include={"message", "line", "notes"})}
    viewed.save(row.id, code, report, match)


def faults(findings: Findings) -> tuple[preview.Fault, ...]:
    """The errors that the check found, the most important reason first."""
    return tuple(
        preview.Fault(
            reason=each.kind,
            message=safe_text.line(recognized(each.message), 300),
            line=each.line,
            column=each.column,
            name=safe_text.line(each.name, 80),
        )
        for each in verdicts.errors(findings)[: preview.MOST_FAULTS]
    )


def without_code(row: SessionSummary, design: Design) -> str:
    """Why there is no code: after a failed import, the model was never called."""
    if design.kind == Kind.FIGMA_ERROR:
        return _("The import failed, so nothing was generated. {reason}", reason=design.reason)
    return _(EMPTY.get(row.status or "", preview.NO_CODE))


def remember(mode: Mode, device: Device) -> None:
    """Write the view's settings to the URL, without the defaults."""
    chosen = {"look": mode.split()[0], "viewport": device}
    others = {name: [] if value in ("side", "frame") else [value] for name, value in chosen.items()}
    address.put(others, bound=True)
