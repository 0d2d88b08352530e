"""Recognizes JSON in place of code: an error of the model's API, its stream, or code in a field."""

from __future__ import annotations

import re
from typing import Final

from inspection import deep_json
from inspection.findings import Finding, Kind

# No statement starts like the fields of an object, so this is JSON even if it is cut off.
_FIELDS: Final = re.compile(r'(?:\[\s*)*\{\s*"(?:[^"\\\n]|\\.){1,200}"\s*:')
_STREAM: Final = re.compile(r"(?:(?:event|id):.*\n|:.*\n|\s*\n)*data: ?[\[{]")


def check(text: str) -> Finding | None:
    """Report JSON, complete or not."""
    body = text.strip()
    line = text.count("\n", 0, text.index(body)) + 1
    if _STREAM.match(body):
        message = "This is the stream of a model's API, not a component."
        return Finding(line, 1, Kind.JSON, message)
    if _FIELDS.match(body) or _is_json(body):
        return Finding(line, 1, Kind.JSON, "This is JSON, not a component.")
    return None


def _is_json(body: str) -> bool:
    if body[:1] + body[-1:] not in ("{}", "[]"):
        return False
    try:
        deep_json.parse(body)
    except deep_json.NotJson:
        return False
    return True
