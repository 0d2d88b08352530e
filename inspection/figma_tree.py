"""Figma's nodes JSON as it really comes: any depth, any key missing, any value of a wrong type."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from json.decoder import JSONDecodeError
from typing import Any, Final

Json = dict[str, Any]
Box = tuple[float, float, float, float]
"""x, y, width, height in pixels."""

FURTHEST: Final = 1e7
"""Coordinates beyond this many pixels are taken for garbage."""

_GAP: Final = re.compile(r"[ \t\n\r]*")
_STRING: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_SCALAR: Final = re.compile(
    r"(?P<number>-?(?:0|[1-9][0-9]*)(?P<real>(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?))"
    r"|true|false|null"
)
_WORDS: Final = {"true": True, "false": False, "null": None}
_LONGEST_INTEGER: Final = 4000


class NotJson(ValueError):
    """The text is not JSON; `line` and `column` count from 1 and say where it stops being any."""

    def __init__(self, message: str, text: str, at: int) -> None:
        super().__init__(f"{message}: char {at}")
        self.line = text.count("\n", 0, at) + 1
        self.column = at - text.rfind("\n", 0, at)


def parse(text: str) -> Any:
    """JSON of any depth, without recursion. Integers too long for Python become floats.

    Raises NotJson. The fast parser of the standard library goes first; it gives up on depth
    beyond the interpreter's limit and on integers of more than 4,300 digits.
    """
    try:
        return json.loads(text)
    except RecursionError:
        pass
    except JSONDecodeError as error:
        raise NotJson(error.msg, text, error.pos) from None
    except ValueError:
        pass
    return _Reader(text).read()


class _Reader:
    """Reads one JSON value with a stack of its own."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def read(self) -> Any:
        """The value; nothing but white space may follow it. Raises NotJson."""
        outer: list[Any] = []  # stands for the place that the whole value goes to
        open_values: list[Json | list[Any]] = [outer]
        keys: list[str] = [""]  # the key under which each open value waits for its next member
        while True:
            value = self._value(open_values[-1], keys)
            if isinstance(value, dict | list) and not self._closes(value):
                open_values.append(value)
                keys.append("")
                continue
            while len(open_values) > 1 and not self._comma(open_values[-1]):
                open_values.pop()
                keys.pop()
            if len(open_values) == 1:
                self._skip()
                if self._at != len(self._text):
                    raise self._error("Extra data")
                return outer[0]

    def _value(self, into: Json | list[Any], keys: list[str]) -> Any:
        """Read a key where one is due and the value's beginning; put the value in its place."""
        if isinstance(into, dict):
            self._skip()
            keys[-1] = self._string()
            self._expect(":")
        value = self._begin()
        if isinstance(into, dict):
            into[keys[-1]] = value
        else:
            into.append(value)
        return value

    def _begin(self) -> Any:
        """A scalar, or an empty container whose members are still to come."""
        self._skip()
        first = self._text[self._at : self._at + 1]
        if first in ("{", "["):
            self._at += 1
            return {} if first == "{" else []
        if first == '"':
            return self._string()
        match = _SCALAR.match(self._text, self._at)
        if match is None:
            raise self._error("Expecting value")
        self._at = match.end()
        number = match["number"]
        if number is None:
            return _WORDS[match[0]]
        if match["real"] or len(number) > _LONGEST_INTEGER:
            return float(number)
        return int(number)

    def _string(self) -> str:
        match = _STRING.match(self._text, self._at)
        if match is None:
            raise self._error("Unterminated string")
        try:
            value: str = json.loads(match[0])
        except JSONDecodeError as error:
            raise self._error(error.msg) from None
        self._at = match.end()
        return value

    def _skip(self) -> None:
        match = _GAP.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _expect(self, character: str) -> None:
        self._skip()
        if self._text[self._at : self._at + 1] != character:
            raise self._error(f"Expecting {character}")
        self._at += 1

    def _closes(self, value: Json | list[Any]) -> bool:
        """Whether the container just opened is empty."""
        self._skip()
        if self._text[self._at : self._at + 1] != ("}" if isinstance(value, dict) else "]"):
            return False
        self._at += 1
        return True

    def _comma(self, into: Json | list[Any]) -> bool:
        """Whether another member follows; False when the container ends here."""
        self._skip()
        found = self._text[self._at : self._at + 1]
        self._at += 1
        if found == ",":
            return True
        if found == ("}" if isinstance(into, dict) else "]"):
            return False
        self._at -= 1
        raise self._error("Expecting , or the end")

    def _error(self, message: str) -> NotJson:
        return NotJson(message, self._text, self._at)


