"""Keyboard: `/` puts the cursor into the search box. (`r` reruns a page by Streamlit itself.)"""

from __future__ import annotations

from typing import Final

import streamlit as st

SCRIPT: Final = """
export default function () {
  if (window.prototypeSearchShortcut) return;
  window.prototypeSearchShortcut = true;
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    const typing = target.isContentEditable
      || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector('input[type="search"]');
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
"""

_listen = st.components.v2.component("search_shortcut", js=SCRIPT)


def focus_search() -> None:
    """Listen for `/`, once for each browser tab."""
    _listen(key="shortcuts")
