"""Finds names that are bound twice, once by an import, which esbuild does not report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from inspection.findings import Finding, Kind
from inspection.source import Source, text_of

_VARIABLES: Final = ("lexical_declaration", "variable_declaration")
_NAMED: Final = (
    "function_declaration",
    "generator_function_declaration",
    "class_declaration",
    "abstract_class_declaration",
    "enum_declaration",
    "import_alias",
)
_BINDING: Final = ("identifier", "shorthand_property_identifier_pattern")
_DEFAULTS: Final = ("assignment_pattern", "object_assignment_pattern")


def check(source: Source) -> list[Finding]:
    """Imported names that are imported again, or declared at the top level as something else.

    JavaScript and TypeScript reject them. esbuild assumes that the import is a type and drops it.
    """
    imported: dict[str, Node] = {}
    findings = []
    for name in _imported(source.root):
        text = text_of(name)
        if text in imported:
            findings.append(_twice(source, text, imported[text], name, "imported twice"))
        imported.setdefault(text, name)
    for name in _declared(source.root):
        text = text_of(name)
        if text in imported:
            findings.append(_twice(source, text, imported[text], name, "imported and declared"))
    return findings


def _twice(source: Source, name: str, first: Node, second: Node, how: str) -> Finding:
    line, column = source.position(second.start_byte)
    other, _ = source.position(first.start_byte)
    message = f"“{name[:60]}” is {how}: it is imported on line {other} already."
    return Finding(line, column, Kind.SYNTAX, message, name=name[:60])


def _is_type(node: Node) -> bool:
    return any(part.type in ("type", "typeof") for part in node.children)


def _imported(root: Node) -> Iterator[Node]:
    """The names that imports bind to values."""
    for statement in root.children:
        if statement.type != "import_statement" or _is_type(statement):
            continue
        for clause in statement.named_children:
            if clause.type != "import_clause":
                continue
            for part in clause.named_children:
                if part.type == "identifier":
                    yield part
                elif part.type == "namespace_import":
                    yield part.named_children[-1]
                elif part.type == "named_imports":
                    yield from _specifiers(part)


def _specifiers(imports: Node) -> Iterator[Node]:
    for specifier in imports.named_children:
        if specifier.type != "import_specifier" or _is_type(specifier):
            continue
        name = specifier.child_by_field_name("alias") or specifier.child_by_field_name("name")
        if name is not None and name.type == "identifier":
            yield name


def _declared(root: Node) -> Iterator[Node]:
    """The names that the module's own statements bind to values."""
    for statement in root.children:
        declaration = statement.child_by_field_name("declaration") or statement
        if declaration.type in _NAMED:
            name = declaration.child_by_field_name("name") or declaration.named_children[0]
            yield name
        elif declaration.type in _VARIABLES:
            for declarator in declaration.named_children:
                yield from _bound(declarator.child_by_field_name("name"))


def _bound(pattern: Node | None) -> Iterator[Node]:
    """The names in a pattern, without its default values and the properties it reads."""
    if pattern is None:
        return
    if pattern.type in _BINDING:
        yield pattern
    elif pattern.type == "pair_pattern":
        yield from _bound(pattern.child_by_field_name("value"))
    elif pattern.type in _DEFAULTS:
        yield from _bound(pattern.child_by_field_name("left"))
    elif pattern.type in ("object_pattern", "array_pattern", "rest_pattern"):
        for part in pattern.named_children:
            yield from _bound(part)
