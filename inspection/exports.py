"""Whether a module exports one component by default."""

from __future__ import annotations

from typing import Final

from tree_sitter import Node

from inspection.findings import Finding, Kind
from inspection.source import Source, text_of

_NOT_COMPONENTS: Final = (
    "object", "array", "string", "number", "template_string", "true", "false", "null",
    "jsx_element", "jsx_self_closing_element", "regex",
)  # fmt: skip


def default_exports(source: Source) -> list[Node]:
    """The nodes that say `default`, in order."""
    found = []
    for statement in source.root.children:
        if statement.type != "export_statement":
            continue
        for child in statement.children:
            if child.type == "default":
                found.append(child)
            elif child.type == "export_clause":
                found += [
                    specifier
                    for specifier in child.named_children
                    if specifier.type == "export_specifier"
                    and text_of(specifier.children[-1]) == "default"
                ]
    return found


def check(source: Source) -> list[Finding]:
    """No default export, more than one, or one that is not a component."""
    exports = default_exports(source)
    if not exports:
        line, column = source.position(_last_statement(source))
        message = "Nothing is exported by default, so the component cannot be shown."
        return [Finding(line, column, Kind.NO_DEFAULT_EXPORT, message)]
    if len(exports) > 1:
        line, column = source.position(exports[1].start_byte)
        first = source.position(exports[0].start_byte)[0]
        message = f"There is a default export already, on line {first}."
        return [Finding(line, column, Kind.TWO_DEFAULT_EXPORTS, message)]
    value = exports[0].next_named_sibling if exports[0].type == "default" else None
    if value is not None and value.type in _NOT_COMPONENTS:
        line, column = source.position(value.start_byte)
        kind = value.type.replace("_", " ").replace("jsx", "JSX")
        message = f"The default export is not a component ({kind})."
        return [Finding(line, column, Kind.NOT_A_COMPONENT, message)]
    return []


def _last_statement(source: Source) -> int:
    """Where the last component or statement begins: the most likely one to be exported."""
    statements = [child for child in source.root.children if child.type != "comment"]
    named = [child for child in statements if child.type.endswith("declaration")]
    last = (named or statements or [source.root])[-1]
    return last.start_byte
