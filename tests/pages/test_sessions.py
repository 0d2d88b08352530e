"""The list page: its address, search and actions, and what it never shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from bench.measure import captured
from components.session_list.listing import PARAMETERS
from store.actions import actions
from store.engine import Database
from store.records import Filters, Sort
from store.sessions import search
from tests.pages import listed
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store.acting import SUPPORT, insert_row, target_of, write_elsewhere

HOSTILE = (
    "x" * 10_000,
    "'; DROP TABLE prototype_sessions; --",
    "<script>alert(1)</script>",
    "\x00",
    "-1",
    "٢٥",
    "🚀",
    "{{7*7}}",
    "%",
    "../../etc/passwd",
    "null",
)


@pytest.fixture
def some_rows(database: Database) -> None:
    """Five rows with several statuses."""
    with database.begin() as db:
        insert_row(db, frame_name="Pricing page", status="ready", generated_code="export default 1")
        insert_row(db, frame_name="Pricing mobile", status="error", error_code="BP-3F8A2C")
        insert_row(db, frame_name="Login", status="generating")
        insert_row(db, frame_name=None, status=None)
        insert_row(db, frame_name="Old", status="archived")


def address(app: AppTest) -> dict[str, list[str]]:
    """The query string's values by name."""
    return {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in app.query_params.items()
    }


def names(app: AppTest) -> list[str]:
    """The frame names in the table, top to bottom; [] if there is no table."""
    return [row["name"] for row in listed.rows(app)]


def test_an_empty_table_says_what_will_appear(open_page: OpenPage) -> None:
    app = open_page("sessions.py")
    assert not app.exception
    assert "No sessions yet" in all_text(app)


@pytest.mark.usefixtures("some_rows")
def test_every_row_is_shown_whatever_its_status(open_page: OpenPage) -> None:
    app = open_page("sessions.py")
    assert not app.exception
    assert sorted(names(app)) == ["Login", "Old", "Pricing mobile", "Pricing page", "Unnamed frame"]
    assert "Showing 5 of 5" in all_text(app)


@pytest.mark.usefixtures("some_rows")
def test_the_address_filters_sorts_and_is_kept(open_page: OpenPage) -> None:
    app = open_page("sessions.py", q="pricing", sort="name", status=["ready", "error"])
    assert names(app) == ["Pricing mobile", "Pricing page"]
    assert "found by the beginning of their name" in all_text(app)
    assert app.button(key="status-ready").help.startswith("Showing only these. Press to remove")
    assert app.button(key="status-pending").help.startswith("Counted ")
    app.button(key="status-error").click().run()
    assert names(app) == ["Pricing page"]
    assert address(app) == {"q": ["pricing"], "sort": ["name"], "status": ["ready"]}
    assert not [each.key for each in app.button if str(each.key).startswith("chip-")]
    app.button(key="clear").click().run()
    assert len(names(app)) == 5
    assert address(app) == {"sort": ["name"]}


@pytest.mark.usefixtures("some_rows")
def test_an_empty_result_offers_a_way_out(open_page: OpenPage) -> None:
    app = open_page("sessions.py", q="zzz")
    assert names(app) == []
    assert "No session matches" in all_text(app)
    assert app.button(key="clear")


@pytest.mark.usefixtures("some_rows")
@pytest.mark.parametrize(("q", "rows"), [("pr", 2), ("zz", 0)])
def test_a_short_text_searches_the_beginning_of_names(
    open_page: OpenPage, q: str, rows: int
) -> None:
    app = open_page("sessions.py", q=q)
    assert len(names(app)) == rows
    assert "three letters or digits in a row" in all_text(app)
    assert "three letters" not in all_text(open_page("sessions.py", q="pri"))


