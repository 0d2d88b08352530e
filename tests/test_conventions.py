"""Checks the project's conventions. Each message says what to do instead."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from language import catalogs
from migrations import runner
from scripts import catalog
from settings import ROOT, Settings
from store.models import HEAD_REVISION
from tests import test_catalogs

PAGE_LINES: Final = 100
MODULE_LINES: Final = 200
PARAMETERS: Final = 7  # aim at five
SCRIPT_LINES: Final = 200
# `corpus` holds samples of generated code, with whatever a model writes.
NOT_OURS: Final = {
    ".git",
    ".venv",
    ".data",
    "corpus",
    "node_modules",
    "dist",
    "__pycache__",
    ".mypy_cache",
    ".hypothesis",
}
TEXT_SUFFIXES: Final = {"", ".css", ".in", ".js", ".mako", ".md", ".py", ".toml", ".ts", ".tsx"}


class Allowed(NamedTuple):
    """What a package, or a module in the root, may import of ours and of some libraries."""

    ours: frozenset[str]
    libraries: frozenset[str]


def allow(ours: str, libraries: str = "") -> Allowed:
    return Allowed(frozenset(ours.split()), frozenset(libraries.split()))


DATABASE: Final = "sqlalchemy psycopg"
RECORDS: Final = (
    "store.actions.receipts store.bulk_resets.bulk_records store.clean_text store.counts"
    " store.edit_limits store.errors"
    " store.inbox.inbox_records"
    " store.incidents.incident_records store.insights.burst_records"
    " store.insights.duration_records store.insights.failure_records"
    " store.insights.insight_records store.far_timestamps store.principal"
    " store.quality.quality_records store.records store.renders.render_records"
    " store.reviews.review_records"
    " store.sessions.lifecycle"
    " store.sessions.pasted store.system.system_records store.watch.watch_records"
    " store.showcases.showcase_records store.views.view_records"
)
ALLOWED: Final = {
    "settings": allow("auth.sign_in_settings store.records"),
    "dashboard": allow(
        "auth components.feedback.callbacks components.feedback.downloads"
        " components.feedback.fragment_runs components.feedback.last_messages"
        " components.feedback.history_requests components.feedback.late_requests"
        " components.feedback.pending_requests"
        " components.feedback.script_error components.pictures components.presenting"
        " components.preview services settings web",
        "streamlit",
    ),
    "pages": allow(f"auth components language services {RECORDS}", "streamlit"),
    "components": allow(
        f"auth.refusals auth.sign_in_methods components inspection language services {RECORDS}",
        "streamlit",
    ),
    "services": allow("auth inspection services settings store", "streamlit"),
    "auth": allow("auth settings store.errors store.principal", "streamlit"),
    "web": allow("components.preview services.uploads web", "streamlit.proto"),
    "inspection": allow("inspection"),
    "language": allow("language"),
    "store": allow("store", DATABASE),
    "postgres": allow("postgres store.errors"),
    "migrations": allow(
        "migrations settings store.engine store.models store.own_models store.refusals"
        " store.metadata",
        DATABASE,
    ),
    "demo": allow("demo store", DATABASE),
    "bench": allow(
        "bench components demo migrations postgres scripts.chromium scripts.local_server services"
        " settings store web",
        f"{DATABASE} streamlit",
    ),
    "scripts": allow(
        "auth.startup bench components.frontend components.preview demo inspection language"
        " migrations postgres scripts services settings store",
        DATABASE,
    ),
    "tests": allow(
        "auth bench components demo inspection language migrations postgres scripts services"
        " settings store tests web",
        f"{DATABASE} streamlit",
    ),
}
INSTEAD: Final = {
    "streamlit": "What is shown belongs in pages/ or components/; this package must not need it.",
    "sqlalchemy": "Put the query into a function of store/ and call that.",
    "psycopg": "Put the query into a function of store/ and call that.",
    "pages": "Nobody imports a page. Move what is shared to components/ or services/.",
    "dashboard": "Nobody imports the launcher. Move what is shared to a package of its own.",
    "store": f"This package may use only records: {RECORDS}. Call a service for the rest.",
}
SQL: Final = re.compile(
    r"\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bUPDATE\b.+\bSET\b|\bDELETE FROM\b", re.DOTALL
)


def files(*suffixes: str) -> Iterator[Path]:
    """Our files with one of these suffixes, as paths from the root."""
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = sorted(set(subfolders) - NOT_OURS)
        for path in (Path(folder) / name for name in sorted(names)):
            if path.suffix in suffixes:
                yield path.relative_to(ROOT)


def package_of(path: Path) -> str:
    """The package in the root, or the module's name."""
    return path.parts[0] if len(path.parts) > 1 else path.stem


