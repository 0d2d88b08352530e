"""Checks that a module has one component as its default export."""

from __future__ import annotations

from typing import Final

from tree_sitter import Node

from inspection.findings import Finding, Kind
from inspection.imports import is_declared
from inspection.source import Source, text_of

_NOT_COMPONENTS: Final = (
    "object", "array", "string", "number", "template_string", "true", "false", "null",
    "jsx_element", "jsx_self_closing_element", "regex", "undefined",
)  # fmt: skip
# A value, and what TypeScript says of it.
_AROUND: Final = (
    "as_expression", "satisfies_expression", "non_null_expression", "parenthesized_expression",
)  # fmt: skip
_DECLARATIONS: Final = (
    "function_declaration", "class_declaration", "generator_function_declaration",
    "abstract_class_declaration", "variable_declarator",
)  # fmt: skip
_NO_VALUES: Final = (
    "comment", "import_statement", "interface_declaration", "type_alias_declaration",
    "enum_declaration", "ambient_declaration", "empty_statement",
)  # fmt: skip
_COMMON: Final = ("module.exports", "module.exports.default", "exports.default")


def default_exports(source: Source) -> list[Node]:
    """The nodes that say `default`, in order."""
    exported = []
    for statement in source.root.children:
        if statement.type != "export_statement":
            continue
        for child in statement.children:
            if child.type == "default":
                exported.append(child)
            elif child.type == "export_clause":
                exported += [
                    specifier
                    for specifier in child.named_children
                    if specifier.type == "export_specifier"
                    and text_of(specifier.children[-1]) == "default"
                ]
    return exported


def check(source: Source) -> list[Finding]:
    """Report no default export, several, or one that is not a component."""
    exports = default_exports(source)
    if not exports:
        return [_none(source)]
    if len(exports) > 1:
        line, column = source.position(exports[1].start_byte)
        first = source.position(exports[0].start_byte)[0]
        message = f"There is a default export already, on line {first}."
        return [Finding(line, column, Kind.TWO_DEFAULT_EXPORTS, message)]
    value = exports[0].next_named_sibling if exports[0].type == "default" else None
    return _unfit(source, value) if value is not None else []


def _none(source: Source) -> Finding:
    """Report the intended component at its declaration, where `default` can be added, or where it
    is exported as CommonJS does it."""
    if common := _common(source):
        message = f"“{text_of(common)[:80]} =” exports nothing by default: write “export default”."
        return Finding(*source.position(common.start_byte), Kind.NO_DEFAULT_EXPORT, message)
    meant = _intended_export(source)
    line, column = source.position(meant.start_byte)
    name = _name_of(meant)
    message = "Nothing is exported by default, so the component cannot be shown."
    if name and meant.type == "export_statement":
        message = f"“{name}” is exported by name; nothing is exported by default."
    elif name:
        message = f"“{name}” is not exported; nothing is exported by default."
    return Finding(line, column, Kind.NO_DEFAULT_EXPORT, message, name=name)


def _common(source: Source) -> Node | None:
    """What the last statement assigns to that exports something the way CommonJS does."""
    exported = None
    for statement in source.root.named_children:
        value = statement.named_children[0] if statement.type == "expression_statement" else None
        if value is not None and value.type == "assignment_expression":
            target = value.child_by_field_name("left")
            if text_of(target) in _COMMON:
                exported = target
    return exported


def _intended_export(source: Source) -> Node:
    """The last component that is exported by name, else the last declared one, else the last
    statement that is neither a type nor an import."""
    statements = [child for child in source.root.named_children if child.type not in _NO_VALUES]
    declared = [child for child in statements if _name_of(child)]
    components = [child for child in declared if _name_of(child)[0].isupper()]
    listed = _exported_names(source)
    exported = [
        child
        for child in components
        if child.type == "export_statement" or _name_of(child) in listed
    ]
    return (exported or components or declared or statements or [source.root])[-1]


def _exported_names(source: Source) -> set[str]:
    """The names in `export { A, B }`."""
    return {
        text_of(specifier.child_by_field_name("name"))
        for statement in source.root.named_children
        if statement.type == "export_statement"
        for clause in statement.named_children
        if clause.type == "export_clause"
        for specifier in clause.named_children
    }


def _name_of(statement: Node) -> str:
    """The values that a statement declares; empty for types and everything else."""
    declaration = statement.child_by_field_name("declaration") or statement
    if declaration.type in ("lexical_declaration", "variable_declaration"):
        declaration = declaration.named_children[0]
    elif declaration.type not in _DECLARATIONS:
        return ""
    return text_of(declaration.child_by_field_name("name"))[:80]


def _unfit(source: Source, value: Node) -> list[Finding]:
    """Report a default export that cannot be rendered: a literal or an undefined name."""
    line, column = source.position(value.start_byte)
    if value.type == "identifier":
        name = text_of(value)
        if not is_declared(source, name.encode()):
            message = f"“{name[:60]}” is exported but never imported or declared."
            return [Finding(line, column, Kind.MISSING_IMPORT, message, name=name[:60])]
        value = _value_of(source, name) or value
    while value.type in _AROUND and value.named_children:
        value = value.named_children[0]
    if value.type in _NOT_COMPONENTS:
        kind = value.type.replace("_", " ").replace("jsx", "JSX")
        message = f"The default export is not a component ({kind})."
        return [Finding(line, column, Kind.NOT_A_COMPONENT, message)]
    return []


def _value_of(source: Source, name: str) -> Node | None:
    """What a constant of the module is declared as."""
    for statement in source.root.named_children:
        declaration = statement.child_by_field_name("declaration") or statement
        if declaration.type == "lexical_declaration" and declaration.children[0].type == "const":
            for declarator in declaration.named_children:
                if text_of(declarator.child_by_field_name("name")) == name:
                    return declarator.child_by_field_name("value")
    return None
