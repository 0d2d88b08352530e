"""What the tab keeps of an edit form."""

from __future__ import annotations

from typing import Any, Final

import pytest

from settings import ROOT
from tests import javascript

KEEPER: Final = str(ROOT / "frontend" / "editing" / "draft_keeper.js")
SCRIPT: Final = """
const listeners = {};
globalThis.document = {
  addEventListener: (name, listener) => (listeners[name] = listener),
  getElementsByClassName: () => [],
};
const stored = new Map();
globalThis.sessionStorage = {
  getItem: (name) => stored.get(name) ?? null,
  setItem: (name, value) => stored.set(name, value),
  removeItem: (name) => stored.delete(name),
};
const { default: mount } = await import(given.keeper);
mount({ parentElement: {}, data: given.data, setStateValue() {} });
for (const text of given.typed) listeners["edit-typed"]({ detail: { key: "k", text } });
console.log([...stored.values()][0] ?? "null");
"""
DATA: Final = {
    "row": "1", "session": "0a1b2c3d", "version": "1", "form": "f", "edited": False, "dropped": [],
    "fields": {"frame_name": "k"}, "texts": {"frame_name": "Login"},
}  # fmt: skip


def kept(*typed: str) -> Any:
    """What is stored after these texts were in the field, one after the other."""
    return javascript.run(SCRIPT, {"keeper": KEEPER, "data": DATA, "typed": typed})


def test_the_text_that_the_row_has_is_not_kept() -> None:
    assert kept("Login") is None


@pytest.mark.parametrize("before", ["", "Sign in", "bp_session=1", "0a1b2c3d-"])
def test_a_text_that_was_typed_back_replaces_what_was_kept(before: str) -> None:
    entry = kept(before, "Login")
    assert entry["fields"] == {"frame_name": "Login"}
    assert entry["withheld"] == []