def imported(source: str) -> Iterator[str]:
    """Dotted names of all imports, also those inside functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer_violations(package: str, source: str) -> list[str]:
    """What the package may not import, each with what to do instead."""
    allowed = ALLOWED[package]
    ours = set(ALLOWED) | {"dashboard"}
    lines = []
    for name in imported(source):
        parts = name.split(".")
        top, prefixes = parts[0], {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
        fits = prefixes & (allowed.ours | allowed.libraries)
        if (top in ours or top in INSTEAD) and not fits:
            hint = INSTEAD.get(top, f"{package} may use: {' '.join(sorted(allowed.ours))}.")
            lines.append(f"{package} imports {name}. {hint}")
    return lines


@pytest.mark.parametrize("name", [*ALLOWED])
def test_layers(name: str) -> None:
    violations = [
        f"{path}: {line}"
        for path in files(".py")
        if package_of(path) == name
        for line in layer_violations(name, (ROOT / path).read_text(errors="replace"))
    ]
    assert not violations, "\n".join(violations)


def test_every_module_is_in_a_known_package() -> None:
    strays = {package_of(path) for path in files(".py")} - set(ALLOWED)
    assert not strays, f"Say in tests/test_conventions.py what these may import: {strays}"


@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("store", "import streamlit as st"),
        ("store", "def late() -> None:\n    from settings import Settings"),
        ("components", "from store.sessions import search"),
        ("components", "import store.actions.actions"),
        ("components", "from store.retrying import attempt"),
        ("services", "from sqlalchemy import text"),
        ("services", "from components.feedback import messages"),
        ("pages", "from store.sessions import search"),
        ("auth", "from components.sign_in import sign_in_screens"),
        ("dashboard", "from components.feedback import messages"),
        ("pages", "from sqlalchemy import text"),
        ("pages", "from pages import sessions"),
        ("tests", "import dashboard"),
        ("migrations", "from store.records import Filters"),
        ("demo", "import settings"),
    ],
)
def test_a_wrong_import_is_detected(package: str, source: str) -> None:
    assert len(layer_violations(package, source)) == 1


@pytest.mark.parametrize("folder", ["pages", "components", "services"])
def test_no_sql_above_the_store(folder: str) -> None:
    violations = [
        f"{path}:{node.lineno}"
        for path in files(".py")
        if path.parts[0] == folder
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert not violations, f"SQL belongs in a function of store/: {violations}"


def used_buttons(source: str) -> list[int]:
    """The lines of calls of `st.button` whose result is used."""
    tree = ast.parse(source)
    alone = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return sorted(
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.button"
        if node not in alone
    )


def test_a_press_is_not_lost() -> None:
    lost = [
        f"{path}:{line}"
        for path in files(".py")
        if path.parts[0] in {"components", "pages"}
        for line in used_buttons((ROOT / path).read_text())
    ]
    assert not lost, f"Use components.feedback.pressing.button, which says why: {lost}"


def test_used_buttons_are_seen() -> None:
    source = "st.button('a')\nif x and st.button('b'): ...\ny = st.button('c')"
    assert used_buttons(source) == [2, 3]


def test_a_page_ends_as_a_run_that_has_ended() -> None:
    stopped = [
        str(path)
        for path in files(".py")
        if path.parts[0] in {"components", "pages"} and "st.stop()" in (ROOT / path).read_text()
    ]
    assert not stopped, f"Use components.feedback.page_end, which says why: {stopped}"


CHANGES: Final = {"clear", "from_dict", "pop", "setdefault", "update"}


def address_changes(source: str) -> list[int]:
    """The lines that change the query string, or open another page."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            if ast.unparse(node.value) == "st.query_params":
                lines.append(node.lineno)
        elif isinstance(node, ast.Call):
            name, _, method = ast.unparse(node.func).rpartition(".")
            if method == "switch_page" or (name == "st.query_params" and method in CHANGES):
                lines.append(node.lineno)
    return sorted(lines)


def test_a_change_of_the_address_is_not_undone() -> None:
    undone = [
        f"{path}:{line}"
        for path in files(".py")
        if path.parts[0] in {"components", "pages"} and path.parts[1] != "url_state"
        for line in address_changes((ROOT / path).read_text())
    ]
    assert not undone, f"Use components.url_state.address, which says why: {undone}"


def test_changes_of_the_address_are_seen() -> None:
    source = """
st.query_params["a"] = st.query_params.get("b")
del st.query_params["a"]
st.query_params.update(a="b")
print(st.query_params["a"], st.query_params.get_all("b"))
st.switch_page("a.py")
"""
    assert address_changes(source) == [2, 3, 4, 6]


