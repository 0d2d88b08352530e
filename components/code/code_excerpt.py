"""The numbered lines around one line of code, with faults marked."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from itertools import count
from typing import Any, Final

from components.code.code_difference import visible
from components.frontend import component
from language import _

AROUND: Final = 6

_component = component("code_excerpt", "code/excerpt")


def excerpt(code: str, line: int, faults: Mapping[int, int]) -> list[dict[str, Any]]:
    """The lines around `line`, as the browser draws them; `faults` has columns by line, from 1.

    A fault points at one character, unless control characters were made visible in its line.
    """
    lines = code.split("\n")
    first = max(line - AROUND, 1)
    drawn = []
    for number, text in zip(count(first), lines[first - 1 : line + AROUND], strict=False):
        shown = visible(text)
        column = faults.get(number)
        points = column is not None and shown == text and column <= len(text)
        # JavaScript counts in UTF-16.
        start = len(text[: column - 1].encode("utf-16-le")) // 2 if column and points else 0
        drawn.append(
            {
                "number": number,
                "text": shown,
                "marked": number in faults,
                "chosen": number == line,
                "start": start,
                "end": start + 1 if points else 0,
            }
        )
    return drawn


def show(code: str, line: int, faults: Mapping[int, int], *, key: str) -> None:
    """Draw the lines around `line`, which must be a line of the code, counted from 1."""
    lines = excerpt(code, line, faults)
    fingerprint = sha256(repr(lines).encode(errors="replace")).hexdigest()
    label = _("Code around line {line}", line=line)
    _component(key=key, data={"fingerprint": fingerprint, "label": label, "lines": lines})
