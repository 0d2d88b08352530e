"""The main script: the gate that every page stands behind, the routes, and the titles."""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from pathlib import Path

import streamlit as st

from auth import current, ways
from auth.refusals import Refusal
from components.editing import upload_room
from components.feedback import messages
from components.page_frame import page_frame, page_title
from components.sign_in import account, sign_in_screens
from services import resources
from store.errors import TooSlow, Unavailable
from store.models import HEAD_REVISION
from store.principal import Principal
from store.system import read_only, system

# A picture of our own, inside the page: a Material icon here would be fetched from another host,
# and what Streamlit serves by address is for people who are let in.
ICON_FILE = Path(__file__).parent.parent / "assets" / "icon.png"
ICON = f"data:image/png;base64,{b64encode(ICON_FILE.read_bytes()).decode()}"
st.set_page_config(page_title=page_title.PRODUCT, page_icon=ICON, layout="wide")
st.logo(ICON, size="small")

settings = resources.settings()
decision = current.decide(settings)

page = st.navigation(
    [
        st.Page(
            "overview.py",
            title="Overview",
            icon=":material/monitoring:",
            default=True,
            help="How many sessions by status, what is stuck, failures, and what came in last.",
        ),
        st.Page(
            "sessions.py",
            title="Sessions",
            icon=":material/table_rows:",
            help="Search, filter and sort every session; select some to reset or mark as failed.",
        ),
        st.Page("session.py", title="Session", icon=":material/web_asset:", visibility="hidden"),
        st.Page("compare.py", title="Compare", icon=":material/compare:", visibility="hidden"),
        st.Page(
            "stuck.py",
            title="Stuck",
            icon=":material/hourglass_disabled:",
            help="Generating sessions without an update for too long, with the evidence.",
        ),
        st.Page(
            "audit.py",
            title="Audit",
            icon=":material/history:",
            help="Who changed what, when and why; receipts and undo.",
        ),
        st.Page(
            "system.py",
            title="System",
            icon=":material/database:",
            help="Connection, latency, schema revision, indexes and sizes.",
        ),
    ],
    position="hidden" if isinstance(decision, Refusal) else "top",
)


if not isinstance(decision, Refusal):
    page_title.show(page.title)
page_frame.show()


def read_revision() -> str | None:
    """The schema's revision. Raises Unavailable."""
    return resources.database().read(system.revision)


def answers() -> bool:
    """Whether the database answers again."""
    try:
        read_revision()
    except (Unavailable, TooSlow):
        return False
    return True


def header(me: Principal) -> None:
    """The title, with who one is beside it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if page.url_path == "session":
            st.space("stretch")
        else:
            st.title(page.title)
        if settings.sign_in == "demo":
            account.demo(me, current.DEMO_ROLE)
        else:
            account.menu(me, partial(current.sign_out, settings))


if isinstance(decision, Refusal):
    sign_in_screens.show(decision, ways.ways(settings))
    st.stop()

try:
    revision = read_revision()
    why = read_only.known(resources.database()) if revision == HEAD_REVISION else None
    in_demo = settings.sign_in == "demo"  # its switch stands at the role that was chosen
    header(decision.for_reading() if why and not in_demo else decision)
    if in_demo:
        account.remember(current.DEMO_ROLE)
    if revision != HEAD_REVISION:
        messages.until(
            lambda: read_revision() == HEAD_REVISION,
            partial(messages.schema_behind, revision, HEAD_REVISION),
        )
    else:
        if why:
            messages.read_only(why)
        with upload_room.drawing():
            page.run()
except TooSlow:
    messages.too_slow()
except Unavailable as error:
    messages.until(answers, partial(messages.database_unavailable, messages.reported(error)))
