"""Finds what a language model leaves around its code, or leaves out."""

from __future__ import annotations

import re
from typing import Final

from tree_sitter import Node

from inspection.findings import Finding, Kind
from inspection.imports import is_declared
from inspection.source import Source, text_of
from inspection.syntax import SyntaxFault
from inspection.tool_tags import HTML_AND_SVG
from inspection.wording import is_sentence

_COMMENT: Final = re.compile(rb"//[^\n]*|/\*.*?\*/", re.DOTALL)
_ELISION: Final = re.compile(
    r"^\W*(?:\.\.\.|…)\s*(?:\(?\s*)(?:the |all |your |any )?"
    r"(?:rest|remaining|remainder|other|more|existing|previous|same|similar|continue|repeat"
    r"|omitted|truncated|add|etc)\b"
    r"|\b(?:rest|remainder) of (?:the |your )?(?:existing |original |previous )?"
    r"(?:code|component|file|imports?|items|markup|jsx|page|sections?|styles)\b"
    r"|\b(?:code|content|imports?|items|markup|rest|sections?|implementation|styles) "
    r"(?:is |are |remains? |stays? )?(?:omitted|unchanged|truncated|(?:the )?same)\b"
    r"|^\W*(?:repeat|same|similar|add) (?:this |the same |similar |structure |markup |more )*"
    r"(?:for|to) (?:the |all )?(?:other|rest|remaining)\b"
    r"|(?:^|\s)(?:omitted|truncated) for brevity\b",
    re.IGNORECASE,
)
_STATEMENTS: Final = ("expression_statement", "labeled_statement")
_NAMING: Final = (
    "member_expression", "non_null_expression", "sequence_expression", "binary_expression",
)  # fmt: skip
_NAMES: Final = ("identifier", "property_identifier", "member_expression")
# What a sentence becomes that has `as` or `satisfies` in it: “"The page" as requested”.
_TYPED: Final = ("as_expression", "satisfies_expression")
_QUOTES: Final = ("string", "template_string")
_VALUES: Final = (*_QUOTES, "number", "identifier", *_NAMING)
_FINISHED: Final = re.compile(r"\}[;)]*|\)[;]?|export default \w+;?|export \{.*\};?")


def elisions(source: Source) -> list[Finding]:
    """Comments in place of code that the model left out."""
    findings = []
    for match in _COMMENT.finditer(source.data):
        node = source.node_at(match.start(), match.start() + 2)
        if node is None or node.type != "comment" or node.start_byte != match.start():
            continue
        words = match[0].decode(errors="replace").strip("/* \t\r\n")
        if _ELISION.search(words):
            line, column = source.position(match.start())
            message = f"The model left code out here: “{words[:80]}”."
            findings.append(Finding(line, column, Kind.ELIDED, message))
    return findings


def unfinished(source: Source, faults: list[SyntaxFault]) -> bool:
    """Whether the code is cut off: the fault is at the end, which looks incomplete."""
    code = source.data.rstrip()
    ends = code.decode(errors="replace").rsplit("\n", 1)[-1]
    if _FINISHED.fullmatch(ends.rstrip()):
        return False
    first = faults[0].message
    in_last_line = faults[0].offset > code.rfind(b"\n")
    at_end = any("end of file" in fault.message for fault in faults)
    return "end of file" in first or (in_last_line and (at_end or "erminate" in first))


def strays(source: Source) -> list[Finding]:
    """Statements that compile but are not code: a fence that parses as a template, a tool's tag
    that parses as JSX, the model's words that parse as names."""
    findings = []
    for statement in source.root.children:
        if statement.type not in _STATEMENTS or text_of(statement).endswith(";"):
            continue
        inner = statement.named_children[-1]
        if statement.type == "labeled_statement" and inner.type == "expression_statement":
            inner = inner.named_children[0]
        line, column = source.position(statement.start_byte)
        if text_of(statement).startswith("```"):
            message = "A Markdown fence was left around the code."
            findings.append(Finding(line, column, Kind.FENCED, message))
        elif inner.type == "jsx_element" and (name := _tool_tag(source, inner)):
            message = f"“<{name}>” is a tag of the tool that the code was written with."
            findings.append(Finding(line, column, Kind.TOOL_TAGS, message, name=name))
        elif not _is_sentence(inner) and not _is_words(source, inner):
            continue
        elif _breaks_off(source, statement):
            message = "The code is cut off before its end."
            findings.append(Finding(line, column, Kind.TRUNCATED, message))
        else:
            message = "The model's own words are left in the code."
            findings.append(Finding(line, column, Kind.PROSE, message))
    return findings


def _tool_tag(source: Source, element: Node) -> str:
    """The name of an element that is neither HTML nor of this code; empty otherwise."""
    name = text_of(element.children[0].child_by_field_name("name"))[:60]
    is_known = name in HTML_AND_SVG or is_declared(source, name.partition(".")[0].encode())
    return "" if is_known or not name else name


def _breaks_off(source: Source, statement: Node) -> bool:
    """Whether a statement of names is the last of several, and not a word of a sentence."""
    return (
        statement.prev_named_sibling is not None
        and statement.next_named_sibling is None
        and text_of(statement)[:1].islower()
        and not source.data[statement.end_byte :].strip(b"; \n\r\t")
    )


def _is_sentence(node: Node) -> bool:
    """Whether an expression has no effect and reads as a sentence: quoted, or a value with a type.

    Directives, such as "use client", are quoted as well.
    """
    if node.type == "call_expression":  # of a list: what a Markdown link becomes
        return node.named_children[0].type == "array"
    if node.type in _TYPED:
        typed = node.named_children[-1].type
        return typed == "type_identifier" and node.named_children[0].type in _VALUES
    words = text_of(node)[1:-1].strip()
    return node.type in _QUOTES and not words.startswith("use ") and is_sentence(words)


def _is_words(source: Source, node: Node) -> bool:
    """Whether an expression only names things, and the first of them is declared nowhere."""
    names = [node]
    while names[0].named_children:
        if names[0].type not in _NAMING:
            return False
        names[:1] = names[0].named_children
    plain = all(name.type in _NAMES for name in names)
    return (
        plain
        and names[0].type == "identifier"
        and bool(names[0].text and not is_declared(source, names[0].text))
    )
