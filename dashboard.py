"""The launcher: the web server over pages/navigation.py. Start it with `scripts/run`."""

from __future__ import annotations

import logging
import secrets
from functools import cache, partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
import streamlit.logger
from starlette.middleware import Middleware

from auth import current, provider, requests
from auth.refusals import Refused
from auth.returning import WayBack
from auth.startup import problems
from components.feedback import messages
from components.preview import routes as preview
from services.action_log import applied
from settings import Settings
from store.engine import Database, engine_for
from store.errors import TooSlow, Unavailable
from store.models import HEAD_REVISION
from store.principal import Principal
from store.system import system
from web import health, logs, owners
from web.addresses import Addresses
from web.gate import Gate
from web.headers import Headers
from web.hosts import Hosts
from web.messages import Messages
from web.owners import Owners
from web.site import site
from web.uploads import Uploads

log = logging.getLogger("dashboard")

# The one page that Streamlit serves for every address.
SHELL: Final = (Path(st.__file__).parent / "static" / "index.html").read_text()
PAGES: Final = tuple(path.stem for path in (Path(__file__).parent / "pages").glob("*.py"))
READY_TIMEOUT_MS: Final = 1_500


def report_error(error: Exception) -> bool:
    """Show an unexpected error as a reference id and log its type and place under that id.

    Its message stays out of both: a database's messages quote values, session_ids among them.
    """
    if isinstance(error, Refused | TooSlow):
        st.error(str(error), icon=":material/lock:" if isinstance(error, Refused) else None)
        return True
    reference = f"E-{secrets.token_hex(3).upper()}"
    me = current.decide(settings)
    actor = me.actor if isinstance(me, Principal) else "nobody"
    log.error("unexpected error", extra={"reference": reference, "actor": actor}, exc_info=error)
    st.error(messages.unexpected(reference, saved=applied.get()), icon=":material/error:")
    return True


@cache
def probed() -> Database:
    """A handle with a connection of its own: a load balancer takes none of the pages' ones."""
    return Database(engine_for(settings.url))


def is_ready() -> bool:
    """Whether the database answers, with the schema that this code was written for."""
    try:
        revision = probed().read(system.revision, timeout_ms=READY_TIMEOUT_MS)
    except (Unavailable, TooSlow):
        return False
    return revision == HEAD_REVISION


settings = Settings.read()
if found := problems(settings):
    raise SystemExit("\n".join(found))
logs.configure(readable=settings.sign_in == "demo")
streamlit.logger.setup_formatter = logs.pass_on
here = site(settings.port, settings.public_url, settings.allowed_hosts)
proxied = settings.sign_in == "proxy"
app = st.App(
    Path(__file__).parent / "pages" / "navigation.py",
    routes=[*health.routes(is_ready), *preview.routes()],
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
    on_script_error=report_error,
)

if __name__ == "__main__":
    app.run(
        config={
            "server.address": settings.address,
            "server.port": settings.port,
            # Streamlit's own checks of the same two, behind ours.
            "server.allowedHosts": sorted(here.hosts),
            "server.corsAllowedOrigins": list(here.origins),
            "server.trustedUserHeaders": owners.TRUSTED if proxied else {},
            # Unless it knows this, it asks a website for our address when a proxy has changed Host.
            "browser.serverAddress": urlsplit(here.origins[0]).hostname,
        }
    )
