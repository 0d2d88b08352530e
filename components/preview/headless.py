"""The preview without the dashboard: a page of its own whose every file is answered from here.

A headless browser opens `PAGE` below any origin, with its requests answered by `answer` and all
others aborted. Then `renderer.render(job)` in that page runs one piece of code and gives a
`Result`; frontend/preview/headless.js describes both.
"""

from __future__ import annotations

import json
from typing import Final, NamedTuple

from components.preview.built import ASSETS, FRAME, REASONS, assets, content, manifest
from components.preview.routes import TYPES, frame_headers
from inspection.imports import MODULES

PAGE: Final = "/preview/headless"


class Response(NamedTuple):
    """A response with status 200."""

    headers: dict[str, str]
    body: bytes


def respond(path: str, origin: str) -> Response | None:
    """What to answer to a request of the page at this origin; None for anything else."""
    built = manifest()
    if path == PAGE:
        return _page(origin)
    if path == FRAME:
        headers = {"Content-Type": "text/html", **frame_headers(built.scripts)}
        return Response(headers, content("frame.html"))
    name = path.removeprefix(f"{ASSETS}/")
    if name not in built.assets:
        return None
    headers = {"Content-Type": TYPES[name.rpartition(".")[2]]}
    if name == built.preparer:
        headers["Content-Security-Policy"] = "default-src 'none'"
    return Response(headers, content(name))


def _page(origin: str) -> Response:
    """The page around the frames. Like the dashboard's, its policy keeps frames from leaving."""
    built = manifest()
    preparer = f"{ASSETS}/{built.preparer}"
    config = {
        "assets": assets(),
        "preparer": preparer,
        "reasons": REASONS,
        "modules": sorted(MODULES),
    }
    setup = json.dumps(config)
    setup = setup.replace("<", "\\u003c")
    script = f"{origin}{ASSETS}/{built.headless}"
    policy = (
        f"default-src 'none'; script-src {script}; worker-src {origin}{preparer}; "
        f"connect-src {origin}{ASSETS}/; "
        f"style-src 'unsafe-inline'; frame-src {origin}{FRAME}; base-uri 'none'; form-action 'none'"
    )
    style = (
        "body{margin:0}#slot{position:relative}"
        "iframe{position:absolute;inset:0;width:100%;height:100%;border:0;visibility:hidden}"
        "iframe.shown{visibility:visible}"
    )
    body = (
        f"<!doctype html><title>Preview</title><style>{style}</style><div id=slot></div>"
        f'<script type="application/json" id="setup">{setup}</script>'
        f'<script type="module" src="{script}"></script>'
    )
    return Response({"Content-Type": "text/html", "Content-Security-Policy": policy}, body.encode())
