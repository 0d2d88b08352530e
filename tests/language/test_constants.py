"""Constants of `N_` are translated where they are shown."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import cast

import pytest

from scripts import messages
from settings import ROOT
from tests.test_catalogs import SHOWN


def untranslated(trees: Mapping[str, ast.Module]) -> list[str]:
    """Where modules put a constant of `N_`, or a value of a dictionary of such, into a text or hand
    it on under a name, without `_`."""
    return [
        f"{module}:{node.lineno}: {ast.unparse(node)}"
        for module, tree in trees.items()
        for node in raw_uses(tree, constants(trees), module)
    ]


def constants(trees: Mapping[str, ast.Module]) -> dict[tuple[str, str], bool]:
    """The constants of `N_` by module and name; True: a dictionary of such."""
    known = {}
    for module, tree in trees.items():
        for node in tree.body:
            if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
                continue
            values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            if any(isinstance(each, ast.Call) and is_call(each, "N_") for each in values):
                known[module, node.target.id] = isinstance(node.value, ast.Dict)
    return known


def is_call(node: ast.AST, *names: str) -> bool:
    """Whether it calls one of these functions."""
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in names


def raw_uses(
    tree: ast.Module, known: Mapping[tuple[str, str], bool], module: str
) -> Iterator[ast.expr]:
    """Uses of these constants in one module that are not translated where they stand."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    places = {a.asname or a.name: (str(n.module), a.name) for n in imports for a in n.names}
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            place = (".".join(places.get(node.value.id, ("", ""))), node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            place = places.get(node.id, (module, node.id))
        else:
            continue
        if place not in known:
            continue
        use: ast.expr = node
        if known[place]:
            holder = above[node]
            if not isinstance(holder, ast.Subscript) or holder.value is not node:
                continue
            use = holder
        while isinstance(above[use], ast.IfExp | ast.BoolOp | ast.Tuple):
            use = cast("ast.expr", above[use])
        holder = above[use]
        is_value = isinstance(holder, ast.FormattedValue | ast.Attribute | ast.keyword)
        is_each = isinstance(holder, ast.GeneratorExp | ast.ListComp) and holder.elt is use
        is_listed = isinstance(use, ast.Tuple) and isinstance(holder, ast.Call)
        if is_value or is_each or is_listed:
            yield use


def test_what_is_marked_is_translated_where_it_is_shown() -> None:
    paths = messages.files(SHOWN, ".py")
    trees = {
        path.removesuffix(".py").replace("/", "."): ast.parse((ROOT / path).read_text())
        for path in paths
    }
    strays = untranslated(trees)
    assert not strays, "Write `_(…)` around what people read:\n" + "\n".join(strays)


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ('_("Rows: {names}", names=", ".join(NAMES[n] for n in some))', True),
        ('_("Rows {why}", why=LATE)', True),
        ("LATE.capitalize()", True),
        ('f":gray[{LATE if late else found}]"', True),
        ('" · ".join(filter(None, (LATE, note)))', True),
        ('_("Rows {why}", why=_(LATE))', False),
        ('", ".join(_(NAMES[n]) for n in some)', False),
        ("_(LATE if late else FOUND)", False),
    ],
)
def test_a_constant_that_is_not_translated_is_found(line: str, is_found: bool) -> None:
    words = 'LATE: Final = N_("late")\nNAMES: Final = {"code": N_("Code")}\n'
    page = f"from words import LATE, NAMES\n{line}\n"
    trees = {"words": ast.parse(words), "page": ast.parse(page)}
    assert bool(untranslated(trees)) is is_found