def test_every_page_is_in_navigation() -> None:
    called = {
        node.args[0].value
        for node in ast.walk(ast.parse((ROOT / "pages/navigation.py").read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "Page"
        and isinstance(node.args[0], ast.Constant)
    }
    pages = {path.name for path in files(".py") if path.parts[0] == "pages"}
    assert called == pages - {"navigation.py", "__init__.py"}, (
        "pages/navigation.py must have one st.Page for each page file."
    )


def test_no_page_shares_a_name_with_a_root_module() -> None:
    """Both folders are on sys.path when Streamlit runs a page."""
    names = [path.stem for path in files(".py") if len(path.parts) == 1 or path.parts[0] == "pages"]
    assert len(names) == len(set(names))


def test_head_revision_is_the_newest_migration() -> None:
    assert runner.head() == HEAD_REVISION, "Set HEAD_REVISION in store/models.py."


def test_every_setting_is_documented() -> None:
    rows = dict(
        re.findall(
            r"^\| `([A-Z_]+)` \|.*\| (.+?) \|$", (ROOT / "docs/settings.md").read_text(), re.M
        )
    )
    settings = {name.upper(): field.description for name, field in Settings.model_fields.items()}
    assert rows == settings, "docs/settings.md has a row for each setting, with its description."


def test_every_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"(?:scripts|\.ci)/[a-z-]+", (ROOT / "README.md").read_text()))
    assert {"scripts/run", "scripts/test", "scripts/check", "scripts/migrate"} <= named
    missing = [name for name in sorted(named) if not (ROOT / name).exists()]
    assert not missing, f"The README names commands that are not there: {missing}"


def test_the_ci_calls_the_commands_of_the_readme() -> None:
    called = set(re.findall(r"scripts/[a-z]+", (ROOT / ".ci/run").read_text()))
    assert called == {"scripts/check", "scripts/test"}


def test_there_is_a_changelog() -> None:
    assert re.search(r"^## ", (ROOT / "CHANGELOG.md").read_text(), re.M)


def test_decisions_are_numbered_without_gaps_and_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    names = sorted(path.name for path in folder.glob("[0-9]*.md"))
    numbers = [name[:4] for name in names]
    assert numbers == [f"{number:04d}" for number in range(1, len(names) + 1)], (
        "Give the note the next free number."
    )
    titles = [(folder / name).read_text().splitlines()[0] for name in names]
    assert [title.split(".")[0] for title in titles] == [f"# {int(number)}" for number in numbers]
    index = re.findall(r"^- \d{4} \[.+\]\((.+?)\)", (folder / "README.md").read_text(), re.M)
    assert index == names, "docs/decisions/README.md has a line for each note, in order."


def test_every_note_that_is_linked_exists() -> None:
    missing = {
        f"{path}: {name}"
        for path in files(*TEXT_SUFFIXES)
        for name in re.findall(
            r"decisions/(\d{4}-[a-z0-9-]+\.md)", (ROOT / path).read_text(errors="replace")
        )
        if not (ROOT / "docs" / "decisions" / name).exists()
    }
    assert not missing, f"These notes have other names now: {missing}"


def test_modules_are_short() -> None:
    long = []
    for path in files(".py", ".js"):
        lines = len((ROOT / path).read_text().splitlines())
        limit = PAGE_LINES if path.parts[0] == "pages" else MODULE_LINES
        limit = SCRIPT_LINES if path.suffix == ".js" else limit
        if path.parts[0] != "tests" and lines > limit:
            long.append(f"{path} has {lines} lines, at most {limit}")
    assert not long, "Split by subject:\n" + "\n".join(long)


def parameters(source: str) -> Iterator[tuple[str, int]]:
    """Each function with the number of its parameters, without `self` and `cls`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            yield node.name, len([each for each in given if each.arg not in {"self", "cls"}])


def test_functions_take_few_parameters() -> None:
    many = [
        f"{path}: {name} takes {count}"
        for path in files(".py")
        if path.parts[0] not in {"tests", "demo"}
        for name, count in parameters((ROOT / path).read_text())
        if count > PARAMETERS
    ]
    assert not many, "Put what travels together into a record:\n" + "\n".join(many)


def test_parameters_are_counted() -> None:
    source = "class A:\n    def method(self, a, /, b, *c, d, **e):\n        def inner(): ..."
    assert dict(parameters(source)) == {"method": 3, "inner": 0}


def test_no_catch_all_modules() -> None:
    names = [str(path) for path in files(".py") if path.stem in {"utils", "common", "helpers"}]
    assert not names, f"Name a module after its subject: {names}"


def test_no_open_tasks_in_the_code() -> None:
    mark = re.compile("TO" + "DO|FIX" + "ME")
    left = [
        str(path)
        for path in files(*TEXT_SUFFIXES)
        if mark.search((ROOT / path).read_text(errors="replace"))
    ]
    assert not left, f"Do it, or write an issue: {left}"


def test_every_text_on_a_page_is_in_the_catalogs() -> None:
    strays = test_catalogs.strays()
    assert not strays, "Write `_(…)` around what people read:\n" + "\n".join(strays)


@pytest.mark.parametrize("name", test_catalogs.LANGUAGES)
def test_a_catalog_has_the_texts_of_the_code(name: str) -> None:
    path = catalogs.FOLDER / name / catalogs.FILE
    assert path.read_bytes() == catalog.updated(path), "Run scripts/catalog, and translate."
    assert not catalogs.missing(catalogs.parse(path)), "See docs/languages.md, and translate."
