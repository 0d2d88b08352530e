"""Lists every text that somebody may read, by file and line, to be reviewed or translated.

Not with Babel: it extracts only arguments of marked calls, and no f-string with a value in it.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from settings import ROOT

SOURCES: Final = (
    *("pages", "components", "services", "auth", "web", "inspection", "store", "postgres"),
    *("frontend", "migrations", "scripts", "settings.py", "dashboard.py"),
)
LIST_JAVASCRIPT: Final = "frontend/messages.js"
WORD: Final = r"[^\W\d_]{2,}"
SEVERAL_WORDS: Final = re.compile(rf"{WORD}\S*\s+\S|\S\s+\W*{WORD}")
LABEL: Final = re.compile(r":gray\[\w+\]|[A-Z][a-z]+(-[a-z]+)*[.:]?")
# SQL, drawings and markup, style sheets, regular expressions.
CODE: Final = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|GRANT|REVOKE|WHERE|CASE|SET|USING|AS|ANY)\b "
    r"|=[\"'{]|</|;\s*([\w-]+:|$)|\(\?|\\[bswdp]|\|\||::|^[.#&\[]\S|\binterval '|^M[0-9.]+ |\{$"
)
# Calls and arguments whose texts nobody reads on screen.
SILENT: Final = {"compile", "getLogger", "text", "literal_column", "ContextVar", "split", "encode"}
LOGS: Final = {"log", "logger"}
SILENT_KEYWORDS: Final = {"key", "icon", "extra", "css", "js"}


class Message(NamedTuple):
    """A text and its position; values in it are written as `{expression}`."""

    path: str
    line: int
    text: str


def is_prose(text: str) -> bool:
    """Whether a text is meant to be read: several words, or a label of one."""
    text = text.strip()
    return bool(SEVERAL_WORDS.search(text) or LABEL.fullmatch(text)) and not CODE.search(text)


def python(path: str, source: str) -> Iterator[Message]:
    """The texts of a Python module, without docstrings, log events, SQL and keys."""
    for node in prose(ast.parse(source)):
        yield Message(path, node.lineno, " ".join(_literal_text(node, _expression).split()))


def prose(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The strings in a syntax tree that are meant to be read."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        if is_prose(literal_text(node)):
            yield node
        return
    for child in ast.iter_child_nodes(node):
        if not _is_silent(child):
            yield from prose(child)


def literal_text(node: ast.Constant | ast.JoinedStr) -> str:
    """A string with 0 for each value in it."""
    return _literal_text(node, lambda value: "0")


def _is_silent(node: ast.AST) -> bool:
    """Whether nobody reads what is in this part of a program."""
    if isinstance(node, ast.Expr):  # a docstring
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.keyword):
        return node.arg in SILENT_KEYWORDS
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        if called.value.id in LOGS:
            return True
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in SILENT


def _literal_text(node: ast.expr, value: Callable[[ast.expr], str]) -> str:
    """A string as it is written, with `value` of each expression in an f-string."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    return "".join(
        _literal_text(part, value) if isinstance(part, ast.Constant) else value(part)
        for part in parts
    )


def _expression(node: ast.expr) -> str:
    """An expression as in an f-string: `{count:,}`."""
    return ast.unparse(ast.JoinedStr([node]))[2:-1]


def javascript(paths: Sequence[str]) -> Iterator[Message]:
    """The texts of JavaScript modules, as Acorn reads them: scripts/build-frontend installs it."""
    return (message for message, _is_marked in javascript_marked(paths))


def javascript_marked(paths: Sequence[str]) -> Iterator[tuple[Message, bool]]:
    """The same, and of each whether it is in a call of frontend/language.js."""
    listed = subprocess.run(
        ["node", LIST_JAVASCRIPT, *paths], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for path, line, shown, words, is_marked in json.loads(listed.stdout):
        if is_prose(words):
            yield Message(path, line, " ".join(shown.split())), is_marked


def files(names: Sequence[str], suffix: str) -> list[str]:
    """The source files below these folders or of these names, without what is built."""
    paths: list[Path] = []
    for name in names:
        path = ROOT / name
        paths += [path] if path.is_file() else sorted(path.rglob("*"))
    relative = [path.relative_to(ROOT) for path in paths if path.suffix == suffix]
    return [str(path) for path in relative if not {"node_modules", "dist"} & set(path.parts)]


def messages(names: Sequence[str]) -> Iterator[Message]:
    """Every text in these folders and files."""
    for path in files(names, ".py"):
        yield from python(path, (ROOT / path).read_text(encoding="utf-8"))
    scripts = files(names, ".js")
    if scripts:
        yield from javascript(scripts)


def main() -> None:
    """Print them, those of the whole project by default."""
    for path, line, text in messages(sys.argv[1:] or SOURCES):
        print(f"{path}:{line}: {text}")


if __name__ == "__main__":
    main()
