"""Lays JSON text out in lines without reading its values, so that every number stays as it is."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s"{}\[\],:]+', re.DOTALL)
_CLOSING: Final = {"{": "}", "[": "]"}
_INDENT: Final = 2
_DEEPEST: Final = 60
"""Levels that are indented; deeper ones stay at this indent."""


def laid_out(text: str, limit: int) -> str | None:
    """Valid JSON in lines, two spaces for each level; None if that takes more characters than
    `limit`."""
    parts: list[str] = []
    size = depth = 0
    previous = ""
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "}]":
            depth -= 1
        gap = _gap(previous, token, depth)
        size += len(gap) + len(token)
        if size > limit:
            return None
        parts += (gap, token)
        if token in "{[":
            depth += 1
        previous = token
    return "".join(parts)


def _gap(previous: str, token: str, depth: int) -> str:
    """What stands between two tokens."""
    if previous == ":":
        return " "
    if token in (",", ":") or not previous or token == _CLOSING.get(previous):
        return ""
    return "\n" + " " * (_INDENT * min(depth, _DEEPEST))
