"""session_id is a credential: everything in the browser, the log and our tables is searched for
those of planted rows."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.orm import Session

from services import inspection
from store.actions import actions
from store.engine import Database, engine_for
from tests.browser.conftest import Serve
from tests.browser.profiles import Profiles
from tests.browser.recorder import Finder, Recorder, forms
from tests.browser.settling import visit
from tests.conftest import MakeDatabase, Server, run_sql
from tests.store.acting import ADMIN, insert_row, target_of, write_elsewhere
from tests.store.showcases.showing import created

# The backend writes a UUID, but nothing in the table requires one.
SHAPES: Final[tuple[Callable[[], str], ...]] = (
    lambda: str(uuid4()),
    lambda: f"visitor-{secrets.token_hex(12)}",
    lambda: secrets.token_hex(32),
    lambda: f"guest {secrets.token_hex(8)} 50%+{secrets.token_hex(4)}",
    lambda: f"v~{secrets.token_hex(2)}!",
)
STATUSES: Final = ("ready", "generating", "error", "pending", "archived", None)
CODES: Final = ("export default function App() { return <p>Hello</p>; }", "return <p>Total</div>;")
DESIGN: Final = """{"nodes": {"1:1": {"document": {"id": "1:1", "type": "FRAME", "name": "Frame",
    "absoluteBoundingBox": {"x": 0, "y": 0, "width": 300, "height": 200},
    "fills": [{"type": "SOLID", "color": {"r": 0, "g": 0.502, "b": 0, "a": 1}}]}}}}"""
TABS: Final = ("Overview", "Code", "Versions", "Design", "History", "Edit", "Preview")
LISTS: Final = (
    "size=25&sort=name",
    "view=gallery",
    "status=error&has=error",
    "stuck=true&device=mobile&sort=-created",
    "verdict=broken&has=code",
)
BAD: Final = (
    "sessions?after=garbage&size=7&q=%00",
    "session?id=garbage",
    f"session?id={uuid4()}",
    f"audit?receipt={uuid4()}",
    "compare?a=garbage&b=",
    "no-such-page",
)
FAIR: Final = uuid4()
PLANTED_NAME: Final = "Theirs "
DOWNLOADS: Final = (
    ("sessions?size=25", "Export"),
    ("session?id={}&tab=Code", "Download .tsx"),
    ("session?id={}&tab=Design", re.compile("Download")),
    (f"showcases?showcase={FAIR}", "Share"),
)
PASTED: Final[tuple[Callable[[str], str], ...]] = (
    str.upper,
    lambda secret: f"bp_session={secret}; Path=/",
    str.upper,
    lambda secret: f"bp_session={quote(secret, safe='')}",
    lambda secret: f" {secret} ",
)
RAISING: Final = """
    CREATE FUNCTION dashboard.raising() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'refused: %', OLD.session_id USING DETAIL = OLD::text; END $$;
    CREATE TRIGGER raising BEFORE UPDATE ON public.prototype_sessions
    FOR EACH ROW EXECUTE FUNCTION dashboard.raising()
"""


@dataclass(frozen=True)
class Planted:
    """The rows of a database, their credentials, and those of deleted rows."""

    database: Database
    name: str
    ids: list[UUID]
    session_ids: list[str]

    def id_of(self, status: str | None) -> UUID:
        return self.ids[STATUSES.index(status)]


@pytest.fixture(scope="module")
def planted(make_database: MakeDatabase, template: str) -> Iterator[Planted]:
    """Rows in every status with credentials of every form, and everything that belongs to them."""
    url = make_database(template)
    database = Database(engine_for(url))
    known = [SHAPES[number % len(SHAPES)]() for number in range(60)]
    with database.begin() as db:
        ids = [plant(db, number, session_id) for number, session_id in enumerate(known)]
        for row_id in ids[:2]:
            write_elsewhere(db, row_id, "generated_code = 'export default () => null'")
        created(db, ADMIN, ids[:7], f"Of {known[0]}", FAIR)
        gone = [target_of(db, row_id) for row_id in ids[-2:]]
        actions.delete(db, ADMIN, gone, reason="planted", request_id=uuid4())
    for row_id in ids[:12]:
        assert inspection.inspect(database, row_id)
    yield Planted(database, url.rpartition("/")[2].partition("?")[0], ids[:-2], known)
    database.dispose()


def plant(db: Session, number: int, session_id: str) -> UUID:
    """Insert one row; three in four of the generating ones stopped within a minute."""
    status = STATUSES[number % len(STATUSES)]
    return insert_row(
        db,
        idle=timedelta(hours=2 + number % 4 // 3),
        session_id=session_id,
        status=status,
        error_code=f"BP-0000{number:02X}" if status == "error" else None,
        frame_name=None if number == 7 else f"Planted {number}",
        design_context=DESIGN,
        generated_code=CODES[number // 6 % 2] if status == "ready" else None,
        thumbnail_url="https://s3-alpha-sig.figma.com/x?Expires=1600000000" if number < 9 else None,
    )


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the dashboard has logged."""
    return tmp_path_factory.mktemp("leaks") / "server.log"


