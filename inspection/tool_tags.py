"""Finds the tags that tools and templates put around the code of a language model."""

from __future__ import annotations

import re
from typing import Final

from inspection.findings import Finding, Kind

HTML_AND_SVG: Final = frozenset(
    "a abbr address article aside audio b blockquote body br button canvas caption center circle "
    "code col colgroup data dd defs del details dialog div dl dt ellipse em embed fieldset "
    "figcaption figure font footer form g h1 h2 h3 h4 h5 h6 head header hr html i iframe image img "
    "input ins kbd label legend li line lineargradient link main map mark marquee menu meta nav "
    "noscript object ol optgroup option output p path picture pre progress polygon polyline q rect "
    "s samp script section select slot small source span strong style sub summary sup svg table "
    "tbody td template text textarea tfoot th thead time title tr u ul use var video wbr".split()
)
# Elements that tools wrap code in, and that an HTML page would not start with.
WRAPPERS: Final = frozenset({"code", "output", "pre", "details", "summary", "text", "data"})
_CLOSING: Final = re.compile(r"(?:\]\]>)?</?\|?(?P<name>[A-Za-z][\w:.-]*)[^<>\n]*>")
# Names like those of components, of which tools use a few themselves.
_COMPONENT_NAME: Final = re.compile(r"(?:[A-Z][a-z0-9]+){2,}")
_TOOLS: Final = frozenset(
    "AddEnvironmentVariables CodeProject DeleteFile LinearProcessFlow MoveFile QuickEdit".split()
)
# The end of a statement or a comment, after which there is no expression.
_BETWEEN: Final = re.compile(r"|//.*|[})\]]+|.*(?:\*/|;)")
# The marks around a conversation in the templates of language models.
TEMPLATE: Final = re.compile(r"\s*(?P<mark>(?:</?s>\s*)?\[/?INST\]|<</?SYS>>|</?s>(?=\s*$))", re.M)


def middle(text: str, fault_line: int | None) -> Finding | None:
    """A tool's tag between two statements, before the first fault."""
    lines = text.split("\n")
    before = ""
    for number, line in enumerate(lines[: fault_line or 0], 1):
        tag = _CLOSING.match(line) if line.startswith("<") else None
        known = tag and (tag["name"][0].islower() or tag["name"] in _TOOLS)
        if tag and known and _is_of_a_tool(tag["name"]) and _BETWEEN.fullmatch(before):
            return tool_tag(number, f"<{tag['name'][:60]}>", tag["name"])
        before = line.strip() or before
    return None


def _is_of_a_tool(name: str) -> bool:
    """Whether a tag is neither one of HTML nor, by its name, a component."""
    return name.lower() not in HTML_AND_SVG - WRAPPERS and (
        name in _TOOLS or not _COMPONENT_NAME.fullmatch(name)
    )


def tool_tag(line: int, shown: str, name: str = "") -> Finding:
    message = f"“{shown}” is a tag of the tool that the code was written with."
    return Finding(line, 1, Kind.TOOL_TAGS, message, name=(name or shown)[:60])


def starts_with_tag(line: str) -> bool:
    """Whether a line starts with a tag of a tool or of a template."""
    if TEMPLATE.match(line):
        return True
    tag = _CLOSING.match(line)
    return tag is not None and _is_of_a_tool(tag["name"])
