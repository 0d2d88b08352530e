"""What a language model leaves around its code, or leaves out of it."""

from __future__ import annotations

import re
from typing import Final

from inspection.findings import Finding, Kind
from inspection.source import Source
from inspection.syntax import SyntaxFault

_FENCE: Final = re.compile(r"^[ \t]*(?:```|~~~)[ \t]*[\w.+-]*[ \t]*\r?$", re.MULTILINE)
_SENTENCE: Final = re.compile(r"(?:[A-Z][\w'’]*[,!]? )[^;{}=<>()]*[:.!]")
_CODE: Final = re.compile(r"^(?:import|export|const|let|function|class|type|interface)\b", re.M)
# What no sentence after the code holds.
_MARKS: Final = re.compile(r"[{}<>;=]")
_COMMENT: Final = re.compile(rb"//[^\n]*|/\*.*?\*/", re.DOTALL)
_ELISION: Final = re.compile(
    r"^\W*(?:\.\.\.|…)\s*(?:\(?\s*)(?:the |all |your |any )?"
    r"(?:rest|remaining|remainder|other|more|existing|previous|same|similar|continue|repeat"
    r"|omitted|truncated|add|etc)\b"
    r"|\b(?:rest|remainder) of (?:the |your )?(?:code|component|file|items|markup|jsx|sections?)\b"
    r"|\b(?:code|content|markup|items|sections?|implementation) (?:is |are )?"
    r"(?:omitted|unchanged|truncated)\b"
    r"|(?:^|\s)(?:omitted|truncated) for brevity\b",
    re.IGNORECASE,
)
_FINISHED: Final = re.compile(r"\}[;)]*|\)[;]?|export default \w+;?|export \{.*\};?")


def fences(text: str) -> tuple[str, list[Finding]]:
    """The text with the Markdown around the code blanked, every character in its place; and what
    was found. Fences inside the code, as in a template, are not meant."""
    marks = list(_FENCE.finditer(text))
    if not marks:
        return text, []
    first, last = marks[0], marks[-1]
    before = text[: first.start()].strip()
    opening = not before or not _CODE.search(before)
    if not opening and _MARKS.search(text[last.end() :]):
        return text, []
    start = first.end() if opening else 0
    end = next((mark.start() for mark in marks if mark.start() > start), len(text))
    line = text.count("\n", 0, first.start()) + 1
    finding = Finding(line, 1, Kind.FENCED, "Markdown is left around the code.")
    return _blank(text[:start]) + text[start:end] + _blank(text[end:]), [finding]


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def is_empty(source: Source) -> bool:
    """Whether there is no code at all: only white space, comments and semicolons."""
    return all(child.type in ("comment", "empty_statement") for child in source.root.children)


def elisions(source: Source) -> list[Finding]:
    """Comments that stand for code which the model left out."""
    found = []
    for match in _COMMENT.finditer(source.data):
        node = source.node_at(match.start(), match.start() + 2)
        if node is None or node.type != "comment" or node.start_byte != match.start():
            continue
        words = match[0].decode(errors="replace").strip("/* \t\r\n")
        if _ELISION.search(words):
            line, column = source.position(match.start())
            message = f"The model left code out here: “{words[:80]}”."
            found.append(Finding(line, column, Kind.ELIDED, message))
    return found


def unfinished(source: Source, faults: list[SyntaxFault]) -> bool:
    """Whether the code breaks off: its end is what is wrong, and it does not look ended."""
    code = source.data.rstrip()
    ends = code.decode(errors="replace").rsplit("\n", 1)[-1]
    if _FINISHED.fullmatch(ends.rstrip()):
        return False
    first = faults[0].message
    in_last_line = faults[0].offset > code.rfind(b"\n")
    at_end = any("end of file" in fault.message for fault in faults)
    return "end of file" in first or (in_last_line and (at_end or "erminate" in first))


def prose(source: Source, first: SyntaxFault) -> Finding | None:
    """The model's own words before its code, where the first fault is in them."""
    lines = source.data.decode(errors="replace").splitlines()
    spoken = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if source.position(first.offset)[0] != spoken + 1 or not _SENTENCE.match(lines[spoken].strip()):
        return None
    return Finding(spoken + 1, 1, Kind.PROSE, "The model's own words stand around the code.")