def test_a_wide_search_inside_names_is_not_counted(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        for number in range(26):
            insert_row(db, frame_name=f"Checkout {number}", status="ready")
    app = open_page("sessions.py", q="heckout", size="25")
    assert "Showing 25 of more than 25, found by a part of their name" in all_text(app)
    assert app.button(key="status-ready").label == "ready"
    assert app.button(key="ready-but-broken").label == "Ready but broken"
    assert "just now" not in all_text(app)
    app = open_page("sessions.py", q="heckout 2", size="25")
    assert app.button(key="status-ready").label == "ready :small[ 7]"
    assert "Showing 7 of 7" in all_text(app)


@pytest.mark.usefixtures("some_rows")
def test_a_typed_search_goes_into_the_address(open_page: OpenPage) -> None:
    app = open_page("sessions.py")
    app.text_input(key="q").set_value("login").run()
    assert address(app) == {"q": ["login"]}
    assert names(app) == ["Login"]


@pytest.mark.usefixtures("some_rows")
def test_a_reference_inside_a_sentence_opens_its_session(open_page: OpenPage) -> None:
    app = open_page("sessions.py", status="error")
    app.text_input(key="q").set_value("it's stuck, Ref: bp-3f8a2c!").run()
    assert not app.exception
    assert "Pricing mobile" in all_text(app)
    assert set(app.query_params) == {"id", "status"}


@pytest.mark.usefixtures("some_rows")
def test_a_reference_in_the_address_lists_its_session(open_page: OpenPage) -> None:
    app = open_page("sessions.py", q="BP-3F8A2C")
    assert names(app) == ["Pricing mobile"]
    assert "found by reference" in all_text(app)


def test_a_reference_that_a_reset_took_still_opens_its_session(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, frame_name="Old", status="error", error_code="BP-D7C2EC")
        actions.reset(
            db,
            SUPPORT,
            [target_of(db, row_id)],
            reason="",
            request_id=uuid4(),
            stuck_after=timedelta(minutes=10),
        )
        write_elsewhere(db, row_id, "status = 'error', error_code = 'BP-BBBBBB'")
    app = open_page("sessions.py")
    app.text_input(key="q").set_value("Hello, Ref: BP-D7C2EC, thanks").run()
    assert not app.exception
    assert address(app)["id"] == [str(row_id)]
    shown = all_text(app)
    assert "**BP\\-D7C2EC** was this session's reference until " in shown
    assert "(reset by sami); now **BP\\-BBBBBB**." in shown
    app = open_page("sessions.py", q="BP-D7C2EC")
    assert names(app) == ["Old"]


MAIL = (
    "Good morning, this is Maria Kowalska (maria@example.org). I imported our new booking page "
    "yesterday and since then I only see the spinner. {} Could you have a look? Kind regards"
)


def test_only_the_references_of_a_message_reach_the_address(open_page: OpenPage) -> None:
    app = open_page("sessions.py", sort="name")
    app.text_input(key="q").set_value(MAIL.format("bp-3f8a2c or BP–00000A.")).run()
    assert not app.exception
    assert address(app) == {"sort": ["name"], "q": ["BP-3F8A2C BP-00000A"]}
    assert "Maria" not in f"{app.query_params}{all_text(app)}"


def test_a_message_without_matches_stays_in_the_box_only(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        insert_row(db, frame_name="Checkout")
    app = open_page("sessions.py")
    app.text_input(key="q").set_value(MAIL.format("")).run()
    assert not app.exception
    assert address(app) == {}
    assert "no reference, no id and no frame name" in app.warning[0].value
    assert app.text_input(key="q").value == MAIL.format("")
    assert names(app) == ["Checkout"]
    app.text_input(key="q").set_value("check").run()
    assert address(app) == {"q": ["check"]}
    assert not app.warning


@pytest.mark.parametrize("typed", [80, 120])
def test_a_long_frame_name_is_found_by_its_beginning(
    open_page: OpenPage, database: Database, typed: int
) -> None:
    name = "Landing page with the hero, the prices and the questions " * 3
    with database.begin() as db:
        insert_row(db, frame_name=name)
    app = open_page("sessions.py")
    app.text_input(key="q").set_value(name[:typed]).run()
    assert not app.exception
    assert address(app) == {"q": [name[:typed].strip()]}
    assert len(names(app)) == 1


@pytest.mark.parametrize("text", ["{}", "  {}  ", "bp_session={}; Path=/", "{} please"])
def test_a_pasted_session_id_opens_its_row_and_is_never_echoed(
    open_page: OpenPage, database: Database, text: str
) -> None:
    session_id = str(uuid4())
    with database.begin() as db:
        row_id = insert_row(db, session_id=session_id, frame_name="Found")
    app = open_page("sessions.py")
    app.text_input(key="q").set_value(text.format(session_id)).run()
    assert not app.exception
    assert address(app)["id"] == [str(row_id)]
    assert session_id not in f"{app.query_params}{app.session_state!r}{all_text(app)}"


def test_an_unknown_session_id_is_not_written_anywhere(open_page: OpenPage) -> None:
    session_id = str(uuid4())
    app = open_page("sessions.py")
    app.text_input(key="q").set_value(session_id).run()
    assert "No session has this id" in all_text(app)
    assert session_id not in f"{app.query_params}{app.session_state!r}{all_text(app)}"


def test_a_session_id_that_is_no_uuid_is_looked_up_first(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, session_id="anonymous-visitor-of-another-kind")
    app = open_page("sessions.py")
    app.text_input(key="q").set_value("anonymous-visitor-of-another-kind").run()
    assert address(app)["id"] == [str(row_id)]


def test_an_address_with_a_session_id_is_cleaned(open_page: OpenPage) -> None:
    app = open_page("sessions.py", q=str(uuid4()))
    assert address(app) == {}
    assert "could not be read" in all_text(app)


@pytest.mark.usefixtures("some_rows")
@pytest.mark.parametrize("value", HOSTILE)
def test_no_parameter_can_break_the_page(
    open_page: OpenPage, database: Database, value: str
) -> None:
    app = open_page("sessions.py", **dict.fromkeys(PARAMETERS, value))
    assert not app.exception
    assert "Something went wrong" not in all_text(app)
    assert database.read(lambda db: search.count(db, Filters())).value == 5


@pytest.mark.usefixtures("some_rows")
def test_a_cursor_of_another_sort_says_so(open_page: OpenPage, database: Database) -> None:
    page = database.read(lambda db: search.search(db, Filters(), Sort.NAME_ASC, None, 2))
    app = open_page("sessions.py", after=page.after or "", sort="-created")
    assert not app.exception
    assert app.warning


def test_paging_walks_through_every_row(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        for number in range(60):
            insert_row(db, frame_name=f"Frame {number:02}")
    app = open_page("sessions.py", sort="name", size="25")
    seen = list(names(app))
    assert "Showing 25 of 60" in all_text(app)
    for _ in range(2):
        app.button(key="next").click().run()
        assert " more of 60" in all_text(app)
        seen += names(app)
    assert seen == [f"Frame {number:02}" for number in range(60)]
    assert app.button(key="next").disabled
    app.button(key="previous").click().run()
    assert names(app)[0] == "Frame 25"
    app.text_input(key="q").set_value("frame 0").run()
    assert "after" not in app.query_params
    assert "before" not in app.query_params


def test_hostile_rows_are_shown_as_text(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        insert_row(db, frame_name="A" * 1_000_000)
        insert_row(db, frame_name="a\x1b[31m\x07b", status="<b>" * 1_000, error_code="*" * 5_000)
        insert_row(db, frame_name="\u202egpj.exe", thumbnail_url="javascript:alert(1)")
    app = open_page("sessions.py")
    assert not app.exception
    shown = [str(cell) for row in listed.rows(app) for cell in row.values()]
    assert len(listed.rows(app)) == 3
    assert all(len(cell) < 2_000 for cell in shown)
    assert "javascript" not in "".join(shown)


@pytest.mark.usefixtures("some_rows")
def test_a_viewer_has_no_actions(open_page: OpenPage, act_as: Callable[[RoleName], None]) -> None:
    act_as("viewer")
    app = open_page("sessions.py")
    assert {"reset", "fail", "delete"}.isdisjoint(button.key for button in app.button)


def test_stuck_filter_uses_the_threshold(open_page: OpenPage, database: Database) -> None:
    with database.begin() as db:
        insert_row(db, frame_name="Fresh", status="generating", idle=timedelta(minutes=1))
        insert_row(db, frame_name="Stuck", status="generating", idle=timedelta(hours=2))
    app = open_page("sessions.py", stuck="true")
    assert names(app) == ["Stuck"]
    assert [mark["word"] for mark in listed.column(app, "status")] == ["stuck"]


def test_a_date_preset_filters_by_the_moments_it_means(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        insert_row(db, frame_name="Old", status="ready", idle=timedelta(days=3))
        insert_row(db, frame_name="New", status="ready", idle=timedelta(hours=1))
    app = open_page("sessions.py", to="2001-01-01T00:00Z")
    assert names(app) == []
    app.session_state["filters"] = True  # their popover is open
    app.run()
    app.button(key="preset-24 h").click().run()
    assert not app.exception
    assert names(app) == ["New"]
    assert set(address(app)) == {"from"}


def test_the_filters_are_drawn_only_while_they_are_open(open_page: OpenPage) -> None:
    app = open_page("sessions.py", status="ready")
    assert "device" not in app.session_state
    app.session_state["filters"] = True
    app.run()
    assert not app.exception
    app.selectbox(key="device").set_value("mobile").run()
    assert address(app)["device"] == ["mobile"]
    assert app.selectbox(key="device").value == "mobile"


def test_a_list_that_fits_on_its_page_is_not_counted_again(
    open_page: OpenPage, database: Database
) -> None:
    with database.begin() as db:
        for number in range(30):
            status = ("ready", "error", None)[number % 3]
            insert_row(db, frame_name=f"Login {number}", status=status)
    for parameters, times in (({"size": "50"}, 0), ({"size": "25"}, 1), ({"status": "error"}, 1)):
        with captured(database) as statements:
            app = open_page("sessions.py", q="Login", **parameters)
        assert not app.exception
        assert sum("GROUP BY anon_1.status" in text for text, _ in statements) == times
        labels = [button.label for button in app.button if str(button.key).startswith("status-")]
        for label in ("ready :small[ 10]", "error :small[ 10]"):
            assert label in labels, labels
