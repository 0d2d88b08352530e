"""The editor of code and JSON: CodeMirror, with what a check found at its lines.

See docs/decisions/0103-code-editor.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import streamlit as st

from components.editing import typed_texts
from components.editing.edit_draft import CODE_LIMIT
from components.editing.edit_values import NAMES
from components.frontend import component
from components.preview.built import ASSETS, manifest
from inspection.findings import Severity
from language import _

LIVE_MS: Final = 400
LARGE_MS: Final = 1_500
LIVE_CHARS: Final = CODE_LIMIT
"""Longer texts are sent less often, and not checked or run while somebody types."""

_component = component("code_editor", "editing/code_editor")


@dataclass(frozen=True)
class Mark:
    """Something that a check found; `line` and `column` count from 1."""

    line: int
    column: int
    severity: Severity
    word: str
    message: str = ""


@dataclass(frozen=True)
class CheckResult:
    """What a check says of a text: in a few words, and at its places."""

    text: str
    tone: Literal["green", "red", "orange", "gray"]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Editor:
    """An editor of one column in one form. `text` is what it starts with."""

    form_id: str
    name: str
    text: str
    language: Literal["tsx", "json"]
    height: str

    @property
    def typed(self) -> str:
        """The text as it is now, as far as the browser has sent it."""
        typed = typed_texts.get(self.form_id, self.name)
        return self.text if typed is None else typed.text

    def show(self, checked: CheckResult) -> None:
        """Draw it; `checked` is the check of `typed`."""
        key = f"editor-{self.name}"

        def on_typed() -> None:
            if typed := typed_texts.parse(st.session_state[key].get("typed")):
                typed_texts.remember(self.name, typed)

        _component(key=key, data=self.data(checked), on_typed_change=on_typed)

    def data(self, checked: CheckResult) -> dict[str, Any]:
        """What the browser gets."""
        typed = typed_texts.get(self.form_id, self.name)
        number = typed.number if typed else 0
        return {
            "script": f"{ASSETS}/{manifest().editor}",
            "form": self.form_id,
            "key": f"edit-{self.name}-{self.form_id}",
            "label": _(NAMES[self.name]),
            "text": self.typed,
            "language": self.language,
            "height": self.height,
            "delay": LIVE_MS if len(self.typed) <= LIVE_CHARS else LARGE_MS,
            "number": number,
            "checked": number,
            "said": {"text": checked.text, "tone": checked.tone},
            "findings": [
                {
                    "line": each.line,
                    "column": each.column,
                    "severity": str(each.severity),
                    "word": each.word,
                    "message": each.message,
                }
                for each in checked.marks
            ],
        }
