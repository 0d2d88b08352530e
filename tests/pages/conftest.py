"""Pages opened like a person does, through the navigation, on a real migrated database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Literal, Protocol

import pytest
from streamlit.testing.v1 import AppTest

from services import acting, resources, shared_results
from services.inspection_worker import Inspector
from settings import ROOT
from store.engine import Database
from store.principal import Principal, Role
from tests.pages.listed import components

NAVIGATION = ROOT / "pages" / "navigation.py"
SECONDS: Final = 60
"""Longer than a page takes on a machine that does much else."""
LIVE_SECONDS: Final = shared_results.SECONDS
TEXTS = ("markdown", "caption", "metric", "title", "subheader", "warning", "error", "info")

RoleName = Literal["viewer", "support", "admin"]


@pytest.fixture(autouse=True)
def nothing_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests change rows without the dashboard and expect to see that at once."""
    monkeypatch.setattr(shared_results, "SECONDS", 0.0)
    monkeypatch.setattr(shared_results, "SHOWN_SECONDS", 0.0)


class OpenPage(Protocol):
    """Opens a page by its file name with query parameters, and runs it."""

    def __call__(self, page: str, /, **params: str | list[str]) -> AppTest: ...


@pytest.fixture
def act_as(monkeypatch: pytest.MonkeyPatch) -> Callable[[RoleName], None]:
    """Sets the acting person's role."""

    def act(role: RoleName) -> None:
        me = Principal(actor="tester", role=Role(role))
        monkeypatch.setattr(acting, "principal", lambda: me)

    return act


@pytest.fixture
def inspector(database: Database) -> Iterator[Inspector]:
    """The background thread over the test's own database."""
    inspector = Inspector(database)
    yield inspector
    inspector.close()


@pytest.fixture
def open_page(
    database: Database,
    inspector: Inspector,
    monkeypatch: pytest.MonkeyPatch,
    act_as: Callable[[RoleName], None],
) -> OpenPage:
    """Opens pages on the test's own database, as an admin by default."""
    monkeypatch.setattr(resources, "database", lambda: database)
    monkeypatch.setattr(resources, "inspector", lambda: inspector)
    act_as("admin")

    def open_it(page: str, /, **params: str | list[str]) -> AppTest:
        app = AppTest.from_file(Path(NAVIGATION), default_timeout=SECONDS)
        for name, value in params.items():
            app.query_params[name.rstrip("_")] = value
        return app.switch_page(page).run()

    return open_it


def all_text(app: AppTest) -> str:
    """Everything on the page that a person can read, tables included."""

    def found(*kinds: str) -> list[Any]:
        return [element for kind in kinds for element in app.get(kind)]

    texts = [element.value for element in found(*TEXTS)]
    cells = [table.value.to_string() for table in app.table]
    labels = [element.proto.label for element in found("page_link", "button")]
    tiles = [tile for drawn in components(app, "overview_tiles") for tile in drawn["tiles"]]
    counted = [f"{tile['number']} {tile['label']} {tile['note']}" for tile in tiles]
    return "\n".join(map(str, [*texts, *cells, *labels, *counted]))
