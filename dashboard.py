"""The launcher: the web server over pages/navigation.py. Start it with `scripts/run`."""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from components.preview.headers import ContentSecurityPolicy, loopback_origins
from components.preview.routes import routes
from settings import Settings

log = logging.getLogger("dashboard")


def report_error(error: Exception) -> bool:
    """Show an unexpected error as a reference id and log its type and place under that id.

    The message stays out of the log: a database's messages quote values, session_ids among them.
    """
    reference = f"E-{secrets.token_hex(3).upper()}"
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("unexpected error %s: %s\n%s", reference, type(error).__qualname__, frames)
    st.error(
        f"Something went wrong on our side. Nothing you entered was saved. "
        f"Reload the page to try again; if it happens again, report reference **{reference}**.",
        icon=":material/error:",
    )
    return True


settings = Settings()
app = st.App(
    Path(__file__).parent / "pages" / "navigation.py",
    routes=routes(),
    middleware=[
        Middleware(ContentSecurityPolicy, origins=loopback_origins(settings.port)),
    ],
    on_script_error=report_error,
)

if __name__ == "__main__":
    app.run(config={"server.port": settings.port})
