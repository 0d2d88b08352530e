"""A page with a preview and a button for the next piece of code, used by bench/preview.py."""

from __future__ import annotations

import streamlit as st

from bench.preview_code import component
from components.preview import preview

st.set_page_config(layout="wide")
size = int(st.query_params.get("bytes", "5000"))
if st.button("Next", key="next"):
    st.session_state["turn"] = st.session_state.get("turn", 0) + 1
turn = st.session_state.get("turn", 0)
shown = preview.Component(f"Turn {turn}", component(size, turn), width=1280, height=800)
preview.show(shown, key="preview")
