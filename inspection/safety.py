"""Finds what code would access if it ran, by reading its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tree_sitter import Node

from inspection.source import Source, string_value

LONGEST_TEXT: Final = 120
MOST_RISKS: Final = 100


class Risk(StrEnum):
    """What people want to know before running code."""

    NETWORK = "network"
    EVAL = "eval"
    STORAGE = "storage"
    URL = "url"
    HTML = "html"
    NAVIGATION = "navigation"


@dataclass(frozen=True, slots=True, order=True)
class RiskFound:
    """One place, from 1, and its text cut at 120 characters, which is untrusted."""

    line: int
    column: int
    risk: Risk
    text: str


@dataclass(frozen=True, slots=True)
class SafetyCard:
    """All places in order, at most 100 (`more` says how many were left out)."""

    risks: tuple[RiskFound, ...]
    more: int = 0

    @property
    def counts(self) -> dict[Risk, int]:
        """How many places of each kind; kinds without any are left out."""
        return {
            risk: count
            for risk in Risk
            if (count := sum(risks.risk is risk for risks in self.risks))
        }


# Globals that matter wherever they are used as a value.
_GLOBALS: Final = {
    Risk.NETWORK: "fetch XMLHttpRequest WebSocket EventSource WebTransport RTCPeerConnection "
    "sendBeacon importScripts Worker SharedWorker axios",
    Risk.EVAL: "eval Function",
    Risk.STORAGE: "localStorage sessionStorage indexedDB cookieStore caches",
}
# Properties that matter on any object.
_PROPERTIES: Final = {
    Risk.NETWORK: "sendBeacon serviceWorker",
    Risk.STORAGE: "cookie",
    Risk.HTML: "dangerouslySetInnerHTML innerHTML outerHTML insertAdjacentHTML srcdoc srcDoc",
}
_OWNERS: Final = (b"window", b"globalThis", b"self", b"navigator", b"document")
_WORD: Final = re.compile(
    rb"\b(?:" + "|".join({*" ".join((*_GLOBALS.values(), *_PROPERTIES.values())).split()}).encode()
    + rb")\b"
)  # fmt: skip
_RISK_OF_GLOBAL: Final = {w.encode(): risk for risk, ws in _GLOBALS.items() for w in ws.split()}
_RISK_OF_PROPERTY: Final = {
    w.encode(): risk for risk, ws in _PROPERTIES.items() for w in ws.split()
}
_NAVIGATION: Final = re.compile(
    rb"\b(?:window|globalThis|self)\s*\??\.\s*(?:open|parent|top|opener|postMessage)\b"
    rb"|\b(?:parent|top|opener)\s*\??\.\s*(?:postMessage|location|document|window)\b"
    rb"|\blocation\s*(?:\.\s*(?:href|assign|replace|reload)\b|=[^=])"
    rb"|\bdocument\s*\.\s*(?:location|domain|forms)\b"
)
_WRITE: Final = re.compile(rb"\bdocument\s*\.\s*(?:write|writeln|execCommand)\b")
_TIMER: Final = re.compile(rb"\b(?:setTimeout|setInterval)\s*\(")
_IMPORT: Final = re.compile(rb"\bimport\s*\(")
_URL: Final = re.compile(
    rb"(?:(?:https?|wss?|ftp):)?//[\w\-~%@:\[\]]+\.[^\s\"'`<>\\)]+|javascript:", re.I
)
# Identifiers, not addresses: nothing is loaded from them.
_NAMESPACES: Final = (b"http://www.w3.org/", b"https://www.w3.org/")


def check(source: Source) -> SafetyCard:
    """The safety card of a module, broken or not."""
    risks = {*_check_names(source), *_calls(source), *_urls(source)}
    ordered = sorted(risks)
    return SafetyCard(tuple(ordered[:MOST_RISKS]), max(len(ordered) - MOST_RISKS, 0))


def _risk(source: Source, risk: Risk, start: int) -> RiskFound:
    """A place with the text from there to the end of its line, cut."""
    line, column = source.position(start)
    text = source.line(line)[column - 1 :].strip()
    return RiskFound(line, column, risk, text[:LONGEST_TEXT])


def _check_names(source: Source) -> list[RiskFound]:
    """Globals and properties by their names."""
    risks = []
    for match, node in source.code(_WORD):
        name = match[0]
        if node.type == "property_identifier":
            risk = _property_risk(node, name)
        elif node.type in ("identifier", "shorthand_property_identifier"):
            risk = None if _is_declaration(node) else _RISK_OF_GLOBAL.get(name)
        else:
            risk = None
        if risk:
            risks.append(_risk(source, risk, match.start()))
    # `window["localStorage"]`: the only literal in which a name counts.
    for match in _WORD.finditer(source.data):
        literal = source.node_at(match.start(), match.end())
        holder = literal.parent if literal is not None else None
        if holder is not None and holder.type == "string" and holder.parent is not None:
            risk = _RISK_OF_GLOBAL.get(match[0]) or _RISK_OF_PROPERTY.get(match[0])
            if risk and holder.parent.type == "subscript_expression":
                risks.append(_risk(source, risk, holder.parent.start_byte))
    return risks


def _property_risk(node: Node, name: bytes) -> Risk | None:
    parent = node.parent
    if parent is None or parent.type not in ("member_expression", "jsx_attribute"):
        return _RISK_OF_PROPERTY.get(name) if name == b"dangerouslySetInnerHTML" else None
    owner = parent.child_by_field_name("object")
    owned = owner is not None and owner.text in _OWNERS
    return (_RISK_OF_GLOBAL.get(name) if owned else None) or (
        _RISK_OF_PROPERTY.get(name) if name != b"cookie" or owned else None
    )


def _is_declaration(node: Node) -> bool:
    """Whether the name is only being declared by the module itself."""
    parent = node.parent
    return parent is not None and parent.child_by_field_name("name") == node


def _calls(source: Source) -> list[RiskFound]:
    """Calls and assignments that are recognized by their shape."""
    risks = [_risk(source, Risk.NAVIGATION, match.start()) for match, _ in source.code(_NAVIGATION)]
    risks += [_risk(source, Risk.HTML, match.start()) for match, _ in source.code(_WRITE)]
    for match, node in source.code(_TIMER):
        first = _first_argument(node)
        if first is not None and first.type in ("string", "template_string"):
            risks.append(_risk(source, Risk.EVAL, match.start()))
    for match, node in source.code(_IMPORT):
        name = string_value(_first_argument(node))
        if name is None or name.startswith(("http:", "https:", "//", "data:", "blob:")):
            risks.append(_risk(source, Risk.NETWORK, match.start()))
    return risks


def _first_argument(call: Node) -> Node | None:
    arguments = call.child_by_field_name("arguments")
    return arguments.named_children[0] if arguments and arguments.named_children else None


def _urls(source: Source) -> list[RiskFound]:
    """External addresses anywhere except in comments and visible text."""
    risks = []
    for match in _URL.finditer(source.data):
        node = source.node_at(match.start(), match.end())
        if node is None or node.type in ("comment", "jsx_text", "regex_pattern"):
            continue
        if not match[0].startswith(_NAMESPACES):
            risks.append(_risk(source, Risk.URL, match.start()))
    return risks
