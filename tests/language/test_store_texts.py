"""What the store says in English is recognized where a page shows it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from scripts import messages
from settings import ROOT
from tests.test_catalogs import SHOWN

REASONS = {"no_undo", "refusal", "why_not_all"}
"""Attributes and functions that hand a sentence of the store to a page."""


def shown_in_english(tree: ast.Module) -> Iterator[int]:
    """The lines in which an error or a reason is a text of `st.…` or a value of `_(…)`."""
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for sentence in sentences(tree, above):
        use: ast.AST = sentence
        while isinstance(above[use], ast.keyword) or called(above[use]) == "str":
            use = above[use]
        holder = above[use]
        is_widget = isinstance(holder, ast.Call) and ast.unparse(holder.func).startswith("st.")
        if is_widget or called(holder) == "_":
            yield sentence.lineno


def sentences(tree: ast.Module, above: dict[ast.AST, ast.AST]) -> Iterator[ast.expr]:
    """Where a caught error is named, or a reason."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in REASONS:
            yield node
        if isinstance(node, ast.ExceptHandler) and node.name:
            yield from named(node, node.name)
        if isinstance(node, ast.NamedExpr) and called(node.value) in REASONS:
            yield from named(above[node], node.target.id)


def named(block: ast.AST, name: str) -> Iterator[ast.Name]:
    """Where a block reads a name."""
    for node in ast.walk(block):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            yield node


def called(node: ast.AST) -> str:
    """The name of the function that a call calls; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def test_what_the_store_says_is_recognized() -> None:
    strays = [
        f"{path}:{line}"
        for path in messages.files(SHOWN, ".py")
        for line in shown_in_english(ast.parse((ROOT / path).read_text()))
    ]
    assert not strays, "Write `recognized(…)` around it:\n" + "\n".join(strays)


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("st.warning(str(error))", True),
        ('st.caption(_("Not checked. {why}", why=error))', True),
        ("st.warning(recognized(str(error)))", False),
        ("messages.reported(error)", False),
        ("st.caption(receipt.no_undo)", True),
        ("st.caption(recognized(receipt.no_undo))", False),
        ("if why := why_not_all(receipts): st.caption(why)", True),
    ],
)
def test_a_sentence_that_is_not_recognized_is_found(line: str, is_found: bool) -> None:
    page = f"try: read()\nexcept StoreError as error:\n    {line}\n"
    assert bool([*shown_in_english(ast.parse(page))]) is is_found
