"""A page with a preview of a sample, and controls that must keep responding beside it."""

from __future__ import annotations

import streamlit as st

from components.preview import preview
from components.preview.reports import Measurement
from components.session import session_preview
from demo.catalog import variant
from demo.designs import DESIGNS
from inspection.match.design_blocks import scene
from inspection.match.matching import match
from inspection.match.measured import read
from inspection.match.records import Match
from tests.preview.host.samples import component, picture, samples

st.set_page_config(layout="wide")
params = st.query_params
shown = samples(params)

if st.button("Click", key="click"):
    st.session_state["clicks"] = st.session_state.get("clicks", 0) + 1
st.write(f"Clicked {st.session_state.get('clicks', 0)} times")
st.text_input("Notes", key="notes")
if st.button("Next", key="next"):
    st.session_state["at"] = st.session_state.get("at", 0) + 1
sample = shown[st.session_state.get("at", 0) % len(shown)]
st.write(f"Sample {sample}")


def compared(run: str) -> Match | None:
    """What was found of the code that is shown."""
    known, found = st.session_state.get("match", ("", None))
    return found if known == run else None


def on_measured(measurement: Measurement) -> None:
    design = next(each for each in DESIGNS if each.key == sample.name.removeprefix("demo/"))
    render = read(measurement.page)
    of = scene(variant(design, design.accents[0]).design_context)
    st.session_state["match"] = measurement.run, match(of, render.scene if render else None)


live, other = st.tabs(["Preview", "Other"])
with live:
    verdict = preview.show(
        component(sample, params),
        picture(params),
        preview.Toolbar(
            session_preview.LOOKS.get(params.get("look", "side"), "side by side"),
            session_preview.DEVICES.get(params.get("viewport", "frame"), "frame"),
            session_preview.remember,
        ),
        key="preview",
        report=params.get("report") == "yes",
        comparison=preview.Comparison(sample.name, on_measured, compared)
        if sample.name.startswith("demo/")
        else None,
    )
    if verdict:
        st.write(f"Verdict {verdict.state} at {verdict.line}: {verdict.message}")
with other:
    st.write("Another tab")
