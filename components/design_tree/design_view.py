"""A design: its tree, and in figures its size, types, fonts and colours; the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal
from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.code.code_view import file_name
from components.design_tree.designs import Design
from components.feedback import messages
from components.formatting import safe_text
from components.formatting.numbers import bytes_text
from components.formatting.times import MISSING
from inspection.answers import Kind
from inspection.facts import Colour, Facts

HINTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Kind.FIGMA_ERROR: "The import failed before there was a design: this is Figma's answer, "
        "not the model's fault. The frame has to be imported again.",
        Kind.OTHER_ANSWER: "The import stored the wrong answer of Figma's API. The frame has to be "
        "imported again.",
        Kind.SIMPLIFIED: "It was shortened before it was stored, and holds no positions to draw.",
        Kind.REWRITTEN: "What is not written as Figma writes it cannot be read here.",
        Kind.EMPTY: "The JSON can still be downloaded.",
    }
)
LIST_HEIGHT: Final = 300
LIST_ROWS: Final = 7
COUNT: Final = st.column_config.NumberColumn(format="localized")


def badge(design: Design) -> None:
    """Why there is no picture; support must see whether the import failed, and not the model."""
    failed = "Import failed. " if design.kind == Kind.FIGMA_ERROR else ""
    look = design.look
    st.markdown(
        f":{look.colour}-badge[{look.icon} {failed}{safe_text.escaped(design.reason, 200)}]"
    )


def show(
    found: Facts,
    design: Design,
    text_bytes: int | None,
    frame_name: str | None,
    whole: Callable[[], str],
    explore: Callable[[], None],
) -> None:
    """The tree that `explore` draws, and the facts. `whole` reads the JSON when the download is
    pressed, and not before."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            "Download JSON",
            whole,
            file_name=file_name(frame_name, "json"),
            mime="application/json",
            key="download-json",
            icon=":material/download:",
            on_click="ignore",
        )
        st.markdown(f":gray[{source(found)}]")
    if not design.is_drawn:
        hint = (
            HINTS[design.kind] if found.nodes else f"This design has no nodes. {HINTS[design.kind]}"
        )
        messages.empty(design.look.icon, safe_text.escaped(design.reason, 200), hint)
    if not found.nodes:
        return
    explore()
    figures(found, text_bytes)
    left, middle, right = st.columns(3, gap="medium")
    with left:
        st.subheader("Types", anchor=False)
        types(found)
    with middle:
        st.subheader("Fonts", anchor=False)
        fonts(found, design)
    with right:
        st.subheader("Colours", anchor=False)
        colours(found)


def source(found: Facts) -> str:
    """Which Figma file it comes from, as far as the answer says."""
    name = f"from {safe_text.escaped(found.file_name, 60)}" if found.file_name.strip() else ""
    changed = found.last_modified[:10]
    return ", ".join(
        [name] * bool(name) + [f"last changed {safe_text.escaped(changed)}"] * bool(changed)
    )


def figures(found: Facts, text_bytes: int | None) -> None:
    """The four numbers that say how large a design is."""
    with st.container(horizontal=True, gap="small"):
        st.metric("Nodes", f"{found.nodes:,}", border=True)
        st.metric("Levels", f"{found.levels:,}", border=True, help="The deepest nesting of nodes")
        st.metric(
            "Size",
            bytes_text(text_bytes),
            "not read just now" if text_bytes is None else None,
            delta_color="off",
            delta_arrow="off",
            border=True,
            help="Of its JSON text, as the download has it. The database keeps it compressed.",
        )
        st.metric(
            "Nodes without a box",
            f"{found.without_box:,}",
            border=True,
            help="Figma gives no position for these; they cannot be drawn.",
        )


def types(found: Facts) -> None:
    """Nodes by type."""
    st.dataframe(
        pd.DataFrame(
            {
                "Type": [safe_text.line(name, 40) for name, _ in found.types],
                "Nodes": [count for _, count in found.types],
            }
        ),
        hide_index=True,
        height=list_height(len(found.types)),
        column_config={"Nodes": COUNT},
        alt="Nodes by type",
    )
    rest(len(found.types), found.type_count, "types")


def fonts(found: Facts, design: Design) -> None:
    """Font families with their weights."""
    if not found.fonts:
        st.caption(no_fonts(found, design))
        return
    st.dataframe(
        pd.DataFrame(
            {
                "Font": [safe_text.line(font.family, 40) for font in found.fonts],
                "Weights": [", ".join(map(str, font.weights)) or MISSING for font in found.fonts],
                "Texts": [font.uses for font in found.fonts],
            }
        ),
        hide_index=True,
        height=list_height(len(found.fonts)),
        column_config={"Texts": COUNT},
        alt="Fonts",
    )
    rest(len(found.fonts), found.font_count, "fonts")
    if found.texts_without_font:
        st.caption(fontless(found.texts_without_font))


def no_fonts(found: Facts, design: Design) -> str:
    """Why no font is listed. That there is no text is said only of a design in Figma's own form."""
    if found.texts_without_font:
        return fontless(found.texts_without_font)
    in_figmas_form = design.kind in (Kind.DRAWN, Kind.EMPTY)
    return "No text in this design." if in_figmas_form else "None readable."


def fontless(texts: int) -> str:
    """`1 text without a readable font.`"""
    return f"{texts:,} text{'' if texts == 1 else 's'} without a readable font."


def colours(found: Facts) -> None:
    """Colours as swatches, with their values in text beside them."""
    if not found.colours:
        none = "No solid colour or gradient in this design."
        st.caption("None readable." if found.unreadable_paints else none)
        return
    st.dataframe(
        pd.DataFrame(
            {
                "": [swatch(colour) for colour in found.colours],
                "Colour": [colour.hex for colour in found.colours],
                "Opacity": [f"{colour.opacity:.0%}" for colour in found.colours],
                "Uses": [colour.uses for colour in found.colours],
            }
        ),
        hide_index=True,
        height=list_height(len(found.colours)),
        column_config={"": st.column_config.ImageColumn("", width=44), "Uses": COUNT},
        alt="Colours of fills and strokes",
    )
    rest(len(found.colours), found.colour_count, "colours")


def swatch(colour: Colour) -> str:
    """A small picture of a colour, as a data URI of an SVG."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">'
        f'<rect x="1" y="1" width="22" height="22" rx="5" fill="{colour.hex}"'
        f' fill-opacity="{colour.opacity}" stroke="#8891a5" stroke-opacity=".6"/></svg>'
    )
    return f"data:image/svg+xml;utf8,{quote(svg)}"


def rest(shown: int, count: int, what: str) -> None:
    """Say that a list goes on."""
    if count > shown:
        st.caption(f"The {shown} most used of {count:,} {what}.")


def list_height(rows: int) -> int | Literal["content"]:
    """The height of a table of so many rows; above a limit it scrolls."""
    return "content" if rows <= LIST_ROWS else LIST_HEIGHT
