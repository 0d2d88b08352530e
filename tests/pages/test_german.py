"""Every page in German, over the demo's rows: nothing of it is left in English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from google.protobuf.message import Message
from sqlalchemy import text
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from language import catalogs
from services import acting, resources
from services.inspection_worker import Inspector
from store.engine import Database, engine_for
from store.principal import Principal, Role
from tests.conftest import MakeDatabase
from tests.pages.conftest import NAVIGATION, SECONDS
from tests.pages.listed import rows

ENGLISH: Final = re.compile(r"\b(the|of|with|were|has|have|not|yet|and|from|this|is|are|there)\b")
# What people wrote: reasons in quotation marks, notes after the time of a review, names of nodes.
WRITTEN: Final = re.compile(r"“.*?”|:gray\[vor .*|(?<=^Knoten: ).*|(?<=^Seite: ).*", re.DOTALL)
WRITTEN_IN_ROWS: Final = """
SELECT frame_name FROM prototype_sessions UNION SELECT note FROM dashboard.reviews
UNION SELECT caption FROM dashboard.showcase_items UNION SELECT name FROM dashboard.showcases
"""
IN_DATA: Final = {"label", "title", "why", "note", "help", "moment", "exactly", "facts", "words"}
SHOWN: Final = {
    "label",
    "body",
    "content",
    "help",
    "placeholder",
    "options",
    "alt",
    "name",
    "hint",
    "title",
}


@pytest.fixture(scope="module")
def demo(make_database: MakeDatabase, demo_template: str) -> Iterator[Database]:
    """The demo's rows, which these tests only read."""
    database = Database(engine_for(make_database(demo_template)))
    yield database
    database.dispose()


@pytest.fixture
def german(demo: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Opens a page for an admin who chose German."""
    inspector = Inspector(demo)
    monkeypatch.setattr(resources, "database", lambda: demo)
    monkeypatch.setattr(resources, "inspector", lambda: inspector)
    monkeypatch.setattr(acting, "principal", lambda: Principal(actor="tester", role=Role.ADMIN))

    def open_it(page: str, **params: str) -> AppTest:
        app = AppTest.from_file(Path(NAVIGATION), default_timeout=SECONDS)
        app.session_state["language"] = "de"
        for name, value in params.items():
            app.query_params[name] = value
        return app.switch_page(page).run()

    yield open_it
    inspector.close()


def strings(message: Message) -> Iterator[str]:
    """What a person reads of an element."""
    for field, value in message.ListFields():
        if field.message_type:
            for each in value if field.is_repeated else [value]:
                if isinstance(each, Message):
                    yield from strings(each)
        elif field.name in SHOWN:
            yield from value if not isinstance(value, str) else [value]


def texts(app: AppTest) -> Iterator[str]:
    """Everything that a person reads on a page, outside components and tables."""
    pending: list[Any] = [app.main, app.sidebar]
    while pending:
        node = pending.pop()
        if isinstance(node, Block):
            pending += node.children.values()
        if isinstance(getattr(node, "proto", None), Message):
            yield from strings(node.proto)


PAGES: Final = (
    *("overview", "inbox", "sessions", "showcases", "review", "quality", "errors", "stuck"),
    *("bulk", "audit", "system", "compare", "session"),
)
TABS: Final = ("Preview", "Overview", "Code", "Versions", "Design", "History", "Edit")


def left_in_english(app: AppTest, demo: Database) -> list[str]:
    """What is on the page in English, or is an English text of the catalog."""
    with demo.begin() as db:
        written = {" ".join(name.split()) for (name,) in db.execute(text(WRITTEN_IN_ROWS)) if name}
    named = re.compile("|".join(map(re.escape, sorted(written, key=len, reverse=True))))
    known = catalogs.language("de").texts
    shown = sorted({*texts(app), *drawn(app)})
    return [
        each
        for each in shown
        if each not in written
        if known.get(each, each) != each or ENGLISH.search(named.sub("", WRITTEN.sub("", each)))
    ]


def drawn(app: AppTest) -> Iterator[str]:
    """What the components on a page show of their data."""
    for element in app.get("bidi_component"):
        yield from shown_of(json.loads(element.proto.bytes or element.proto.json or "{}"))


def shown_of(data: object, name: str = "") -> Iterator[str]:
    """The texts in a component's data, by what their fields are called."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from shown_of(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from shown_of(value, name)
    elif isinstance(data, str) and name in IN_DATA:
        yield data


@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_german(german: Any, demo: Database, page: str) -> None:
    app = german(f"{page}.py")
    assert not app.exception
    assert left_in_english(app, demo) == []


@pytest.mark.parametrize("tab", TABS)
def test_a_session_in_german(german: Any, demo: Database, tab: str) -> None:
    """A link with the English name of a tab opens it."""
    listed = rows(german("sessions.py", status="ready"))
    app = german("session.py", id=listed[0]["id"], tab=tab)
    assert not app.exception
    assert app.session_state["tab"] == catalogs.language("de").texts[tab]
    assert left_in_english(app, demo) == []
