"""Handles Markdown fences that a language model leaves around its code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from inspection.findings import Finding, Kind
from inspection.wording import CODE, is_document

_FENCE: Final = re.compile(r"^[ \t]*(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)$", re.MULTILINE)
_FINISHED: Final = re.compile(r".*[})\]>];?|export default [\w.]+;?|.*;")
_LANGUAGES: Final = frozenset(
    "tsx jsx ts js javascript typescript react css scss html json vue svelte".split()
)
_DEFAULT: Final = re.compile(r"^[ \t]*export\s+(?:default\b|\{[^}]*\bas\s+default\b)", re.M)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: where its opening line begins, and its body without the fences."""

    opening: int
    start: int
    end: int
    language: str


def unwrap(text: str) -> tuple[str, list[Finding]]:
    """The code inside the fences, everything else blanked and every character in its place.

    Returns the text unchanged and no finding if the fences are not a wrapper: a document or a
    prompt that shows code, or a fence that belongs to the code. Call it only for text that does not
    compile.
    """
    first = _FENCE.search(text)
    if first is None or _is_in_comment(text, first.start()):
        return text, []
    before = text[: first.start()]
    if CODE.search(before):
        if not _FINISHED.fullmatch(before.rstrip().rsplit("\n", 1)[-1].strip()):
            return text, []
        return before + _blank(text[first.start() :]), [_fenced(text, first.start())]
    blocks = _blocks(text)
    files = [block for block in blocks if _is_file(text, block)]
    if not files and outside(text).strip():
        return text, []
    chosen = next((block for block in files if _DEFAULT.search(text, block.start, block.end)), None)
    if chosen is None and is_document(outside(text)):
        return text, []
    chosen = chosen or next(iter(files or blocks))
    findings = [_fenced(text, chosen.opening)]
    if len(files) > 1:
        message = f"Another file starts here: {len(files)} files in one answer."
        line = _line(text, files[1].opening)
        findings.append(Finding(line, 1, Kind.SEVERAL_FILES, message))
    start, end = chosen.start, chosen.end
    return _blank(text[:start]) + text[start:end] + _blank(text[end:]), findings


def _is_in_comment(text: str, offset: int) -> bool:
    return text.rfind("/*", 0, offset) > text.rfind("*/", 0, offset)


def _fenced(text: str, offset: int) -> Finding:
    return Finding(
        _line(text, offset), 1, Kind.FENCED, "A Markdown fence was left around the code."
    )


def _blocks(text: str) -> list[Block]:
    """The fenced blocks, as Markdown reads them; the last may be left open."""
    blocks: list[Block] = []
    opened: re.Match[str] | None = None
    for mark in _FENCE.finditer(text):
        names_language = bool(mark["info"].strip())
        # A mark without a language before one with it closed something that is not there.
        if opened is None or (names_language and not opened["info"].strip()):
            opened = mark
        elif mark["mark"].startswith(opened["mark"]) and not names_language:
            blocks.append(_block(opened, mark.start()))
            opened = None
    if opened is not None:
        body = text[opened.end() :].rstrip()
        blocks.append(_block(opened, opened.end() + len(body.removesuffix(opened["mark"]))))
    return blocks


def _block(opened: re.Match[str], end: int) -> Block:
    language = re.match(r"[\w+]*", opened["info"].strip())
    return Block(opened.start(), opened.end(), end, language[0].lower() if language else "")


def _is_file(text: str, block: Block) -> bool:
    """Whether a block contains code, and not a command or placeholder."""
    body = text[block.start : block.end].strip()
    if CODE.search(body) or body.startswith("<"):
        return True
    return block.language in _LANGUAGES and bool(re.search(r"[{}<>]", body))


def outside(text: str) -> str:
    """The text with every fenced block blanked, as lines in their places."""
    for block in _blocks(text):
        text = text[: block.opening] + _blank(text[block.opening : block.end]) + text[block.end :]
    return _FENCE.sub("", text)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
