"""A session's code: its verdict, the offending line, the safety card; nothing stale."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from components.code.safety_card import RISKS
from inspection import code_check
from inspection.syntax import CheckerUnavailable
from services import inspected, inspection
from store.engine import Database
from store.insights import coverage, insights
from tests.pages.conftest import OpenPage, RoleName, all_text
from tests.store.acting import insert_row, write_elsewhere

GOOD = "export default function App() {\n  return <p>ok</p>;\n}\n"
BROKEN = "\n" * 40 + "export default function App() {\n  return <p>ok</div>;\n}\n"
RISKY = (
    'export default function App() {\n  fetch("https://evil.example/x");\n'
    '  localStorage.setItem("a", "b");\n  eval("1");\n'
    '  return <p dangerouslySetInnerHTML={{ __html: "x" }} />;\n}\n'
)
THROWING = 'export default function App() {\n  throw new Error("always");\n}\n'


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    """Clear what was cached from another test's database."""
    yield
    inspected.memo.clear()


def add(database: Database, code: str | None, status: str = "ready") -> UUID:
    with database.begin() as db:
        return insert_row(db, frame_name="Card", status=status, generated_code=code)


def refuse_writes(database: Database) -> None:
    """Make the database refuse writes from now on."""
    name = database.engine.url.database
    with database.begin() as db:
        db.connection().exec_driver_sql(
            f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'
        )
    database.dispose()


def excerpt(app: AppTest) -> dict[str, Any] | None:
    """The data of the component, or None if there is none."""
    drawn = [e for e in app.get("bidi_component") if e.proto.component_name == "code_excerpt"]
    if not drawn:
        return None
    result: dict[str, Any] = json.loads(drawn[0].proto.json)
    return result


def test_a_broken_one_shows_the_offending_line(open_page: OpenPage, database: Database) -> None:
    row_id = add(database, BROKEN)
    app = open_page("session.py", id=str(row_id), tab="Code")
    assert not app.exception
    text = all_text(app)
    assert "Ready" in text
    assert "**Does not compile**" in text
    assert "red-badge[:material/code_off: Does not compile]" in text
    assert "`42:17`" in app.button(key="finding-0").label
    drawn = excerpt(app)
    assert drawn is not None
    chosen = [line for line in drawn["lines"] if line["chosen"]]
    assert [(line["number"], line["marked"]) for line in chosen] == [(42, True)]
    assert chosen[0]["text"][chosen[0]["start"] :].startswith("div>")


def test_a_click_leads_to_the_line_and_is_kept_in_the_address(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, RISKY)
    app = open_page("session.py", id=str(row_id), tab="Code")
    assert excerpt(app) is None
    app.button(key="risk-eval-0").click().run()
    assert app.query_params["line"] in ("4", ["4"])
    drawn = excerpt(app)
    assert drawn is not None
    assert [line["number"] for line in drawn["lines"] if line["chosen"]] == [4]


@pytest.mark.parametrize("line", ["0", "999999", "-1", "x", "٤", "9" * 5_000])
def test_a_line_that_does_not_exist_is_dropped(
    open_page: OpenPage, database: Database, line: str
) -> None:
    app = open_page("session.py", id=str(add(database, BROKEN)), tab="Code", line=line)
    assert not app.exception
    assert "line" not in app.query_params
    drawn = excerpt(app)
    assert drawn is not None
    assert [each["number"] for each in drawn["lines"] if each["chosen"]] == [42]


def test_the_safety_card_names_every_kind_with_its_lines(
    open_page: OpenPage, database: Database
) -> None:
    app = open_page("session.py", id=str(add(database, RISKY)), tab="Code")
    text = all_text(app)
    for word in ("Network calls**: 1 place", "eval)**: 1 place", "Storage and cookies**: 1 place"):
        assert word in text
    assert "External URLs**: 1 place" in text
    assert "(dangerouslySetInnerHTML)**: 1 place" in text
    assert "Navigation and other windows: nothing found" in text
    assert "`2:3`" in app.button(key="risk-network-0").label


def test_good_code_says_what_was_not_tested(open_page: OpenPage, database: Database) -> None:
    app = open_page("session.py", id=str(add(database, GOOD)), tab="Code")
    text = all_text(app)
    assert "**Compiles**" in text
    assert "without running it" in text
    assert text.count("nothing found") == 6
    assert "finding-0" not in [button.key for button in app.button]


