"""A showcase as one file for people without access: pictures and captions, and nothing else."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from typing import Final

from components.formatting import safe_text
from components.frontend import script, style
from components.presenting.present_page import hashed, picture_uri
from components.preview import built
from inspection.wireframe import data_uri
from language import _
from language.current import current
from services.presenting import Presented
from store.renders.render_records import SHOWN
from store.showcases.showcase_records import CAPTION_CHARS, NAME_CHARS, Slide

NAME: Final = "present/share"
FONT: Final = "Inter"


def html(presented: Presented) -> str:
    """The file's text. It asks the network for nothing, and its own policy forbids it."""
    code, looks = script(NAME), font_face() + style(NAME)
    policy = (
        f"default-src 'none'; img-src data:; font-src data:; script-src '{hashed(code)}'; "
        f"style-src '{hashed(looks)}'; base-uri 'none'; form-action 'none'"
    )
    title = escape(safe_text.line(presented.name, NAME_CHARS))
    return (
        '<!doctype html><html lang="' + current() + '"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{looks}</style></head><body>"
        f"<main>{''.join(figures(presented))}</main>"
        f'<script type="module">{code}</script></body></html>'
    )


def font_face() -> str:
    """The file's own font: nothing is fetched, and not everybody has it."""
    font = next(each for each in built.manifest().fonts if each.family == FONT)
    data = base64.b64encode(built.content(font.file)).decode()
    return (
        f"@font-face{{font-family:{FONT};font-weight:{font.weight};"
        f"src:url(data:font/woff2;base64,{data})}}"
    )


def figures(presented: Presented) -> Iterator[str]:
    """Each slide that renders, with the picture of its render, or else of its design."""
    for slide in presented.slides:
        if (source := source_of(slide)) is None:
            continue
        caption = escape(safe_text.line(slide.caption, CAPTION_CHARS))
        note = "" if slide.picture else f"<small>{escape(_('Design'))}</small>"
        yield (
            f'<figure><img src="{source}" alt="{caption}">'
            f"<figcaption>{note}{caption}</figcaption></figure>"
        )


def source_of(slide: Slide) -> str | None:
    """The picture as a data address; None for what does not render, or has none."""
    if slide.row is None or not slide.code:
        return None
    if slide.verdict is not None and slide.verdict not in SHOWN:
        return None
    return picture_uri(slide.picture) or (data_uri(slide.drawing) if slide.drawing else None)
