"""The launcher: the web server over pages/navigation.py. Start it with `scripts/run`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
import streamlit.logger
from starlette.middleware import Middleware
from streamlit.runtime import app_session

from auth import provider, requests
from auth.ended import ended
from auth.returning import WayBack
from auth.startup import problems
from components.feedback import (
    callbacks,
    downloads,
    fragment_runs,
    history_requests,
    last_messages,
    late_requests,
    pending_requests,
    script_error,
)
from components.pictures import routes as pictures
from components.presenting import present_page
from components.presenting import routes as presenting
from components.preview import routes as preview
from services import bulk_worker, condition, sign_outs
from settings import Settings
from web import health, logs, owners, shell, theme
from web.addresses import Addresses
from web.gate import Gate
from web.headers import Headers
from web.hosts import Hosts
from web.messages import Messages
from web.owners import Owners
from web.site import site
from web.uploads import Uploads

SHELL: Final = shell.html((Path(st.__file__).parent / "static" / "index.html").read_text())
PAGES: Final = tuple(path.stem for path in (Path(__file__).parent / "pages").glob("*.py"))

settings = Settings.read()
if result := problems(settings):
    raise SystemExit("\n".join(result))
logs.configure(readable=settings.sign_in == "demo")
if settings.sign_in != "demo":
    ended.share(sign_outs.register(settings.url))
streamlit.logger.setup_formatter = logs.pass_on
callbacks.install()
pending_requests.install()
history_requests.install()
late_requests.install()
fragment_runs.install()
last_messages.install()
downloads.install()
app_session._populate_theme_msg = theme.made_once(app_session._populate_theme_msg)
here = site(settings.port, settings.public_url, settings.allowed_hosts)
proxied = settings.sign_in == "proxy"
app = st.App(
    Path(__file__).parent / "pages" / "navigation.py",
    routes=[
        *shell.routes(PAGES, SHELL),
        *health.routes(lambda: condition.is_ready(settings.url)),
        *preview.routes(),
        *pictures.routes(),
        *presenting.routes(present_page.Place(here.origins, settings.thumbnail_hosts)),
    ],
    middleware=[
        Middleware(Headers, site=here, image_hosts=settings.thumbnail_hosts, html=SHELL),
        Middleware(Hosts, site=here),
        Middleware(Addresses, pages=PAGES),
        Middleware(Gate, signed_in=partial(requests.signed_in, settings)),
        Middleware(Uploads),
        Middleware(Messages),
        Middleware(WayBack, origin=settings.public_url or "", end=partial(requests.end, settings)),
        *([Middleware(Owners, owner=partial(requests.owner, settings))] if proxied else []),
    ],
    secrets=provider.secrets(settings),
    on_script_error=script_error.report,
)

if __name__ == "__main__":
    bulk_worker.start(settings.url)
    app.run(
        config={
            "server.address": settings.address,
            "server.port": settings.port,
            # Streamlit's own checks of the same two, behind ours.
            "server.allowedHosts": sorted(here.hosts),
            "server.corsAllowedOrigins": list(here.origins),
            "server.trustedUserHeaders": owners.TRUSTED if proxied else {},
            # Without it, Streamlit asks a website for our address when a proxy has changed Host.
            "browser.serverAddress": urlsplit(here.origins[0]).hostname,
        }
    )
