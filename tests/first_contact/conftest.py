"""A freshly adopted table on a server of each version, as each of the dashboard's two logins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import psycopg
import pytest
import streamlit as st
from psycopg import sql
from sqlalchemy import QueuePool, make_url
from streamlit.testing.v1 import AppTest

from migrations import access, runner
from services import acting, resources
from services.inspection_worker import Inspector
from store.engine import Database, engine_for
from store.principal import Principal, Role
from store.system import read_only
from tests.first_contact import servers, table
from tests.logins import grant
from tests.pages.conftest import NAVIGATION
from tests.waiting import until

TEMPLATE: Final = "adopted"
SECONDS: Final = 60
LOGINS: Final = {"dash_rw": access.WRITE_LOGIN, "dash_ro": access.READ_LOGIN}

Params = dict[str, str | list[str]]


@pytest.fixture(scope="module", params=["15", "18"])
def adopted(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database whose table was migrated and granted, and otherwise untouched."""
    with servers.running(request.param) as server:
        url = named(server, TEMPLATE)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
            version = connection.info.server_version // 10_000
        assert version == int(request.param)
        table.create(url)
        runner.upgrade(url)
        owner = Database(engine_for(url))
        grant(owner)
        owner.dispose()
        yield url


def named(server: str, database: str, user: str = "postgres") -> str:
    """The address of a database on a server, for a login."""
    url = make_url(server).set(database=database, username=user)
    return url.render_as_string(hide_password=False)


@pytest.fixture(scope="module", params=[*LOGINS])
def copy(request: pytest.FixtureRequest, adopted: str) -> Iterator[str]:
    """The address of a copy of it, for one of the logins."""
    login: str = request.param
    with psycopg.connect(named(adopted, "postgres"), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(login), sql.Identifier(TEMPLATE)
            )
        )
        yield named(adopted, login, LOGINS[login])
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(login)))


class Dashboard:
    """The dashboard on the copy: opens pages and uses every download that they offer."""

    def __init__(self, database: Database, *, may_write: bool) -> None:
        self.database = database
        self.may_write = may_write
        self.downloads: list[Callable[[], Any]] = []

    def open(self, page: str, **params: str | list[str]) -> AppTest:
        """Run a page with query parameters; no error may occur."""
        self.downloads.clear()
        app = AppTest.from_file(NAVIGATION, default_timeout=SECONDS)
        for name, value in params.items():
            app.query_params[name.rstrip("_")] = value
        app.switch_page(page).run()
        assert not app.exception, (page, params)
        return app


@pytest.fixture
def dashboard(copy: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dashboard]:
    """As an admin if the login may write; nothing is inspected in the background."""
    database = Database(engine_for(copy))
    idle = Inspector(database)
    idle.close()
    monkeypatch.setattr(resources, "database", lambda: database)
    monkeypatch.setattr(resources, "inspector", lambda: idle)
    may_write = make_url(copy).username == access.WRITE_LOGIN
    me = Principal(actor="tester", role=Role.ADMIN)
    monkeypatch.setattr(acting, "principal", lambda: me if may_write else me.for_reading())
    result = Dashboard(database, may_write=may_write)
    draw = st.download_button

    def download_button(label: str, data: Any, *arguments: Any, **options: Any) -> bool:
        result.downloads.append(data if callable(data) else lambda: data)
        return draw(label, data, *arguments, **options)

    monkeypatch.setattr(st, "download_button", download_button)
    read_only._cache.clear()
    st.cache_data.clear()
    yield result
    # A count that took too long for its page goes on in a thread; its connection is closed, too.
    pool = database.engine.pool
    assert isinstance(pool, QueuePool)
    until(lambda: pool.checkedout() == 0)
    database.dispose()
