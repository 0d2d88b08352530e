"""JSON of any nesting. The standard parser gives up a few hundred levels down."""

from __future__ import annotations

import json
import re
from typing import Any, Final

GAP: Final = re.compile(r"[ \t\r\n,:]*")

_scalars: Final = json.JSONDecoder()


def parse(text: str) -> Any:
    """The value that a valid JSON text holds, however deep. Raises ValueError if it is none."""
    try:
        return json.loads(text)
    except RecursionError:
        return _parse_deep(text)


def _parse_deep(text: str) -> Any:
    """The same for text that is too deep for a recursive parser; it takes about 10 times longer.

    Commas and colons are taken as blanks: the database, where this text comes from, has checked
    them.
    """
    result: list[Any] = []
    open_containers: list[tuple[Any, list[str]]] = [(result, [])]
    at, end = _skip(text, 0), len(text)
    while at < end:
        container, key = open_containers[-1]
        if text[at] in "}]":
            open_containers.pop()
            at = _skip(text, at + 1)
            if not open_containers:
                raise ValueError("unbalanced JSON")
            continue
        if text[at] in "{[":
            value: Any = {} if text[at] == "{" else []
            open_containers.append((value, []))
            at += 1
        else:
            value, at = _scalars.raw_decode(text, at)
        at = _skip(text, at)
        if isinstance(container, list):
            container.append(value)
        elif key:
            container[key.pop()] = value
        else:
            key.append(str(value))
    if len(open_containers) != 1 or len(result) != 1:
        raise ValueError("unbalanced JSON")
    return result[0]


def _skip(text: str, at: int) -> int:
    gap = GAP.match(text, at)
    return gap.end() if gap else at