@pytest.fixture(scope="module")
def site(planted: Planted, serve: Serve, log: Path) -> Iterator[str]:
    """The address of the dashboard over the planted rows, signed in as admin."""
    with serve(planted.database.engine.url.render_as_string(hide_password=False), log) as address:
        yield address


@pytest.fixture
def recorder(profiles: Profiles) -> Iterator[Recorder]:
    """A profile of which everything is recorded."""
    with profiles.lent(viewport={"width": 1440, "height": 1000}) as profile:
        yield Recorder(profile)


@dataclass(frozen=True)
class Walk:
    """A way through the dashboard in one tab."""

    recorder: Recorder
    tab: Page
    site: str

    @contextmanager
    def step(self, name: str) -> Iterator[Page]:
        """Run a step, and record what is seen during it and at its end."""
        self.recorder.step = name
        yield self.tab
        settle(self.tab)
        self.recorder.look(self.tab)
        self.recorder.fetch()

    def open(self, address: str) -> None:
        """Open a page by its address."""
        with self.step(f"open {address}") as tab:
            tab.goto(f"{self.site}/{address}")

    def visit(self, address: str) -> None:
        """Go to an address of the open dashboard, without loading it again."""
        with self.step(f"visit {address}") as tab:
            visit(tab, f"/{address}")

    def press(self, name: str) -> None:
        """Press a button by its label."""
        with self.step(f"press {name}") as tab:
            tab.get_by_role("button", name=name, exact=True).first.click()


def settle(tab: Page) -> None:
    """Wait until the script has ended and its page is drawn, or there is nothing to draw."""
    app = tab.get_by_test_id("stApp")
    nothing = tab.get_by_role("heading", name="There is no such page")
    expect(app.or_(nothing)).to_be_attached()
    if nothing.is_visible():
        return
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")


def walk_pages(walk: Walk, planted: Planted) -> None:
    """Open every page by its address, and every tab of sessions in different states."""
    for address in (
        "",
        "stuck",
        "audit",
        "showcases",
        "system",
        *BAD,
        "sessions",
    ):
        walk.open(address)
    for each in LISTS:
        walk.visit(f"sessions?{each}")
    walk.open(f"compare?a={planted.ids[0]}&b={planted.ids[6]}")
    walk.open(f"session?id={planted.id_of('ready')}")
    for name in TABS:
        with walk.step(f"tab {name}") as tab:
            tab.get_by_role("tab", name=name, exact=True).click()
            expect(tab.get_by_role("tabpanel").locator("div").first).to_be_attached()


