"""Which SQL of the store a full run of the tests executes. Registered by tests/conftest.py.

Statements are recorded as the driver gets them, from whatever database handle. A run of the whole
suite fails if one of the store's was never among them; a partial run says nothing.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Iterable, Iterator
from types import CodeType
from typing import Any, Final, NamedTuple

import pytest
from sqlalchemy import Engine, TextClause, event, text
from sqlalchemy.engine.url import make_url

from settings import ROOT

STORE: Final = ROOT / "store"
# It forwards what others execute, below SQLAlchemy's events.
NOT_JUDGED: Final = frozenset({"pipelined.py"})
FOLDER: Final = f"{STORE}/"
EXECUTES: Final = frozenset({"execute", "scalar", "scalars", "exec_driver_sql"})
# A constant that starts like this is a statement; others may be parts of one.
SQL: Final = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH|LOCK|SET|NOTIFY|ALTER|CREATE)\b")
DIALECT: Final = make_url("postgresql+psycopg://").get_dialect()()
HOLE: Final = re.compile(r"\\{[^}]*\\}|:\w+|%\\?\(\w+\\?\)s(?:::\w+)?|\\\$\d+")


class Call(NamedTuple):
    """A call in the store that executes a statement: file below store/, first and last line."""

    file: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"store/{self.file}:{self.first}"


class Recorder:
    """What was executed: the lines of the store, and the texts."""

    def __init__(self) -> None:
        self.lines: set[tuple[str, int]] = set()
        self.texts: set[str] = set()
        self._known: set[tuple[CodeType, int]] = set()
        self._heard: set[str] = set()

    def record(self, *arguments: Any) -> None:
        """A listener of `before_cursor_execute`."""
        known = self._known
        is_of_store = False
        frame = sys._getframe()
        while frame.f_back:
            frame = frame.f_back
            code = frame.f_code
            if code.co_filename.startswith(FOLDER):
                is_of_store = True
                if (place := (code, frame.f_lineno)) not in known:
                    known.add(place)
                    self.lines.add((code.co_filename.removeprefix(FOLDER), frame.f_lineno))
        if is_of_store and (statement := arguments[2]) not in self._heard:
            self._heard.add(statement)
            self.texts.add(plain(statement))

    def missing(self) -> list[str]:
        """Statements of the store that were never executed, with their places."""
        matches = [
            str(call)
            for call in calls()
            if not any((call.file, line) in self.lines for line in range(call.first, call.last + 1))
        ]
        every = "\n".join(self.texts)
        matches += [name for name, words in constants() if not re.search(pattern(words), every)]
        return sorted(matches)


def calls() -> Iterator[Call]:
    """Every call in the store that executes a statement."""
    for path in sorted(STORE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in EXECUTES
                and path.name not in NOT_JUDGED
            ):
                yield Call(
                    str(path.relative_to(STORE)), node.lineno, node.end_lineno or node.lineno
                )


def constants() -> Iterator[tuple[str, str]]:
    """Every statement that is a constant in a module of the store, by name."""
    for path in sorted(STORE.rglob("*.py")):
        file = path.relative_to(ROOT)
        module = importlib.import_module(".".join(file.with_suffix("").parts))
        for name, value in vars(module).items():
            clause = text(value) if isinstance(value, str) else value
            if name.lstrip("_").isupper() and isinstance(clause, TextClause):
                words = compiled(clause)
                if SQL.match(words):
                    yield f"{file}: {name}", words


def compiled(clause: TextClause) -> str:
    """The text as the driver gets it."""
    return str(clause.compile(dialect=DIALECT))


def plain(statement: str) -> str:
    """A statement on one line."""
    return " ".join(statement.split())


def pattern(statement: str) -> str:
    """A regular expression for a statement, with wildcards for parameters and placeholders."""
    return HOLE.sub("[^\\n]*?", re.escape(plain(statement)).replace("\\ ", " "))


RECORDER: Final = Recorder()


def is_judged(config: pytest.Config) -> bool:
    """Whether every test runs, without paths or options. `--judge-sql` judges any run."""
    if config.getoption("judge_sql"):
        return True
    chosen = ("keyword", "markexpr", "lf", "failedfirst", "deselect", "collectonly", "maxfail")
    named = config.args_source is not pytest.Config.ArgsSource.TESTPATHS
    return not named and not any(config.getoption(name, None) for name in chosen)


class Plugin:
    """Records in every process, and collects and judges in the main one."""

    def pytest_sessionstart(self) -> None:
        event.listen(Engine, "before_cursor_execute", RECORDER.record)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A process of the run has ended."""
        output = getattr(node, "workeroutput", {})  # one that was killed leaves none
        gather(output.get("lines", ()), output.get("texts", ()))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["lines"] = [list(line) for line in RECORDER.lines]
            output["texts"] = list(RECORDER.texts)
        elif is_judged(session.config) and session.testscollected:
            if missing := RECORDER.missing():
                session.exitstatus = pytest.ExitCode.TESTS_FAILED
                session.config.stash[MISSING] = missing

    def pytest_terminal_summary(self, terminalreporter: Any, config: pytest.Config) -> None:
        for each in config.stash.get(MISSING, []):
            terminalreporter.write_line(f"SQL of the store that no test executes: {each}", red=True)


MISSING: Final = pytest.StashKey[list[str]]()


def gather(lines: Iterable[list[Any]], texts: Iterable[str]) -> None:
    """Add what another process executed."""
    RECORDER.lines |= {(file, line) for file, line in lines}
    RECORDER.texts |= {*texts}
