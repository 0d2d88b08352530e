"""A real PostgreSQL for the whole run, with the schema that Alembic creates."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, Protocol, cast
from uuid import uuid4

import psutil
import psycopg
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from psycopg import sql
from sqlalchemy import make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from xdist.remote import Producer

from demo.seed import seed
from migrations import runner
from postgres import embedded
from scripts import build_frontend
from scripts.chromium import chromium_path
from store.engine import Database, engine_for
from tests import scheduling, statements
from tests.waiting import until

TEMPLATE = "dashboard_template"

# A disposable server to run the tests on instead, as a trusted superuser.
TEST_SERVER_URL: Final = os.environ.get("TEST_SERVER_URL")

CHROMIUM_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    # As Chromium with windows does: a sandboxed frame has a process of its own.
    "--site-per-process",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The name in docs/nginx, for the tests behind nginx; nothing leaves this machine.
    "--host-resolver-rules=MAP dash.example.com 127.0.0.1, MAP * ~NOTFOUND,"
    " EXCLUDE 127.0.0.1, EXCLUDE localhost",
    # Code that allocates endlessly ends its own process before it affects this machine. No test's
    # page lives long enough to profit from the compilers for code that runs long.
    "--js-flags=--max-old-space-size=512 --no-opt --no-maglev",
    # Each of the hundred files of a page passes fewer processes and threads on its way. These lists
    # replace Playwright's own, of which they repeat what applies to a Chromium without windows.
    "--enable-features=NetworkServiceInProcess2,CDPScreenshotNewSurface",
    "--disable-features=BackgroundResourceFetch,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "HttpsUpgrades,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect",
)

# Test data may be lost in a crash, which makes creating and dropping databases faster.
SERVER_SETTINGS: Final = ("fsync = off", "full_page_writes = off", "max_wal_size = '256MB'")
SHARED_MEMORY: Final = Path("/dev/shm")
ROOM_BYTES: Final = 4 << 30
STOP_SECONDS: Final = 10

MakeDatabase = Callable[[str | None], str]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--judge-sql",
        action="store_true",
        help="fail if the store holds SQL that this run has not executed, as a whole run does",
    )


def pytest_configure(config: pytest.Config) -> None:
    build_frontend.main()  # importing a component reads the built files
    config.pluginmanager.register(statements.Plugin(), "statements")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> scheduling.GroupScheduling:
    return scheduling.GroupScheduling(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Nothing is collected as garbage while modules are imported and tests made, a quarter of which
    it would take: they stay until the end, and are left out of each collection from then on."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    scheduling.arrange(items)


@pytest.fixture(scope="session", autouse=True)
def _packages_scanned_once() -> Iterator[None]:
    """Each AppTest run starts a runtime of Streamlit's, which reads every installed package's
    metadata for components: a fifth of the processor time of a page's test."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(scope="session", autouse=True)
def _scripts_compiled_once() -> Iterator[None]:
    """Each run of an AppTest compiles its scripts, as if they were new."""
    with pytest.MonkeyPatch.context() as patch:
        shared = ScriptCache()
        patch.setattr(local_script_runner, "ScriptCache", lambda: shared)
        yield