def test_code_that_throws_compiles(open_page: OpenPage, database: Database) -> None:
    text = all_text(open_page("session.py", id=str(add(database, THROWING)), tab="Code"))
    assert "**Compiles**" in text
    assert "the preview shows whether it throws or loops forever" in text


@pytest.mark.parametrize("tab", ["Preview", "Overview", "History", "Edit"])
def test_the_verdict_is_in_the_header_of_every_tab(
    open_page: OpenPage, database: Database, tab: str
) -> None:
    app = open_page("session.py", id=str(add(database, BROKEN)), tab=tab)
    assert not app.exception
    assert "red-badge[:material/code_off: Does not compile]" in all_text(app)


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [("ready", None, True), ("ready", " ", True), ("pending", None, False), ("error", None, False)],
)
def test_missing_code_is_an_error_only_if_ready(
    open_page: OpenPage, database: Database, status: str, code: str | None, said: bool
) -> None:
    app = open_page("session.py", id=str(add(database, code, status)), tab="Code")
    assert not app.exception
    text = all_text(app)
    assert ("-badge[:material/code_off: No code]" in text) is said
    assert ("there is nothing to show" in text) is said


def test_a_stale_verdict_is_not_shown_and_a_new_one_is_kept(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, GOOD)
    inspection.inspect(database, row_id)
    with database.begin() as db:
        write_elsewhere(db, row_id, f"generated_code = $${BROKEN}$$")
    text = all_text(open_page("session.py", id=str(row_id), tab="Code"))
    assert "**Does not compile**" in text
    assert "Compiles" not in text
    kept = database.read(lambda db: insights.get(db, row_id))
    assert kept is not None
    assert kept.verdict == "broken"


def test_a_login_that_only_reads_gets_the_findings(
    open_page: OpenPage, database: Database, act_as: Callable[[RoleName], None]
) -> None:
    act_as("viewer")
    row_id = add(database, BROKEN)
    refuse_writes(database)
    text = all_text(open_page("session.py", id=str(row_id), tab="Code"))
    assert "**Does not compile**" in text
    assert database.read(coverage.progress) == (0, 1)


def test_without_the_checker_the_page_says_so(
    open_page: OpenPage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(code: str | None, **_: object) -> None:
        raise CheckerUnavailable("esbuild is not installed: run scripts/build-frontend.")

    monkeypatch.setattr(inspection, "check", refuse)
    app = open_page("session.py", id=str(add(database, GOOD)), tab="Code")
    assert not app.exception
    assert "was not checked. esbuild is not installed" in all_text(app)
    assert "Compiles" not in all_text(app)


def test_compile_errors_come_first(open_page: OpenPage, database: Database) -> None:
    code = f'import {{ NoSuchIcon9 }} from "lucide-react";\n{BROKEN}'
    app = open_page("session.py", id=str(add(database, code)), tab="Code")
    assert "**Does not compile**" in all_text(app)
    drawn = excerpt(app)
    assert drawn is not None
    assert [line["number"] for line in drawn["lines"] if line["chosen"]] == [43]
    assert "2 faults" in all_text(app)
    app.button(key="finding-1").click().run()
    drawn = excerpt(app)
    assert drawn is not None
    assert [line["number"] for line in drawn["lines"] if line["chosen"]] == [1]


def test_hostile_code_is_shown_as_text(open_page: OpenPage, database: Database) -> None:
    code = 'import "**[x](javascript:alert(1))**<script>";\nfetch("</script>\u202e:red[x]")\n<b'
    app = open_page("session.py", id=str(add(database, code)), tab="Code")
    assert not app.exception
    labels = [button.label for button in app.button if (button.key or "").startswith("finding")]
    assert labels
    shown = "\n".join([*labels, all_text(app)])
    assert not any(text in shown for text in ("[x](", "<script>", "</script>", "\u202e", ":red[x]"))


def previewed(app: AppTest) -> dict[str, Any]:
    """The data of the preview."""
    assert not app.exception
    (drawn,) = (
        e for e in app.get("bidi_component") if e.proto.component_name == "prototype_preview"
    )
    given: dict[str, Any] = json.loads(drawn.proto.json)
    return given


def test_the_preview_receives_the_findings_of_the_code_tab(
    open_page: OpenPage, database: Database
) -> None:
    row_id = add(database, BROKEN)
    given = previewed(open_page("session.py", id=str(row_id), tab="Preview"))
    (fault,) = given["faults"]
    assert (fault["reason"], fault["line"], fault["column"]) == ("syntax", 42, 17)
    words = {each["name"]: each["word"] for each in given["reasons"]}
    assert words["syntax"] == "Does not compile"
    code = open_page("session.py", id=str(row_id), tab="Code")
    assert "`42:17`" in code.button(key="finding-0").label
    assert fault["message"] in all_text(code).replace("\\", "")


@pytest.mark.parametrize("code", [GOOD, THROWING])
def test_the_preview_receives_no_findings_that_only_running_shows(
    open_page: OpenPage, database: Database, code: str
) -> None:
    app = open_page("session.py", id=str(add(database, code)), tab="Preview")
    assert previewed(app)["faults"] == []


def test_the_preview_does_without_the_checker(
    open_page: OpenPage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(code: str | None, **_: object) -> None:
        raise CheckerUnavailable("esbuild is not installed: run scripts/build-frontend.")

    monkeypatch.setattr(inspection, "check", refuse)
    app = open_page("session.py", id=str(add(database, BROKEN)), tab="Preview")
    assert previewed(app)["faults"] is None
    assert previewed(app)["code"] == BROKEN


@pytest.mark.parametrize("code", [None, "", " \n"])
@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("ready", "Generation finished without any code."),
        ("error", "Generation failed without any code."),
        ("generating", "Generation has not finished: there is no code yet."),
        ("pending", "This session has no generated code yet."),
    ],
)
def test_the_preview_says_why_there_is_no_code(
    open_page: OpenPage, database: Database, code: str | None, status: str, said: str
) -> None:
    app = open_page("session.py", id=str(add(database, code, status)), tab="Preview")
    assert previewed(app)["empty"] == said