def roots(design: Any) -> list[Json]:
    """The topmost nodes of whatever Figma answered: of /nodes, of /files, or one bare node."""
    if not isinstance(design, dict):
        return []
    entries = design.get("nodes")
    if isinstance(entries, dict):
        documents = (_document(entry) for entry in entries.values() if isinstance(entry, dict))
    else:
        documents = (_document(value) for value in (design,))
    return [document for document in documents if document is not None]


def _document(entry: Json) -> Json | None:
    """The node that an answer wraps, or that it is."""
    if "document" in entry:
        document = entry["document"]
        return document if isinstance(document, dict) else None
    is_node = any(key in entry for key in ("children", "absoluteBoundingBox", "type"))
    return entry if is_node else None


def children(node: Json) -> list[Json]:
    """The node's children, in paint order; what is not an object is left out."""
    found = node.get("children")
    return [child for child in found if isinstance(child, dict)] if isinstance(found, list) else []


def walk(node: Json, enter: Callable[[Json], bool] = lambda _: True) -> Iterator[Json]:
    """The node and its descendants in paint order; `enter` says whose children are wanted."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        if enter(node):
            stack += reversed(children(node))


def number(value: Any) -> float | None:
    """A usable number, or None."""
    if isinstance(value, int | float) and -FURTHEST <= value <= FURTHEST:
        return float(value)
    return None


def hexadecimal(red: Any, green: Any, blue: Any) -> str | None:
    """`#rrggbb` of three parts from 0 to 1, or None where one is not a number."""
    try:
        parts = [round(min(max(part, 0.0), 1.0) * 255) for part in (red, green, blue)]
    except (TypeError, ValueError):  # not a number, or the one that is none
        return None
    return "#{:02x}{:02x}{:02x}".format(*parts)


def box(node: Json) -> Box | None:
    """The node's bounding box on its page, or None where it has none that can be used."""
    found = node.get("absoluteBoundingBox")
    if not isinstance(found, dict):
        return None
    try:
        x, y, width, height = found["x"], found["y"], found["width"], found["height"]
        if (
            -FURTHEST <= x <= FURTHEST
            and -FURTHEST <= y <= FURTHEST
            and 0 <= width <= FURTHEST
            and 0 <= height <= FURTHEST
        ):
            return float(x), float(y), float(width), float(height)
    except (KeyError, TypeError):  # missing, or no numbers
        pass
    return None


def frame(design: Any) -> tuple[Json, Box] | None:
    """The node that the picture shows and its box: the first root that takes up room.

    A root without a box (a page, a damaged frame) gets the union of its visible descendants'.
    """
    for root in roots(design):
        found = box(root) or _union(root)
        if found and found[2] > 0 and found[3] > 0:
            return root, found
    return None


def _union(root: Json) -> Box | None:
    """The box around the topmost visible descendants that have one."""

    def hidden(node: Json) -> bool:
        return node.get("visible") is False

    boxes = [
        found
        for node in walk(root, lambda node: not hidden(node) and box(node) is None)
        if not hidden(node) and (found := box(node))
    ]
    if not boxes:
        return None
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
    return left, top, right - left, bottom - top
