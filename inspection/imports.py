"""Checks imports: unknown modules and icons, and names that were never imported."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from tree_sitter import Node

from inspection.findings import Finding, Kind, Severity
from inspection.lucide import is_icon
from inspection.source import Source, string_value, text_of

ICONS: Final = "lucide-react"
# What comes with React itself.
REACT: Final = frozenset({"react", "react-dom", "react-dom/client", "react/jsx-runtime"})
MODULES: Final = REACT | {ICONS}
# Modules that a message names.
NAMED: Final = 4
HOOKS: Final = frozenset(
    "use useActionState useCallback useContext useDebugValue useDeferredValue useEffect "
    "useEffectEvent useId useImperativeHandle useInsertionEffect useLayoutEffect useMemo "
    "useOptimistic useReducer useRef useState useSyncExternalStore useTransition".split()
)
# Exports of lucide-react that are not icons; the capitalized ones are types.
_NO_ICONS: Final = frozenset(
    "icons createLucideIcon Icon IconNode LucideIcon LucideProps SVGAttributes default".split()
)
# As in the frame, which shows a gray image instead, so this is not a fault.
_PICTURE: Final = re.compile(
    r"\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp)(?:\?.*)?$|^figma:asset/", re.I
)
_TAG: Final = re.compile(rb"<([A-Z]\w*)")
_HOOK: Final = re.compile(rb"\b(use[A-Z]\w*)\s*(?:<[^<>()]{0,200}>)?\(")
_REACT: Final = re.compile(rb"\b(React)\b")
_NAME: Final = re.compile(rb"[A-Za-z_$\x80-\xff][\w$\x80-\xff]*")
_LOADED: Final = re.compile(rb"\b(?:require|import)\s*\(")
_PARTS: Final = ("shorthand_property_identifier_pattern", "object_assignment_pattern")
_DECLARING: Final = frozenset(
    "import_clause import_specifier namespace_import function_declaration class_declaration "
    "generator_function_declaration variable_declarator required_parameter optional_parameter "
    "array_pattern pair_pattern rest_pattern assignment_pattern object_assignment_pattern "
    "enum_declaration arrow_function catch_clause function_expression class function "
    "for_in_statement abstract_class_declaration internal_module".split()
)


def check(source: Source, modules: Collection[str] = MODULES) -> list[Finding]:
    """Modules that are not among these, icons that Lucide does not have, and unknown hooks."""
    findings: list[Finding] = []
    for statement in source.root.children:
        module = statement.child_by_field_name("source")
        name = string_value(module)
        if (
            module is None
            or name is None
            or any(part.type == "type" for part in statement.children)
        ):
            continue
        if name not in modules:
            findings.append(_unknown(source, module, name, modules))
        elif statement.type == "import_statement":
            findings += _names(source, statement, name)
    findings += _loaded(source, modules)
    return findings


def _unknown(source: Source, module: Node, name: str, modules: Collection[str]) -> Finding:
    line, column = source.position(module.start_byte)
    if _PICTURE.search(name):
        message = f"“{name[:80]}” is an image in the project: a placeholder is shown."
        return Finding(line, column, Kind.UNKNOWN_IMPORT, message, Severity.WARNING, name[:80])
    others = sorted({each for each in modules if each not in REACT})[:NAMED]
    there = f"React and {', '.join(others)} are" if others else "React is"
    message = f"“{name[:80]}” cannot be imported: only {there} available."
    return Finding(line, column, Kind.UNKNOWN_IMPORT, message, name=name[:80])


def _names(source: Source, statement: Node, module: str) -> Iterator[Finding]:
    """Imported names that React or Lucide do not have."""
    clause = next((part for part in statement.children if part.type == "import_clause"), None)
    for part in clause.named_children if clause is not None else []:
        if part.type == "namespace_import" and module == ICONS:
            yield from _members(source, text_of(part.named_children[-1]))
        for specifier in part.named_children if part.type == "named_imports" else []:
            name = specifier.child_by_field_name("name")
            if name is None or specifier.children[0].type == "type":
                continue
            line, column = source.position(name.start_byte)
            text = text_of(name)
            if module == ICONS and text not in _NO_ICONS and not is_icon(text):
                yield _no_icon(line, column, text)
            if module == "react" and re.match("use[A-Z]", text) and text not in HOOKS:
                message = f"React has no hook “{text[:60]}”."
                yield Finding(line, column, Kind.UNKNOWN_IMPORT, message, name=text[:60])


def _members(source: Source, name: str) -> Iterator[Finding]:
    """Icons taken from `import * as name`, each once."""
    seen: set[str] = set()
    for match, _ in source.code(re.compile(rb"\b" + re.escape(name.encode()) + rb"\.([A-Z]\w*)")):
        icon = match[1].decode()
        if icon not in seen and icon not in _NO_ICONS and not is_icon(icon):
            seen.add(icon)
            line, column = source.position(match.start(1))
            yield _no_icon(line, column, icon)


def _no_icon(line: int, column: int, name: str) -> Finding:
    message = f"Lucide has no icon “{name[:60]}”."
    return Finding(line, column, Kind.UNKNOWN_ICON, message, name=name[:60])


def _loaded(source: Source, modules: Collection[str]) -> Iterator[Finding]:
    """Modules loaded by a call: require("…"), import("…")."""
    has_own = is_declared(source, b"require")
    for match, node in source.code(_LOADED):
        if has_own and match[0].startswith(b"require"):
            continue
        call = node if node.type == "call_expression" else node.parent
        arguments = call.child_by_field_name("arguments") if call is not None else None
        first = arguments.named_children[0] if arguments and arguments.named_children else None
        name = string_value(first)
        if first is not None and name is not None and name not in modules:
            yield _unknown(source, first, name, modules)


def missing(source: Source) -> list[Finding]:
    """Components, hooks and `React` that are used and neither imported nor declared."""
    first_uses: dict[bytes, int] = {}
    for pattern in (_TAG, _HOOK, _REACT):
        for match, node in source.code(pattern):
            if _is_use(match, node):
                first_uses.setdefault(match[1], match.start(1))
    findings = []
    declared = declared_among(source, set(first_uses))
    for name, offset in first_uses.items():
        if name not in declared:
            line, column = source.position(offset)
            word = name.decode(errors="replace")[:60]
            message = f"“{word}” is used but never imported or declared."
            findings.append(Finding(line, column, Kind.MISSING_IMPORT, message, name=word))
    return findings


def _is_use(match: re.Match[bytes], node: Node) -> bool:
    """Whether the match really is a JSX tag, a bare call or a member of React."""
    if match[0].startswith(b"<"):
        return node.type in ("jsx_opening_element", "jsx_self_closing_element")
    if match[1] == b"React":
        return node.type == "identifier" and not _is_only_named(node)
    return node.type == "call_expression" and node.start_byte == match.start()


def _is_only_named(node: Node) -> bool:
    """Whether an identifier is part of a type, or a name that is given and not used."""
    parent = node.parent
    return parent is None or parent.type in ("nested_type_identifier", "nested_identifier")


def is_declared(source: Source, name: bytes) -> bool:
    """Whether a name is imported or declared anywhere in the module."""
    return name in declared_among(source, {name})


def declared_among(source: Source, names: set[bytes]) -> set[bytes]:
    """Those of the names that are imported or declared; one pass, however many they are."""
    declared: set[bytes] = set()
    for match in _NAME.finditer(source.data):
        if match[0] in names and match[0] not in declared and _declares(source, match):
            declared.add(match[0])
    return declared


def _declares(source: Source, match: re.Match[bytes]) -> bool:
    node = source.node_at(match.start(), match.end())
    if node is None or node.type not in ("identifier", "type_identifier", *_PARTS):
        return False
    if node.type in _PARTS:
        return True
    parent = node.parent
    return parent is not None and parent.type in _DECLARING and _names_it(parent, node)


def _names_it(parent: Node, node: Node) -> bool:
    """Whether the identifier is declared by the parent, and is not a value in it."""
    for field in ("value", "right", "body"):
        other = parent.child_by_field_name(field)
        if other == node and parent.type != "pair_pattern":
            return False
    return not (parent.type == "import_specifier" and _renamed(parent, node))


def _renamed(specifier: Node, node: Node) -> bool:
    alias = specifier.child_by_field_name("alias")
    return alias is not None and alias != node
