"""Recognizes code in another language than JavaScript and TypeScript, and formats of data."""

from __future__ import annotations

import re
from typing import Final

from inspection.findings import Finding, Kind
from inspection.wording import CODE

_COMMENTS: Final = re.compile(r"\s*(?:(?:/\*.*?\*/|//[^\n]*)\s*)*", re.S)
# These may start like JavaScript.
_FIRST: Final = (
    ("Dart", re.compile(r"import\s+'(?:package|dart):")),
    ("Java", re.compile(r"package [\w.]+;|import (?:static )?[a-z]\w*(?:\.\w+)+(?:\.\*)?;")),
)
_LANGUAGES: Final = (
    ("PHP", re.compile(r"<\?(?:php|=)")),
    ("a shell script", re.compile(r"#!\S*/(?:env )?(?:ba|z)?sh\b")),
    ("Swift", re.compile(r"import (?:SwiftUI|UIKit|Foundation)$|struct \w+: View\b", re.M)),
    ("Kotlin", re.compile(
        r"package [\w.]+$|import (?:android|androidx|java|kotlin)\.[\w.]+$|@Composable\b|fun \w+\(",
        re.M,
    )),
    ("Go", re.compile(r"package \w+\s+(?:import|func|type|var)\b")),
    ("Rust", re.compile(r"use \w+(?:::[\w{}*, ]+)+;|(?:pub )?fn \w+|#!?\[\w+")),
    ("SQL", re.compile(r"(?:SELECT\s.+\sFROM|CREATE\s+TABLE|INSERT\s+INTO|ALTER\s+TABLE)\s", re.S)),
    ("LaTeX", re.compile(r"\\(?:documentclass|usepackage|begin)\b")),
    ("C", re.compile(r"#include\b")),
    ("Python", re.compile(
        r"(?:#!.*python|(?:async )?def \w+\(.*\).*:$|class \w+(?:\([^)\n]*\))?:$"
        r"|from [\w.]+ import |import [\w.]+(?: as \w+)?$|print\()",
        re.M,
    )),
    ("CSS", re.compile(
        r"(?:@(?:charset|font-face|import|keyframes|layer|media|tailwind)\b[^(]"
        r"|[.#*:]?[\w-][^{}();=\n]*\{\s*(?:--)?[\w-]+\s*:\s*[^;{}]+[;}])",
        re.S,
    )),
)  # fmt: skip
_FIELD: Final = re.compile(
    r"(?P<in>[ ]*)(?P<item>-[ ]+)?(?P<key>[a-z_][\w.-]*|\"[^\"]+\"):(?:[ ]+(?P<value>.+))?"
)
_ITEM: Final = re.compile(r"[ ]*-(?:[ ].*)?")
_BLOCK: Final = re.compile(r"[|>][+-]?\d?")
_RULE: Final = re.compile(r"---|\.\.\.|\s*#.*")
_FEWEST_FIELDS: Final = 2


def check(text: str) -> Finding | None:
    """Text that does not compile and is in another language."""
    before = _COMMENTS.match(text)
    start = before.end() if before else 0
    name = next((name for name, pattern in _FIRST if pattern.match(text, start)), "")
    if not name and CODE.match(text, start):
        return None
    others = (name for name, pattern in _LANGUAGES if pattern.match(text, start))
    name = name or next(others, "") or ("YAML" if _is_yaml(text) else "")
    if not name:
        return None
    return Finding(
        text.count("\n", 0, start) + 1, 1, Kind.OTHER_LANGUAGE, f"This is {name}, not a component."
    )


def _is_yaml(text: str) -> bool:
    """Whether every line belongs to fields, and some of them hold others, a list or a block.

    "Title: Hello" over "Colors: red" is what people write, too.
    """
    fields, nested, block, before = 0, False, -1, ""
    for line in text.strip("\ufeff\r\n").split("\n"):
        line = line.rstrip()
        indent = len(line) - len(line.lstrip())
        if not line or (block >= 0 and indent > block) or _RULE.fullmatch(line):
            nested = nested or line == "---"
            continue
        block = -1
        field = _FIELD.fullmatch(line)
        if not field and not _ITEM.fullmatch(line):
            return False
        if before.endswith(":") and (indent or not field):
            nested = True
        if field:
            fields += 1
            if field["value"] and _BLOCK.fullmatch(field["value"]):
                block, nested = indent, True
        before = line
    return nested and fields >= _FEWEST_FIELDS