def act(walk: Walk, planted: Planted) -> None:
    """Use the actions with their dialogs, receipts and undo, a conflict, an export, downloads."""
    database, recorder = planted.database, walk.recorder
    walk.visit(f"session?id={planted.ids[13]}")
    walk.press("Reset")
    expect(walk.tab.get_by_text("Reset: 1 session changed")).to_be_visible()
    with walk.step("receipt") as tab:
        tab.get_by_role("link", name="Receipt").click()
        expect(tab).to_have_url(re.compile("receipt="))
    with walk.step("undo") as tab:
        tab.get_by_role("button", name="Undo", exact=True).first.click()
        expect(tab.get_by_role("link", name="The action it undid")).to_be_visible()

    walk.visit(f"session?id={planted.ids[0]}&tab=Edit")
    with walk.step("conflict") as tab:
        tab.get_by_label("Frame name").fill("Mine")
        tab.get_by_role("button", name="Review changes").click()
        save = tab.get_by_role("button", name="Save", exact=True)
        expect(save).to_be_visible()
        with database.begin() as db:
            write_elsewhere(db, planted.ids[0], f"frame_name = '{PLANTED_NAME}' || session_id")
        save.click()
        expect(tab.get_by_text("This session was changed after you opened")).to_be_visible()

    walk.visit(f"session?id={planted.ids[6]}")
    with walk.step("delete") as tab:
        tab.get_by_role("button", name="Delete", exact=True).click()
        tab.get_by_label("Reason (required)").fill("planted")
        tab.get_by_role("button", name="Delete 1 session").click()
        expect(tab.get_by_text("Delete: 1 session changed")).to_be_visible()

    walk.visit("stuck")
    with walk.step("ask for all") as tab:
        tab.get_by_role("button", name=re.compile("^Reset all")).click()
        expect(tab.get_by_role("dialog")).to_be_visible()
    with walk.step("reset all") as tab:
        tab.get_by_role("dialog").get_by_role("button", name=re.compile("^Reset")).click()
        expect(tab.get_by_role("dialog")).to_have_count(0)
        expect(tab.get_by_role("heading", name="Steps")).to_be_visible()
        expect(tab.get_by_role("button", name="Undo all")).to_be_visible()
    with walk.step("log of the reset") as tab:
        tab.get_by_role("link", name="In the audit log").click()
        expect(tab.get_by_role("link", name=re.compile("^Batch 1"))).to_be_visible()
    walk.visit("audit")

    for address, name in DOWNLOADS:
        walk.visit(address.format(planted.ids[0]))
        with walk.step(f"{name} of {address}") as tab:
            with tab.expect_download() as download:
                tab.get_by_role("button", name=name).first.click()
            file = download.value
        recorder.keep("file", Path(file.path()).read_bytes())


def search(walk: Walk, planted: Planted) -> None:
    """Paste a full value into the search box in several forms; it leads to its row."""
    walk.open("sessions")
    box = walk.tab.get_by_role("searchbox", name="Search sessions")
    for number, form in enumerate(PASTED):
        given = form(planted.session_ids[number])
        with walk.step(f"paste {number}") as tab:
            box.fill(given)
            # The tab looked at is kept for the next session.
            expect(tab).to_have_url(re.compile(f"/session\\?id={planted.ids[number]}"))
            expect(tab.get_by_test_id("stHeading").first).to_be_visible()
        with walk.step(f"look around {number}") as tab:
            tab.get_by_role("tab", name="History").click()
            tab.get_by_role("link", name="All sessions").click()
            expect(box).to_have_value("")
    walk.visit("audit")
    with walk.step("paste audit") as tab:
        box = tab.get_by_role("searchbox")
        box.fill(planted.session_ids[4])
        box.press("Enter")
        expect(tab).to_have_url(f"{walk.site}/audit?row={planted.ids[4]}")
    with walk.step("look around audit") as tab:
        tab.get_by_role("link", name="Stuck").first.click()
        expect(tab).to_have_url(f"{walk.site}/stuck")


def fail(walk: Walk, planted: Planted, server: Server) -> None:
    """Cause failures on the server: an exception that quotes the row, and no database."""
    with planted.database.begin() as db:
        db.execute(text(RAISING))
    walk.open(f"session?id={planted.id_of('generating')}")
    with walk.step("exception") as tab:
        tab.get_by_role("button", name="Mark as failed").click()
        tab.get_by_label("Reason (required)").fill("planted")
        tab.get_by_role("button", name="Mark as failed 1 session").click()
        expect(tab.get_by_text(re.compile("E-[0-9A-F]+")).first).to_be_visible()
    with planted.database.begin() as db:
        db.execute(text("DROP TRIGGER raising ON public.prototype_sessions"))
    name = sql.Identifier(planted.name)
    planted.database.dispose()
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    run_sql(server, allow.format(name, sql.SQL("false")))
    run_sql(
        server,
        sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}").format(
            sql.Literal(planted.name)
        ),
    )
    try:
        walk.open("sessions")
        walk.open(f"session?id={planted.ids[0]}")
    finally:
        run_sql(server, allow.format(name, sql.SQL("true")))


