"""Serves the pages as the dashboard is served: the preview's routes and the pages' policy."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from components.preview import routes
from tests.preview.host import stage
from web.headers import Headers
from web.site import site

SHELL = (Path(st.__file__).parent / "static" / "index.html").read_text()

port = int(sys.argv[1])
app = st.App(
    Path(__file__).parent / "page.py",
    routes=[*routes.routes(), *stage.routes()],
    middleware=[Middleware(Headers, site=site(port), image_hosts=(), html=SHELL)],
)

if __name__ == "__main__":
    app.run(config={"server.port": port, "client.showErrorDetails": "full"})
