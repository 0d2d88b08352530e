"""Parses JSON of any depth, with a fast parser if possible."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from json.decoder import JSONDecodeError
from typing import Any, Final

from pydantic_core import from_json

_GAP: Final = re.compile(r"[ \t\n\r]*")
_STRING: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_SCALAR: Final = re.compile(
    r"(?P<number>-?(?:0|[1-9][0-9]*)(?P<real>(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?))"
    r"|true|false|null"
)
_WORDS: Final = {"true": True, "false": False, "null": None}
_LONGEST_INTEGER: Final = 4000


class NotJson(ValueError):
    """The text is not JSON; `line` and `column`, from 1, say where it is invalid."""

    def __init__(self, message: str, text: str, at: int) -> None:
        super().__init__(f"{message}: char {at}")
        self.line = text.count("\n", 0, at) + 1
        self.column = at - text.rfind("\n", 0, at)


@contextmanager
def no_collection() -> Iterator[None]:
    """Pause garbage collection, which would repeatedly traverse a growing tree without finding
    anything to collect."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@no_collection()
def parse(text: str) -> Any:
    """Parse JSON of any depth, without recursion. Integers too long for Python become floats.

    Raises NotJson. The fast parsers are tried first. Pydantic's fails below 200 levels and on lone
    surrogates; the standard library's fails beyond the recursion limit and on integers of more than
    4,300 digits.
    """
    try:
        return from_json(text)
    except ValueError:
        return _parse_anything(text)


def parse_stored(text: str) -> Any:
    """Parse a stored design, decoding it again if a client encoded it twice. Raises NotJson."""
    value = parse(text)
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        with suppress(NotJson):
            return parse(value)
    return value


def _parse_anything(text: str) -> Any:
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
    """Reads one JSON value with an explicit stack."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def read(self) -> Any:
        """The value, which only whitespace may follow. Raises NotJson."""
        outer: list[Any] = []  # receives the whole value
        open_values: list[dict[str, Any] | list[Any]] = [outer]
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

    def _value(self, into: dict[str, Any] | list[Any], keys: list[str]) -> Any:
        """Read a key if one is expected and the start of a value, and store the value."""
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

    def _closes(self, value: dict[str, Any] | list[Any]) -> bool:
        """Whether the container just opened is empty."""
        self._skip()
        if self._text[self._at : self._at + 1] != ("}" if isinstance(value, dict) else "]"):
            return False
        self._at += 1
        return True

    def _comma(self, into: dict[str, Any] | list[Any]) -> bool:
        """Whether another member follows; False when the container ends here."""
        self._skip()
        char = self._text[self._at : self._at + 1]
        self._at += 1
        if char == ",":
            return True
        if char == ("}" if isinstance(into, dict) else "]"):
            return False
        self._at -= 1
        raise self._error("Expecting , or the end")

    def _error(self, message: str) -> NotJson:
        return NotJson(message, self._text, self._at)