@pytest.fixture(scope="session", autouse=True)
def _scripts_awaited() -> Iterator[None]:
    """AppTest looks a thousand times a second whether its script has ended."""
    look = local_script_runner.require_widgets_deltas

    def wait(runner: LocalScriptRunner, timeout: float = 3) -> None:
        if runner._script_thread:
            runner._script_thread.join(timeout)
        look(runner, timeout if runner.script_stopped() else 0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once: it cannot be started twice in one process."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser that runs generated code: each page and each frame has a process of its own."""
    with launched(playwright) as browser:
        yield browser


@contextmanager
def launched(playwright: Playwright, *flags: str) -> Iterator[Browser]:
    """A Chromium with the flags of all tests and these."""
    browser = playwright.chromium.launch(
        executable_path=chromium_path(),
        args=[*CHROMIUM_FLAGS, *flags],
        # It would keep what processes share on the disk instead of in memory.
        ignore_default_args=["--disable-dev-shm-usage"] if has_room() else None,
    )
    yield browser
    browser.close()


def has_room() -> bool:
    """Whether files may be kept in memory."""
    return SHARED_MEMORY.is_dir() and shutil.disk_usage(SHARED_MEMORY).free > ROOM_BYTES


class Server(Protocol):
    """A PostgreSQL to test on."""

    def get_uri(self) -> str:
        """The address of its database `postgres`, as a superuser."""
        ...


class GivenServer(NamedTuple):
    """A server started elsewhere."""

    url: str

    def get_uri(self) -> str:
        return self.url


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """This run's own embedded server, or the one at TEST_SERVER_URL."""
    if TEST_SERVER_URL:
        given = GivenServer(TEST_SERVER_URL)
        run_sql(given, sql.SQL(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)"))
        yield given
        return
    with server_directory("dashboard-test-") as directory:
        server = embedded.start(directory)
        for setting in SERVER_SETTINGS:
            run_sql(server, sql.SQL(f"ALTER SYSTEM SET {setting}"))
        run_sql(server, sql.SQL("SELECT pg_reload_conf()"))
        yield server
        server.stop()


@contextmanager
def server_directory(prefix: str) -> Iterator[Path]:
    """A directory for a server's files until the block ends, in memory if there is room."""
    clear_leftovers()
    prefix = f"{prefix}{os.getpid()}-"
    directory = Path(tempfile.mkdtemp(prefix=prefix, dir=SHARED_MEMORY if has_room() else None))
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def clear_leftovers() -> None:
    """Stop the servers of runs that were killed, and free the memory of their files."""
    for directory in SHARED_MEMORY.glob("dashboard-*-*-*"):
        if psutil.pid_exists(int(directory.name.split("-")[2])):
            continue
        pid = directory / "postgres" / "postmaster.pid"
        with suppress(FileNotFoundError, psutil.NoSuchProcess):
            process = psutil.Process(int(pid.read_text().split()[0]))
            if str(directory) in process.cwd():
                process.send_signal(signal.SIGQUIT)
                process.wait(STOP_SECONDS)
        shutil.rmtree(directory, ignore_errors=True)


def run_sql(server: Server, statement: sql.SQL | sql.Composed) -> None:
    """Run one statement outside any transaction on the server's own database."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(statement)


def url_of(server: Server, name: str) -> str:
    """The address of a database on the server."""
    return make_url(server.get_uri()).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def template(server: Server) -> str:
    """The name of a database migrated to head, from which others are copied."""
    run_sql(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
    runner.upgrade(url_of(server, TEMPLATE))
    return TEMPLATE


@pytest.fixture(scope="session")
def demo_now() -> datetime:
    """The moment before which the demo's rows are."""
    return datetime.now(UTC)


@pytest.fixture(scope="session")
def demo_template(make_database: MakeDatabase, template: str, demo_now: datetime) -> str:
    """The name of a database that holds the demo's rows; others are copied from it."""
    url = make_database(template)
    database = Database(engine_for(url))
    seed(database, demo_now)
    database.dispose()
    return str(make_url(url).database)


@pytest.fixture(scope="session")
def maintenance(server: Server) -> Iterator[psycopg.Connection]:
    """The connection that creates and drops databases, which happens more than a thousand times."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def make_database(server: Server, maintenance: psycopg.Connection) -> Iterator[MakeDatabase]:
    """Creates an empty database, or a copy of a template, and returns its address."""
    made: list[str] = []

    def make(template: str | None = None) -> str:
        name = f"test_{uuid4().hex[:12]}"
        maintenance.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(template or "template0")
            )
        )
        made.append(name)
        return url_of(server, name)

    yield make
    for name in made:
        drop(maintenance, name)


def drop(maintenance: psycopg.Connection, name: str) -> None:
    """Drop a database, unless it was dropped before."""
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    maintenance.execute(statement.format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def shared_database(make_database: MakeDatabase, template: str) -> Iterator[Database]:
    """One migrated database for all tests that roll back what they do."""
    database = Database(engine_for(make_database(template)))
    yield database
    database.dispose()


@pytest.fixture
def db(shared_database: Database) -> Iterator[Session]:
    """A session inside an outer transaction that is rolled back after the test."""
    with rolled_back(shared_database) as session:
        yield session


@pytest.fixture
def unused_db(make_database: MakeDatabase, template: str) -> Iterator[Session]:
    """As `db`, in a new database, for tests of PostgreSQL's plans: rows that were rolled back stay
    in the shared one's files until a vacuum, and change what an index costs.
    """
    database = Database(engine_for(make_database(template)))
    with rolled_back(database) as session:
        yield session
    database.dispose()


@contextmanager
def rolled_back(database: Database) -> Iterator[Session]:
    """A session whose commits are savepoints of a transaction that is rolled back in the end."""
    with database.engine.connect() as connection:
        outer = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        ) as session:
            yield session
        outer.rollback()


def close(database: Database) -> None:
    """Close its connections once they are all back: a read in the background may have one, which
    nobody would close then.
    """
    until(lambda: not cast("QueuePool", database.engine.pool).checkedout())
    database.dispose()


@pytest.fixture
def database(
    make_database: MakeDatabase, template: str, maintenance: psycopg.Connection
) -> Iterator[Database]:
    """The test's own migrated database, for data that must be committed."""
    url = make_database(template)
    database = Database(engine_for(url))
    yield database
    close(database)
    drop(maintenance, str(make_url(url).database))
