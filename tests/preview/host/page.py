"""A page with a preview of a sample, and controls that must keep responding beside it."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import streamlit as st

from components.preview import preview
from components.preview.built import content
from components.preview.said import Measurement
from components.session import session_preview
from demo.catalog import variant
from demo.designs import DESIGNS
from inspection.match.design_blocks import scene
from inspection.match.matching import match
from inspection.match.measured import read
from inspection.match.records import Match
from services import inspection
from store.insights.insight_records import Subject

SAMPLES = Path(__file__).parents[1]
ROOT = SAMPLES.parents[1]
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='800' height='600'%3E"
    "%3Crect width='800' height='600' fill='%23c7d2fe'/%3E%3C/svg%3E"
)


def subject(code: str) -> Subject:
    return Subject(row_id=UUID(int=1), row_version="1", code=code, design="{}")


def boot_script() -> str:
    """The script in the frame's page, which anyone can read."""
    return content("frame.html").decode().partition("<script>")[2].partition("</script>")[0]


st.set_page_config(layout="wide")
params = st.query_params
# A sample's WAY follows a colon.
names = params.get("samples", "good/counter").split(",")

if st.button("Click", key="click"):
    st.session_state["clicks"] = st.session_state.get("clicks", 0) + 1
st.write(f"Clicked {st.session_state.get('clicks', 0)} times")
st.text_input("Notes", key="notes")
if st.button("Next", key="next"):
    st.session_state["at"] = st.session_state.get("at", 0) + 1
name, _, way = names[st.session_state.get("at", 0) % len(names)].partition(":")
st.write(f"Sample {name} {way}".strip())

path = ROOT / "demo" / "designs" / f"{name[5:]}.tsx" if name.startswith("demo/") else None
# Small enough to be shown unscaled: the browser driver misses inside a scaled frame.
text = (path or SAMPLES / f"{name}.tsx").read_text().replace("COLLECTOR", params.get("to", ""))
text = text.replace("WAY", way).replace("BOOT", json.dumps(boot_script()))
faults: tuple[preview.Fault, ...] | None = None
if params.get("check") == "yes":
    faults = session_preview.faults(inspection.examine(subject(text)))


def compared(run: str) -> Match | None:
    """What was found of the code that is shown."""
    known, found = st.session_state.get("match", ("", None))
    return found if known == run else None


def on_measured(measurement: Measurement) -> None:
    design = next(each for each in DESIGNS if each.key == name.removeprefix("demo/"))
    render = read(measurement.page)
    of = scene(variant(design, design.accents[0]).design_context)
    st.session_state["match"] = measurement.run, match(of, render.scene if render else None)


live, other = st.tabs(["Preview", "Other"])
with live:
    verdict = preview.show(
        preview.Component(
            name=name,
            code=text,
            width=int(params.get("width", 480)),
            height=int(params.get("height", 400)),
            faults=faults,
        ),
        preview.DesignPicture(None if params.get("picture") == "no" else PICTURE),
        preview.Toolbar(
            session_preview.LOOKS.get(params.get("look", "side"), "side by side"),
            session_preview.DEVICES.get(params.get("viewport", "frame"), "frame"),
            session_preview.remember,
        ),
        key="preview",
        report=params.get("report") == "yes",
        comparison=preview.Comparison(name, on_measured, compared)
        if name.startswith("demo/")
        else None,
    )
    if verdict:
        st.write(f"Verdict {verdict.state} at {verdict.line}: {verdict.message}")
with other:
    st.write("Another tab")
