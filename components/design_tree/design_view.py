"""A design on screen: its tree, its figures, and the download."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import streamlit as st

from components.code.code_view import file_name
from components.design_tree import design_facts
from components.design_tree.designs import Design
from components.feedback import messages
from components.formatting import safe_text
from inspection.answers import Kind
from inspection.facts import Facts
from language import N_, _

HINTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Kind.FIGMA_ERROR: N_(
            "The import failed because Figma returned an error; the model is not at "
            "fault. The frame has to be imported again."
        ),
        Kind.OTHER_ANSWER: N_(
            "The import stored the wrong kind of response from Figma's API. The "
            "frame has to be imported again."
        ),
        Kind.SIMPLIFIED: N_("It was simplified before it was stored, so it cannot be drawn."),
        Kind.REWRITTEN: N_("Its keys are not Figma's, so it cannot be shown here."),
        Kind.EMPTY: N_("The JSON can still be downloaded."),
    }
)


def badge(design: Design) -> None:
    """Why there is no picture, so that support sees when the import failed and not the model."""
    failed = _("Import failed. ") if design.kind == Kind.FIGMA_ERROR else ""
    look = design.look
    st.markdown(f":{look.color}-badge[{look.icon} {failed}{safe_text.escaped(design.reason, 200)}]")


def show(
    facts: Facts,
    design: Design,
    text_bytes: int | None,
    frame_name: str | None,
    whole: Callable[[], str],
    explore: Callable[[], None],
) -> None:
    """The tree that `explore` draws, and the facts. `whole` reads the JSON only when the download
    is pressed."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            _("Download JSON"),
            whole,
            file_name=file_name(frame_name, "json"),
            mime="application/json",
            key="download-json",
            icon=":material/download:",
            on_click="ignore",
        )
        st.markdown(f":gray[{source(facts)}]")
    if not design.is_drawn:
        hint = (
            _(HINTS[design.kind])
            if facts.nodes
            else _("This design has no nodes. {hints}", hints=_(HINTS[design.kind]))
        )
        messages.empty(design.look.icon, safe_text.escaped(design.reason, 200), hint)
    if not facts.nodes:
        return
    explore()
    design_facts.show(facts, text_bytes, design)


def source(facts: Facts) -> str:
    """The Figma file that the design comes from, if the response names it."""
    name = (
        _("from {file_name}", file_name=safe_text.escaped(facts.file_name, 60))
        if facts.file_name.strip()
        else ""
    )
    changed = facts.last_modified[:10]
    return ", ".join(
        [name] * bool(name)
        + [_("last changed {changed}", changed=safe_text.escaped(changed))] * bool(changed)
    )
