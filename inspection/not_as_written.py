"""Recognizes code that is not there as it would be written: patches, escapes, encodings."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from itertools import count
from typing import Final
from urllib.parse import unquote

from inspection.findings import Finding, Kind
from inspection.wording import CODE

_PATCH: Final = re.compile(
    r"^(?:diff --git |@@ -\d+(?:,\d+)? \+\d+|--- (?:a/|/dev/null)|\*\*\* (?:Begin Patch|\w+ File:)"
    r"|<{7}(?:[ \n]|$)|>{7}(?:[ \n]|$))",
    re.M,
)
_ADDED: Final = re.compile(r"^\+", re.M)
_CHANGED_LINE: Final = re.compile(r"[-+ @].*")
_ESCAPED_TAG: Final = re.compile(r"&lt;/?[A-Za-z]")
_TAG: Final = re.compile(r"</?[A-Za-z]")
_NUMBERED: Final = re.compile(r"\s*(?P<number>\d+)(?:→|(?:[:.|]|\s*\|)?(?:\s|$))")
_QUOTED: Final = re.compile(r"^[ \t]*>[ \t]?", re.M)
_FEWEST_LINES: Final = 3
# Marks that a string is put between, the longer ones possibly with the name of a language.
_MARKS: Final = re.compile(r"(?P<mark>\"\"\"|'''|[\"'`“‘«])(?:(?<=\"\"\"|''')\w*[ \t]*\n)?")
_UNICODE: Final = re.compile(r"\\u003[ce]", re.I)
_DATA: Final = re.compile(r"data:[\w/+.-]*(?:;[\w=+.-]+)*,\S+")
_BASE64: Final = re.compile(r"(?:data:[\w/+.;=-]*;base64,)?(?P<data>[\w+/-]{64,}={0,2})")


def check(text: str) -> Finding | None:
    """Why text that does not compile is not the code itself; None for anything else."""
    return _patch(text) or _escaped(text)


def unquoted(text: str) -> str:
    """The text without Markdown's mark of a quotation before each line."""
    return _QUOTED.sub("", text)


def _patch(text: str) -> Finding | None:
    message = "This is a patch, not the code that it changes."
    if mark := _PATCH.search(text):
        conflict = mark[0].startswith(("<", ">"))
        words = "The marks of two versions that were not merged are left in." if conflict else ""
        return Finding(_line(text, mark.start()), 1, Kind.PATCH, words or message)
    lines = [line for line in text.split("\n") if line.strip()]
    added = _ADDED.search(text)
    if added and len(lines) >= _FEWEST_LINES and all(map(_CHANGED_LINE.fullmatch, lines)):
        return Finding(_line(text, added.start()), 1, Kind.PATCH, message)
    return None


def _escaped(text: str) -> Finding | None:
    for line, words in _escapes(text):
        return Finding(line, 1, Kind.ESCAPED, words)
    return None


def _escapes(text: str) -> Iterator[tuple[int, str]]:
    body = text.strip()
    lines = [line for line in text.split("\n") if line.strip()]
    first = _line(text, len(text) - len(text.lstrip()))
    if (tag := _ESCAPED_TAG.search(text)) and not _TAG.search(text):
        yield _line(text, tag.start()), "The code is escaped as HTML: “&lt;” stands for “<”."
    if (sign := _UNICODE.search(text)) and not _TAG.search(text):
        words = f"The code is escaped as a string: “{sign[0]}” stands for a character."
        yield _line(text, sign.start()), words
    mark = _MARKS.match(body)
    if mark and CODE.match(body[mark.end() :]) and not CODE.match(body):
        yield first, f"The code is quoted: it begins with “{mark['mark']}”."
    if encoding := _encoding(body):
        yield first, encoding
    if "\n" not in body and CODE.search(body.lstrip("\"'").replace("\\n", "\n")) and "\\n" in body:
        yield first, "The code is escaped as a string: “\\n” stands for the end of a line."
    if len(lines) < _FEWEST_LINES:
        return
    if all(_QUOTED.match(line) for line in lines) and CODE.search(unquoted(text)):
        yield first, "The code is quoted: each line begins with “>”."
    numbers = [_NUMBERED.match(line) for line in lines]
    given = [int(number["number"]) for number in numbers if number and len(number["number"]) < 7]
    if len(given) == len(lines) and all(
        a == b for a, b in zip(given, count(given[0]), strict=False)
    ):
        yield first, "Each line of the code begins with its number."


def _encoding(body: str) -> str:
    """How a text is encoded that is all one word; empty if it is not."""
    if "%20" in body and not re.search(r"\s", body) and CODE.search(unquote(body)):
        return "The code is encoded as in an address: “%20” stands for a space."
    packed = _BASE64.fullmatch(re.sub(r"\s+", "", body)) if _is_block(body) else None
    if packed:
        try:
            plain = base64.b64decode(packed["data"] + "===", altchars="-_", validate=False)
        except ValueError:
            plain = b""
        if CODE.search(plain.decode(errors="replace")):
            return "The code is encoded in base64."
        return "This is data in base64, not code."
    return "This is an address with data in it, not code." if _DATA.fullmatch(body) else ""


def _is_block(body: str) -> bool:
    """Whether all lines but the last are equally long, without spaces, and not of one case."""
    lines = body.split()
    return (
        len({len(line) for line in lines[:-1]}) <= 1
        and bool(re.search("[a-z]", body) and re.search("[A-Z]", body) and re.search("[0-9]", body))
        and not re.search(r"[^\S\r\n]", body)
    )


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
