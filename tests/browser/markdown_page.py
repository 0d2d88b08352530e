"""Shows texts from a JSON file in each kind of markdown in which pages show data."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import streamlit as st

from components.formatting import safe_text

CHARS = 400
texts = json.loads(Path(sys.argv[1]).read_text())
for number, text in enumerate(texts):
    escaped = safe_text.escaped(text, CHARS)
    with st.container(key=f"markdown-{number}"):
        st.markdown(escaped)
    with st.container(key=f"colored-{number}"):
        st.markdown(f":gray[**{escaped}** x]")
    with st.container(key=f"label-{number}"):
        st.button(escaped, key=f"button-{number}")
    with st.container(key=f"caption-{number}"):
        st.caption(f"x: {escaped}: x")
    with st.container(key=f"table-{number}"):
        st.table({"x": escaped}, border="horizontal")
    with st.container(key=f"code-{number}"):
        st.table({"x": safe_text.monospace(text, CHARS)}, border="horizontal")
st.table({"x": "Table drawn."})
st.markdown("All drawn.")
