"""Classifies generated text that is not one module of code."""

from __future__ import annotations

import re
from typing import Final

from inspection import (
    fences,
    json_text,
    not_as_written,
    other_language,
    repeated,
    several_files,
    tool_tags,
    wording,
)
from inspection.findings import Finding, Kind
from inspection.source import Source
from inspection.tool_tags import HTML_AND_SVG, TEMPLATE, WRAPPERS
from inspection.wording import CODE, is_prose

_PAGE: Final = re.compile(r"^[ \t]*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.I | re.M)
_PAGE_PARTS: Final = frozenset({"html", "head", "body", "meta", "title", "link", "base"})
_TAG: Final = re.compile(r"\s*<(?P<closing>/?)\|?(?P<name>[A-Za-z][\w:.-]*)?")
# What may stand before the first tag of markup.
_PROLOG: Final = re.compile(r"(?:\s*(?:<\?xml[^>]*>|<!--.*?-->|<!doctype[^>]*>))*\s*", re.I | re.S)
_COMPONENT: Final = re.compile(r"^<[A-Z][\w.]*(?:\s[^<>]*)?/?>", re.M)
DOCUMENT: Final = "This is a Markdown document, not code."
_EXPORTS: Final = re.compile(r"^[ \t]*(?:import|export)\b", re.M)
# A line between the parts of an answer.
_RULE: Final = re.compile(r"[ \t]*(?:-{3,}|={3,}|_{3,}|\*{3,}|\.{3,}|…)[ \t]*\r?\n\s*")
# The last line of a statement of the module, not of one inside another.
_FINISHED: Final = re.compile(
    r"[})\]]+;?\s*|export default [\w.]+;?\s*|[^\s<].*[;}]\s*"
    r"|import\b.*[\"'][^\"']*[\"']\s*|export \*.*[\"']\s*"
)
_CDATA: Final = "<![CDATA["


def identify(text: str, source: Source, fault_line: int | None, defaults: int) -> Finding | None:
    """What the text is instead of one module; None if it is code, correct or not.

    `fault_line` is where esbuild's first fault is, None if there is none; `defaults` is how many
    default exports there are. A module that compiles and has one never gets here.
    """
    return (
        _page(text)
        or repeated.check(text)
        or several_files.check(text, is_faulty=fault_line is not None or defaults > 1)
        or _only_comments(source)
        or json_text.check(text)
        or not_as_written.check(text)
        or other_language.check(text)
        or _beginning(text, source, defaults)
        or _end(text, fault_line, defaults)
        or tool_tags.middle(text, fault_line)
    )


def _page(text: str) -> Finding | None:
    """A complete HTML page, possibly after a sentence or two, but not one that code assembles."""
    page = _PAGE.search(text)
    if page and not CODE.search(text, 0, page.start()):
        return _page_at(text, page.end() - 4)
    name = _first_tag(text)
    if name in _PAGE_PARTS and not CODE.match(text.lstrip()):
        return _page_at(text, len(text) - len(text.lstrip()))
    return None


def _page_at(text: str, offset: int) -> Finding:
    line = text.count("\n", 0, offset) + 1
    message = "This is an HTML page, not a component."
    return Finding(line, 1, Kind.HTML_PAGE, message)


def _first_tag(text: str) -> str:
    """The tag name that the text starts with, in lower case; empty if none."""
    rest = text.lstrip()
    while rest.startswith("<!--") and "-->" in rest:
        rest = rest.partition("-->")[2].lstrip()
    tag = _TAG.match(rest)
    return (tag["name"] or "").lower() if tag else ""


def _only_comments(source: Source) -> Finding | None:
    children = source.root.children
    if children and all(child.type in ("comment", "empty_statement") for child in children):
        line, column = source.position(children[0].start_byte)
        return Finding(line, column, Kind.COMMENTS, "There are only comments, no code.")
    return None


def _beginning(text: str, source: Source, defaults: int) -> Finding | None:
    """What is in place of the start of the code: a tool's tag, markup, or the model's words."""
    lines = wording.without_comments(source).split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or CODE.match(lines[first]):
        return None
    rest = "\n".join(lines[first:])
    if (rule := _RULE.match(rest)) and CODE.match(rest[rule.end() :]):
        return Finding(first + 1, 1, Kind.FENCED, "A Markdown rule was left above the code.")
    if template := TEMPLATE.match(rest):
        return tool_tags.tool_tag(first + 1, template["mark"])
    if lines[first].lstrip().startswith("<"):
        prolog = _PROLOG.match(rest)
        skipped = prolog.end() if prolog else 0
        return _tag(rest[skipped:], first + 1 + rest.count("\n", 0, skipped))
    if not wording.has_front_matter(rest) and not is_prose(wording.first_line(rest)):
        return None
    outside = fences.outside(rest)
    is_mdx = not defaults and wording.has_front_matter(rest)
    if (is_mdx or not CODE.search(outside)) and wording.is_document(outside):
        return Finding(first + 1, 1, Kind.DOCUMENT, DOCUMENT)
    if wording.is_prompt(rest):
        message = "This is a prompt, not the code that it asks for."
    elif CODE.search(not_as_written.unquoted(rest)):
        message = "The model's own words stand before the code."
    else:
        message = "There is only text here, no code."
    return Finding(first + 1, 1, Kind.PROSE, message)


def _tag(text: str, line: int) -> Finding | None:
    """Text that starts with a tag and is not a page."""
    if text.lstrip().startswith(_CDATA):
        return tool_tags.tool_tag(line, _CDATA)
    tag = _TAG.match(text)
    if tag is None or not (tag["name"] or text.lstrip().startswith("<>")):
        return None
    name = tag["name"] or ""
    has_code = bool(_EXPORTS.search(text))
    known = name.lower() in HTML_AND_SVG or not name
    if known and has_code and name.lower() not in WRAPPERS:
        return None if CODE.search(text) and not text.rstrip().endswith(">") else _markup(line)
    if (known and not has_code) or (name[:1].isupper() and not has_code):
        return _markup(line)
    return tool_tags.tool_tag(line, f"<{tag['closing']}{name[:60]}>", name)


def _markup(line: int) -> Finding:
    message = "This is markup without a component around it."
    return Finding(line, 1, Kind.MARKUP, message)


def _end(text: str, fault_line: int | None, defaults: int) -> Finding | None:
    """What follows complete code, if the first fault is there."""
    if fault_line is None:
        return None
    lines = text.split("\n")
    start = min(fault_line, len(lines)) - 1
    while start > 0 and not _FINISHED.fullmatch(lines[start - 1]):
        if lines[start - 1].strip() and not _is_after_code(lines[start - 1]):
            return None
        start -= 1
    after = next((at for at in range(start, len(lines)) if lines[at].strip()), None)
    if start == 0 or after is None or after + 1 > fault_line:
        return None
    if _RULE.fullmatch(f"{lines[after]}\n"):
        return Finding(after + 1, 1, Kind.FENCED, "A Markdown rule was left below the code.")
    if tool_tags.starts_with_tag(lines[after]):
        message = "A tag of the tool that the code was written with is left behind the code."
        return Finding(after + 1, 1, Kind.TOOL_TAGS, message)
    if is_prose(lines[after]) and not CODE.match(lines[after]):
        if not defaults and _is_document("\n".join(lines[after:])):
            return Finding(after + 1, 1, Kind.DOCUMENT, DOCUMENT)
        message = "The model's own words stand behind the code."
        return Finding(after + 1, 1, Kind.PROSE, message)
    return None


def _is_document(text: str) -> bool:
    """Whether a text after imports is one of Markdown with components in it, as MDX is."""
    return wording.is_document(text) or bool(_COMPONENT.search(text))


def _is_after_code(line: str) -> bool:
    return tool_tags.starts_with_tag(line) or is_prose(line) or bool(_RULE.fullmatch(f"{line}\n"))
