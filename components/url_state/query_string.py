"""Values of a query string: what may stand in one, and how each is read back.

Every reader raises ValueError or KeyError for what it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar

import streamlit as st

from inspection.answers import Kind
from inspection.findings import Verdict
from store.records import NO_VERDICT
from store.sessions import pasted

T = TypeVar("T")

SIZES: Final = (25, 50, 100)
# Full rows of cards at any width.
CARD_SIZES: Final = (24, 48, 96)
MAX_TEXT: Final = 500
# A whole message may be pasted into a search box; only what is understood of it is kept.
MAX_PASTED: Final = 20_000
NAME_CHARS: Final = 60
NAME_WORDS: Final = 8
MAX_CURSOR: Final = 2_000
MAX_VALUES: Final = 20
EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)

# A full session_id is a UUID. Figma names frames "Frame 1171275341": digits alone are no sign.
CREDENTIAL: Final = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{24,}|bp_session\s*[=:]", re.IGNORECASE
)
ONE_LONG_WORD: Final = re.compile(r"\S{20,}")
# "icon@2x.png" is a name.
EMAIL: Final = re.compile(r"[^\s@]@[a-z][\w-]*\.[a-z]", re.IGNORECASE)


class Reader:
    """Reads parameters of a query string, and remembers the names of those it could not read."""

    def __init__(self, params: Mapping[str, Sequence[str]]) -> None:
        self.params = params
        self._unreadable: list[str] = []

    def all(self, name: str, convert: Callable[[str], T]) -> tuple[T, ...]:
        """Every readable value of a parameter, in order, once each."""
        found: list[T] = []
        for text in self.params.get(name, ())[:MAX_VALUES]:
            try:
                found.append(convert(text))
            except (ValueError, KeyError, OverflowError):
                self._unreadable.append(name)
        return tuple(dict.fromkeys(found))

    def one(self, name: str, convert: Callable[[str], T]) -> T | None:
        """The last readable value of a parameter."""
        found = self.all(name, convert)
        return found[-1] if found else None

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The names of the parameters with an unreadable value, once each."""
        return tuple(dict.fromkeys(self._unreadable))


def may_be_credential(text: str) -> bool:
    """Whether the text must be looked up before it may stand in the URL."""
    return bool(CREDENTIAL.search(text) or ONE_LONG_WORD.search(text))


def holds_credential(text: str) -> bool:
    """Whether the text has the form of a session_id and so never may stand in the URL."""
    return bool(CREDENTIAL.search(text))


def text_for_url(text: str) -> str | None:
    """The part of a searched text that may be in the URL; None if nothing may without a look-up.

    Of a text with references, these references. Any other text if it can be part of a frame's
    name: short, and with nothing that identifies a person.
    """
    line = pasted.one_line(text)
    if known := pasted.references(line):
        return " ".join(known[:MAX_VALUES])
    if len(line) > NAME_CHARS or len(line.split()) > NAME_WORDS:
        return None
    return None if holds_credential(line) or EMAIL.search(line) else line


def may_identify_session(text: str) -> bool:
    """Whether a searched text contains a reference or an id, or may be a full session_id."""
    return may_be_credential(text) or bool(pasted.references(pasted.one_line(text)))


def moment_text(moment: datetime) -> str:
    """A moment as the URL has it: in UTC, as precise as it is."""
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    precision = "microseconds" if utc.microsecond else "seconds" if utc.second else "minutes"
    return f"{utc.isoformat(timespec=precision)}Z"


def moment(value: str) -> datetime:
    """A moment of the URL, UTC unless it says otherwise."""
    read = datetime.fromisoformat(value)
    read = read if read.tzinfo else read.replace(tzinfo=UTC)
    if not EARLIEST <= read <= LATEST:
        raise ValueError(value)
    return read


def match_case(name: str, choices: Sequence[str]) -> None:
    """Read a parameter that is bound to a widget as the one of `choices` that differs from it
    only in case."""
    given = st.query_params.get(name, "")
    for choice in choices:
        if given != choice and given.casefold() == choice.casefold():
            st.session_state[name] = st.query_params[name] = choice


def flag(value: str) -> bool:
    """A yes-or-no of the URL."""
    return {"true": True, "1": True, "false": False, "0": False}[value.lower()]


def size(value: str) -> int:
    """A page size that is on offer, in either view."""
    if value not in map(str, SIZES + CARD_SIZES):
        raise ValueError(value)
    return int(value)


def text(value: str) -> str:
    """Search text as it may stand in the URL."""
    if len(value) > MAX_TEXT or holds_credential(value):
        raise ValueError
    return " ".join(value.replace("\x00", " ").split())


def status(value: str) -> str:
    """A status of any kind that a row could hold."""
    if not value or len(value) > MAX_TEXT or "\x00" in value:
        raise ValueError(value)
    return value


def verdict(value: str) -> str:
    """What a code check says, or that it has said nothing yet."""
    if value != NO_VERDICT:
        Verdict(value)
    return value


def design(value: str) -> str:
    """What a design may turn out to be, other than drawn."""
    if value == Kind.DRAWN:
        raise ValueError(value)
    return str(Kind(value))


def cursor(value: str) -> str:
    """A cursor of plausible form; the store reads it."""
    if not re.fullmatch(rf"[A-Za-z0-9_=-]{{1,{MAX_CURSOR}}}", value):
        raise ValueError(value)
    return value
