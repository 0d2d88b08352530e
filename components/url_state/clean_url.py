"""A page's address without other pages' parameters.

Streamlit writes the next page's parameters into the address of the page that is left, and keeps
that as an entry of the history: going back would find them there. Taking them out in Python would
make one entry more, and shut the way forward.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

OPENED: Final = frozenset({"id", "a", "b"})
"""The parameters of the pages that a list opens; no list has one of these names."""

# Once for each time that the page is opened: later, the parameters may be those of a page that is
# about to open.
SCRIPT: Final = """
const seen = new WeakSet();
export default function ({ data, parentElement }) {
  const address = new URL(window.location.href);
  if (seen.has(parentElement) || address.pathname.split("/").pop() !== data.page) return;
  seen.add(parentElement);
  const others = [...new Set(address.searchParams.keys())].filter(
    (name) => !data.own.includes(name) && !name.startsWith("embed"),
  );
  if (!others.length) return;
  for (const name of others) address.searchParams.delete(name);
  window.history.replaceState(window.history.state, "", address);
}
"""

_component = st.components.v2.component("clean_url", js=SCRIPT)


def keep_only(page: str, own: Sequence[str]) -> None:
    """Take out every parameter but the page's `own`, in the entry of the history that is shown."""
    _component(key="clean-url", data={"page": page, "own": list(own)})