MANY_ARROWS = "export default " + "a=>" * 3000 + "1"


@pytest.mark.parametrize(
    ("code", "word"),
    [(MANY_ARROWS, "Could not be checked"), ("x" * 1_000_001, "Too long to check")],
)
def test_unchecked_code_is_neither_good_nor_broken(
    open_page: OpenPage, database: Database, code: str, word: str
) -> None:
    row_id = add(database, code)
    app = open_page("session.py", id=str(row_id), tab="Code")
    text = all_text(app)
    assert f"**{word}**" in text
    assert f"gray-badge[:material/pending: {word}]" in text
    assert "nothing found" not in text
    assert all(f"{label}: not checked" in text for _, label in RISKS.values())
    kept = database.read(lambda db: insights.get(db, row_id))
    assert kept is not None
    assert kept.verdict == "not-checked"


def test_text_that_is_not_code_is_not_called_safe(open_page: OpenPage, database: Database) -> None:
    page = "<!doctype html>\n<script>fetch('/x')</script>\n"
    text = all_text(open_page("session.py", id=str(add(database, page)), tab="Code"))
    assert "**An HTML page, not a component**" in text
    assert "nothing found" not in text


def test_code_that_cannot_be_checked_is_tried_once_even_if_nothing_may_be_kept(
    open_page: OpenPage,
    database: Database,
    act_as: Callable[[RoleName], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str | None] = []

    def counted(code: str | None, modules: Collection[str]) -> code_check.CodeReport:
        tried.append(code)
        return code_check.check(code, modules=modules)

    monkeypatch.setattr(inspection, "check", counted)
    act_as("viewer")
    row_id = add(database, MANY_ARROWS)
    refuse_writes(database)
    app = open_page("session.py", id=str(row_id), tab="Code")
    app.run()
    app.run()
    assert "**Could not be checked**" in all_text(app)
    assert len(tried) == 1
    assert database.read(coverage.progress) == (0, 1)


def test_only_certain_facts_are_stated_as_certain(open_page: OpenPage, database: Database) -> None:
    unused = f'import {{ motion }} from "framer-motion";\n{GOOD}'
    text = all_text(open_page("session.py", id=str(add(database, unused)), tab="Code"))
    assert "it may not render as intended: 1 fault" in text
    text = all_text(open_page("session.py", id=str(add(database, BROKEN)), tab="Code"))
    assert "it will not render as intended: 1 fault" in text
