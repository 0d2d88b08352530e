"""A design in figures: its size, types of nodes, fonts and colors."""

from __future__ import annotations

from typing import Final, Literal
from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.design_tree.designs import Design
from components.formatting import safe_text
from components.formatting.numbers import bytes_text
from components.formatting.times import MISSING
from inspection.answers import Kind
from inspection.facts import Color, Facts
from language import _, format_plain, ngettext

LIST_HEIGHT: Final = 300
LIST_ROWS: Final = 7
COUNT: Final = st.column_config.NumberColumn(format="localized")


def show(facts: Facts, text_bytes: int | None, design: Design) -> None:
    """The figures, and the lists below them."""
    figures(facts, text_bytes)
    left, middle, right = st.columns(3, gap="medium")
    with left:
        st.subheader(_("Types"), anchor=False)
        types(facts)
    with middle:
        st.subheader(_("Fonts"), anchor=False)
        fonts(facts, design)
    with right:
        st.subheader(_("Colors"), anchor=False)
        colors(facts)


def figures(facts: Facts, text_bytes: int | None) -> None:
    """Four numbers for the size of a design."""
    with st.container(horizontal=True, gap="small"):
        st.metric(_("Nodes"), format_plain("{nodes:,}", nodes=facts.nodes), border=True)
        st.metric(
            _("Levels"),
            format_plain("{levels:,}", levels=facts.levels),
            border=True,
            help=_("The deepest nesting of nodes"),
        )
        st.metric(
            _("Size"),
            bytes_text(text_bytes),
            _("not read just now") if text_bytes is None else None,
            delta_color="off",
            delta_arrow="off",
            border=True,
            help=_("The size of the JSON text, as downloaded. The database stores it compressed."),
        )
        st.metric(
            _("Nodes without a box"),
            format_plain("{without_box:,}", without_box=facts.without_box),
            border=True,
            help=_("Figma gives no position for these, so they cannot be drawn."),
        )


def types(facts: Facts) -> None:
    """Nodes by type."""
    st.dataframe(
        pd.DataFrame(
            {
                _("Type"): [safe_text.line(name, 40) for name, _ in facts.types],
                _("Nodes"): [count for _, count in facts.types],
            }
        ),
        hide_index=True,
        height=list_height(len(facts.types)),
        column_config={_("Nodes"): COUNT},
        alt=_("Nodes by type"),
    )
    caption_if_cut(len(facts.types), facts.type_count, _("types"))


def fonts(facts: Facts, design: Design) -> None:
    """Font families with their weights."""
    if not facts.fonts:
        st.caption(no_fonts(facts, design))
        return
    st.dataframe(
        pd.DataFrame(
            {
                _("Font"): [safe_text.line(font.family, 40) for font in facts.fonts],
                _("Weights"): [
                    ", ".join(map(str, font.weights)) or MISSING for font in facts.fonts
                ],
                _("Texts"): [font.uses for font in facts.fonts],
            }
        ),
        hide_index=True,
        height=list_height(len(facts.fonts)),
        column_config={_("Texts"): COUNT},
        alt=_("Fonts"),
    )
    caption_if_cut(len(facts.fonts), facts.font_count, _("fonts"))
    if facts.texts_without_font:
        st.caption(fontless(facts.texts_without_font))


def no_fonts(facts: Facts, design: Design) -> str:
    """Why no font is listed. Only for a design in Figma's own form does that mean no text."""
    if facts.texts_without_font:
        return fontless(facts.texts_without_font)
    in_figmas_form = design.kind in (Kind.DRAWN, Kind.EMPTY)
    return _("No text in this design.") if in_figmas_form else _("None readable.")


def fontless(texts: int) -> str:
    """`1 text without a readable font.`"""
    return ngettext(
        "{count:,} text without a readable font.", "{count:,} texts without a readable font.", texts
    )


def colors(facts: Facts) -> None:
    """Colors as swatches, with their values in text beside them."""
    if not facts.colors:
        none = _("No solid color or gradient in this design.")
        st.caption(_("None readable.") if facts.unreadable_paints else none)
        return
    st.dataframe(
        pd.DataFrame(
            {
                "": [swatch(color) for color in facts.colors],
                _("Color"): [color.hex for color in facts.colors],
                _("Opacity"): [
                    format_plain("{opacity:.0%}", opacity=color.opacity) for color in facts.colors
                ],
                _("Uses"): [color.uses for color in facts.colors],
            }
        ),
        hide_index=True,
        height=list_height(len(facts.colors)),
        column_config={"": st.column_config.ImageColumn("", width=44), _("Uses"): COUNT},
        alt=_("Colors of fills and strokes"),
    )
    caption_if_cut(len(facts.colors), facts.color_count, _("colors"))


def swatch(color: Color) -> str:
    """A small picture of a color, as a data URI of an SVG."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">'
        f'<rect x="1" y="1" width="22" height="22" rx="5" fill="{color.hex}"'
        f' fill-opacity="{color.opacity}" stroke="#8891a5" stroke-opacity=".6"/></svg>'
    )
    return f"data:image/svg+xml;utf8,{quote(svg)}"


def caption_if_cut(shown: int, count: int, noun: str) -> None:
    """Say how much of a list is not shown."""
    if count > shown:
        st.caption(
            _("The {shown} most used of {count:,} {what}.", shown=shown, count=count, what=noun)
        )


def list_height(rows: int) -> int | Literal["content"]:
    """The height of a table of so many rows; above a limit it scrolls."""
    return "content" if rows <= LIST_ROWS else LIST_HEIGHT
