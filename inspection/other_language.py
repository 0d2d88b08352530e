"""Recognizes code in another language than JavaScript and TypeScript, and formats of data."""

from __future__ import annotations

import re
from typing import Final

from inspection import data_formats
from inspection.findings import Finding, Kind
from inspection.wording import CODE

_COMMENTS: Final = re.compile(r"\s*(?:(?:/\*.*?\*/|//[^\n]*)\s*)*", re.S)
# These may start like JavaScript.
_FIRST: Final = (
    ("Dart", re.compile(r"import\s+'(?:package|dart):")),
    ("Java", re.compile(r"package [\w.]+;|import (?:static )?[a-z]\w*(?:\.\w+)+(?:\.\*)?;")),
)
_LANGUAGES: Final = (
    ("Astro", re.compile(
        r"---[ \t]*\r?\n(?:(?!---).*\n)*?(?:import|const|let|interface|export|type)\s"
        r"(?:.*\n)*?---[ \t]*\r?\n\s*<"
    )),
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


def check(text: str) -> Finding | None:
    """Text that does not compile and is in another language."""
    before = _COMMENTS.match(text)
    start = before.end() if before else 0
    name = next((name for name, pattern in _FIRST if pattern.match(text, start)), "")
    if not name and CODE.match(text, start):
        return None
    others = (name for name, pattern in _LANGUAGES if pattern.match(text, start))
    name = name or next(others, "") or data_formats.name(text)
    if not name:
        return None
    return Finding(
        text.count("\n", 0, start) + 1, 1, Kind.OTHER_LANGUAGE, f"This is {name}, not a component."
    )
