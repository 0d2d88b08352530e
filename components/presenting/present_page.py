"""The page that presents a showcase, and the presenter's window, as HTML with their policy.

Not a Streamlit page: that would cover everything as soon as its connection is lost. Everything
that is shown is in this one answer, except for the preview's own files.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from html import escape
from typing import Any, Final, NamedTuple

from components.formatting import safe_text
from components.frontend import script, style
from components.pictures.thumbnails import thumbnail
from components.preview.built import ASSETS, FRAME, REASONS, assets
from inspection.wireframe import data_uri
from language import N_, _
from language.current import current
from services.inspection import runtime_modules
from services.presenting import Presented, faults
from store.showcases.showcase_records import Slide

PRESENT: Final = "/present"
NOTES: Final = f"{PRESENT}/notes"
NAME: Final = "present/present"
GONE: Final = N_("The session was deleted")
NO_CODE: Final = N_("It has no generated code")


class Place(NamedTuple):
    """Where the dashboard is: its origins, and the hosts that thumbnails are loaded from."""

    origins: Sequence[str]
    image_hosts: Collection[str]


class Page(NamedTuple):
    """A response's text and policy."""

    html: str
    policy: str


def presentation(presented: Presented, every: int | None, place: Place) -> Page:
    """The page that presents; it steps on by itself where `every` is a number of seconds."""
    setup = {
        "assets": assets(),
        "reasons": REASONS,
        "modules": sorted(runtime_modules()),
        "every": every,
        "notes": NOTES,
        "slides": [slide_data(slide, place.image_hosts) for slide in presented.slides],
    }
    return _page(presented.name, "show", setup, place)


def notes_page(place: Place) -> Page:
    """The presenter's window, which gets everything from the one that presents."""
    return _page(_("Presenter"), "presenter", {"assets": assets()}, place)


def message_page(message: str, place: Place, *, retries: bool = False) -> Page:
    """A page for when there is nothing to present; with `retries` it tries by itself."""
    retry = '<meta http-equiv="refresh" content="5">' if retries else ""
    link = f'<a href="/showcases">{escape(_("Showcases"))}</a>'
    body = f'<div class="nothing"><p>{escape(message)}</p><p>{link}</p></div>'
    return _document(_("Showcase"), retry, f"<body>{body}</body>", place)


def slide_data(slide: Slide, hosts: Collection[str]) -> dict[str, Any]:
    """One slide as the page's script takes it: no id is in it."""
    row = slide.row
    code = (slide.code or "").strip() and slide.code if row else None
    shown: dict[str, Any] = {
        "caption": slide.caption,
        "notes": slide.notes,
        "name": safe_text.frame_name(row.frame_name if row else None, 80),
        "code": code or None,
        "why": "" if code else _(GONE) if row is None else _(NO_CODE),
        "faults": faults(slide),
        "drawing": data_uri(slide.drawing) if slide.drawing else None,
        "picture": picture_uri(slide.picture),
        "thumbnail": None,
        "width": row.frame_width if row else None,
        "height": row.frame_height if row else None,
    }
    if row:
        shown["thumbnail"] = thumbnail(
            row.thumbnail_url,
            hosts=hosts,
            now=datetime.now(UTC),
            too_large=row.thumbnail_too_large,
            set_at=row.updated_at,
        ).source
    return shown


def picture_uri(picture: bytes | None) -> str | None:
    """The picture of a render as an address; None if there is none."""
    if picture is None:
        return None
    kind = "png" if picture.startswith(b"\x89PNG") else "webp"
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"


def _page(title: str, kind: str, setup: dict[str, Any], place: Place) -> Page:
    data = json.dumps(setup).replace("<", "\\u003c")
    body = (
        f'<script type="application/json" id="setup">{data}</script>'
        f'<script type="module">{script(NAME)}</script>'
    )
    return _document(title, "", f'<body class="{kind}">{body}</body>', place)


def _document(title: str, head: str, body: str, place: Place) -> Page:
    looks = style(NAME)
    html = (
        f'<!doctype html><html lang="{current()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<link rel="icon" href="data:,"><title>{escape(safe_text.line(title, 80))}</title>'
        f"{head}<style>{looks}</style></head>"
        f"{body}</html>"
    )
    return Page(html, _policy(place, script(NAME), looks))


def _policy(place: Place, code: str, looks: str) -> str:
    """Like the dashboard's own, it keeps the frames from leaving."""

    def sources(path: str) -> str:
        return " ".join(f"{origin}{path}" for origin in place.origins)

    images = " ".join(f"https://{host}" for host in sorted(place.image_hosts))
    return (
        f"default-src 'none'; script-src '{hashed(code)}'; style-src '{hashed(looks)}'; "
        f"img-src data: {images}; font-src {sources(f'{ASSETS}/')}; "
        f"connect-src {sources(f'{ASSETS}/')} {sources(FRAME)}; frame-src {sources(FRAME)}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def hashed(text: str) -> str:
    """The hash of an inline script or style, as in a policy."""
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"
