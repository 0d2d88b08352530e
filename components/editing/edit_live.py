"""The live render beside an edit, and the verdicts of each code that was run here."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import streamlit as st

from components.editing import save_rules
from components.editing.beside import Beside
from components.editing.edit_draft import Draft
from components.editing.edit_state import SHOWN
from components.editing.save_rules import Rendered
from components.preview import preview
from components.preview.reports import run_of
from components.session import session_preview
from language import N_, _
from services import inspected
from services.inspection import runtime_modules

RENDERS: Final = "edit-renders"
MOST: Final = 40
AS_TYPED: Final = N_(":gray[:material/play_circle: Live, as you type]")
TO_SAVE: Final = N_(":gray[:material/play_circle: Live, as it will be saved]")
LAST_GOOD: Final = N_(
    ":orange[:material/history: **Your last version that compiles.** What "
    "you have typed since does not]"
)

Size = tuple[int | None, int | None]


def show(beside: Beside, code: str, size: Size, note: str = AS_TYPED) -> None:
    """Run the code in the preview's frame, at this size in pixels. While it does not compile, the
    last one that did stays."""
    row = beside.row
    is_broken = save_rules.stopping(inspected.unsaved(code)) is not None
    last: tuple[UUID, str] | None = st.session_state.get(SHOWN)
    if is_broken and last and last[0] == row.id:
        code, note = last[1], LAST_GOOD
    if not is_broken:
        st.session_state[SHOWN] = (row.id, code)
    st.markdown(_(note))
    findings = inspected.unsaved(code)
    component = preview.Component(
        name=row.frame_name or "",
        code=code or None,
        width=size[0],
        height=size[1],
        faults=session_preview.faults(findings) if findings else None,
        empty=_("There is no code."),
        modules=runtime_modules(),
    )
    compared = session_preview.comparison(row)
    verdict = preview.show(
        component,
        session_preview.beside(beside.picture),
        preview.Toolbar(mode="live"),
        key="edit-preview",
        comparison=compared,
        report=True,
    )
    if verdict:
        match = compared.match(verdict.run)
        remember(verdict.run, Rendered(verdict.state, match.score if match else None))


def remember(run: str, rendered: Rendered) -> None:
    """Remember the verdict on a code, by its hash."""
    renders: dict[str, Rendered] = st.session_state.get(RENDERS, {})
    others = {name: value for name, value in renders.items() if name != run}
    st.session_state[RENDERS] = dict([*others.items(), (run, rendered)][-MOST:])


def remembered(code: object) -> Rendered | None:
    """The verdict on a code."""
    renders: dict[str, Rendered] = st.session_state.get(RENDERS, {})
    return renders.get(run_of(code)) if isinstance(code, str) else None


def worse(beside: Beside, draft: Draft) -> str:
    """How the edited code renders worse than the saved one; empty if it does not, or nobody knows.

    The saved code's render is this browser's, or else the one that is kept of the row.
    """
    if "generated_code" not in draft.mine:
        return ""
    render = beside.stored_render
    before = remembered(draft.base.columns.get("generated_code"))
    if before is None and render is not None and beside.row.version == draft.base.version:
        before = Rendered(render.verdict, render.score)
    return save_rules.worse(before, remembered(draft.mine["generated_code"]))
