"""The HTML page for the addresses of pages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
import streamlit as st
from starlette.applications import Starlette

from tests.web.asgi import get
from web import shell
from web.headers import Headers, inline_scripts
from web.site import site

STREAMLIT: Final = (Path(st.__file__).parent / "static" / "index.html").read_text()
PAGES: Final = ("overview", "sessions")


@pytest.mark.parametrize("path", ["/", "/sessions", "/overview", f"/view-{'0a' * 16}"])
def test_a_page_knows_its_server_before_streamlit_looks_for_it(path: str) -> None:
    page = shell.html(STREAMLIT)
    app = Headers(Starlette(routes=shell.routes(PAGES, page)), site(8501), (), page)
    answer = get(app, path)
    text = answer.body.decode()
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-cache"
    assert text.index("window.__streamlit") < text.index("<script type")
    assert text.replace(shell.SCRIPT, "").split() == STREAMLIT.split()
    allowed = answer.headers["content-security-policy"]
    (ours,) = inline_scripts(shell.SCRIPT)
    assert ours in allowed


def test_other_addresses_are_left_to_streamlit() -> None:
    app = Starlette(routes=shell.routes(PAGES, "a page"))
    assert get(app, "/favicon.png").status == 404


def test_a_page_of_streamlit_without_a_head_is_noticed() -> None:
    with pytest.raises(ValueError, match="no <head>"):
        shell.html("<html></html>")