def reveal(tab: Page, secret: str) -> None:
    """Give a reason in the open dialog, and see the value."""
    tab.get_by_label("Reason (required)").fill("ticket 1042")
    tab.get_by_role("dialog").get_by_role("button", name="Reveal").click()
    expect(tab.get_by_role("dialog").locator(".value")).to_have_text(secret)


def recorded(database: Database) -> dict[str, str]:
    """Everything in the dashboard's own tables, by table."""
    names = "SELECT tablename FROM pg_tables WHERE schemaname = 'dashboard'"
    with database.begin() as db:
        return {
            name: "\n".join(db.scalars(text(f'SELECT t::text FROM dashboard."{name}" AS t')))
            for name in db.scalars(text(names)).all()
        }


def test_no_session_id_is_anywhere_in_full(
    planted: Planted, site: str, recorder: Recorder, log: Path, server: Server
) -> None:
    left_alone = Walk(recorder, recorder.watch(recorder.context.new_page()), site)
    revealed_id, secret = planted.ids[1], planted.session_ids[1]
    left_alone.open(f"session?id={revealed_id}")
    left_alone.press("Reveal session id")
    with left_alone.step("reveal") as tab:
        reveal(tab, secret)
    # The one place that has it, found by the same means as below: the response and the screen.
    assert recorder.search([secret]) == ["reveal: received", "reveal: shown"]
    finder = Finder(forms([secret]))
    frames = [each for each in recorder.seen if each.kind == "received"]
    assert sum(finder.is_in(each.bytes) for each in frames) == 1

    walk = Walk(recorder, recorder.watch(recorder.context.new_page()), site)
    walk_pages(walk, planted)
    act(walk, planted)
    search(walk, planted)
    fail(walk, planted, server)

    # The idle tab has discarded what it showed, by itself.
    expect(left_alone.tab.get_by_role("dialog")).to_have_count(0, timeout=60_000)
    with left_alone.step("afterward") as tab:
        tab.get_by_role("tab", name="History").click()
        expect(tab.get_by_text("ticket 1042")).to_be_visible()

    for name, content in recorded(planted.database).items():
        recorder.step = "tables"
        if name != "undo_snapshots":  # deleted rows, kept complete until they are purged
            recorder.keep(name, content)
    recorder.step = "log"
    recorder.keep("log", log.read_bytes())
    pasted = [f"paste {which}" for which in (*range(len(PASTED)), "audit")]
    by_people = [(step, kind) for step in pasted for kind in ("sent",)]
    shown_once = [("reveal", "received"), ("reveal", "shown")]
    assert recorder.search(planted.session_ids, [*by_people, *shown_once]) == []


def test_a_revealed_id_is_hidden_by_the_browsers_own_clock_and_by_closing(
    planted: Planted, site: str, recorder: Recorder
) -> None:
    tab = recorder.watch(recorder.context.new_page())
    tab.clock.install()
    tab.goto(f"{site}/session?id={planted.ids[1]}")
    tab.get_by_role("button", name="Reveal session id").click()
    reveal(tab, planted.session_ids[1])
    tab.clock.fast_forward(61_000)  # the server's clock is stopped: it would still show it
    expect(tab.get_by_text("Hidden again.")).to_be_attached()
    recorder.step = "hidden"
    recorder.look(tab)

    tab.goto(f"{site}/session?id={planted.ids[1]}")
    tab.get_by_role("button", name="Reveal session id").click()
    reveal(tab, planted.session_ids[1])
    tab.get_by_role("button", name="Close").click()
    expect(tab.get_by_role("dialog")).to_have_count(0)
    recorder.step = "left"
    recorder.look(tab)
    on_screen = {f"{step}: {kind}" for step in ("hidden", "left") for kind in ("shown", "kept")}
    assert not on_screen & set(recorder.search(planted.session_ids))
