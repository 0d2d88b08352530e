"""A showcase as one file for people without access: pictures and captions, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from components.formatting import safe_text
from components.frontend import script, style
from components.presenting.present_page import hashed, picture_uri
from inspection.wireframe import data_uri
from services.presenting import Presented
from store.renders.render_records import SHOWN
from store.showcases.showcase_records import CAPTION_CHARS, NAME_CHARS, Slide

NAME = "present/share"


def html(presented: Presented) -> str:
    """The file's text. It asks the network for nothing, and its own policy forbids it."""
    code, looks = script(NAME), style(NAME)
    policy = (
        f"default-src 'none'; img-src data:; script-src '{hashed(code)}'; "
        f"style-src '{hashed(looks)}'; base-uri 'none'; form-action 'none'"
    )
    title = escape(safe_text.line(presented.name, NAME_CHARS))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{looks}</style></head><body>"
        f"<main>{''.join(figures(presented))}</main>"
        f'<script type="module">{code}</script></body></html>'
    )


def figures(presented: Presented) -> Iterator[str]:
    """Each slide that renders, with the picture of its render, or else of its design."""
    for slide in presented.slides:
        if (source := source_of(slide)) is None:
            continue
        caption = escape(safe_text.line(slide.caption, CAPTION_CHARS))
        note = "" if slide.picture else "<small>Design</small>"
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
