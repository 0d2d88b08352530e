"""Finds the texts for the catalogs: marked ones, and those that are recognized where shown."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

CALLS: Final = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2}
# Of these calls, the first argument names what the value is.
PASSED_ON: Final = {"escaped", "line", "join", "map", "min", "max", "int", "str", "round", "label"}
NAME: Final = re.compile(r"[^\W\d]\w*")


class Text(NamedTuple):
    """An English text in a module, with its plural if it has one."""

    line: int
    singular: str
    plural: str | None = None

    @property
    def key(self) -> str | tuple[str, str]:
        """What the text is called in a catalog."""
        return (self.singular, self.plural) if self.plural else self.singular


def marked(source: str) -> Iterator[Text]:
    """The texts of calls such as `_("…")`."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
        wanted = CALLS.get(node.func.id, 0)
        if wanted and len(texts) >= wanted and all(isinstance(each, str) for each in texts):
            yield Text(node.lineno, *map(str, texts[:wanted]))


def template(node: ast.expr) -> Iterator[str]:
    """A string as a text with named values, of conditions in it both texts."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
        return
    condition = next(
        (ast.unparse(value.test) for part in _values(node) if (value := _alternatives(part))), None
    )
    if condition is None:
        yield _joined(node)
        return
    for first in (True, False):
        yield from template(_decided(node, condition, first=first))


def _values(node: ast.expr) -> list[ast.expr]:
    return node.values if isinstance(node, ast.JoinedStr) else []


def _alternatives(part: ast.expr) -> ast.IfExp | None:
    """The condition in `{'a' if … else 'b'}`."""
    value = part.value if isinstance(part, ast.FormattedValue) else None
    if not isinstance(value, ast.IfExp):
        return None
    branches = (value.body, value.orelse)
    texts = [
        isinstance(each, ast.JoinedStr)
        or (isinstance(each, ast.Constant) and isinstance(each.value, str))
        for each in branches
    ]
    return value if all(texts) else None


def _decided(node: ast.expr, condition: str, *, first: bool) -> ast.JoinedStr:
    parts: list[ast.expr] = []
    for part in _values(node):
        value = _alternatives(part)
        if value is None or ast.unparse(value.test) != condition:
            parts.append(part)
            continue
        chosen = value.body if first else value.orelse
        parts += _values(chosen) or [chosen]
    return ast.JoinedStr(parts)


def _joined(node: ast.expr) -> str:
    text, names = "", dict[str, str]()
    for part in _values(node):
        if isinstance(part, ast.Constant):
            text += str(part.value).replace("{", "{{").replace("}", "}}")
        elif isinstance(part, ast.FormattedValue):
            text += "{" + _unique(names, part.value) + "}"
    return text


def _unique(names: dict[str, str], value: ast.expr) -> str:
    """A name for a value: the same for the same expression, another for another."""
    written = ast.unparse(value)
    base = name = _name(value)
    number = 2
    while names.setdefault(name, written) != written:
        name, number = f"{base}_{number}", number + 1
    return name


def _name(value: ast.expr) -> str:
    words: list[str] = NAME.findall(ast.unparse(_core(value)))
    name = words[-1].lower().strip("_") if words else "value"
    return f"{name}_" if keyword.iskeyword(name) or not name else name


def _core(value: ast.expr) -> ast.expr:
    """The part of an expression that says what it is."""
    if isinstance(value, ast.Call):
        if isinstance(value.func, ast.Attribute) and value.func.attr not in PASSED_ON:
            return value.func
        return _core(value.args[0]) if value.args else value.func
    if isinstance(value, ast.BinOp):
        return _core(value.right if isinstance(value.left, ast.Constant) else value.left)
    if isinstance(value, ast.GeneratorExp | ast.ListComp):
        return _core(value.generators[0].iter)
    if isinstance(value, ast.Subscript):
        return value.value
    return value
