"""Reads and validates the values of a query string.

Every reader raises ValueError or KeyError for a value that it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar

from inspection.answers import Kind
from inspection.findings import Verdict
from services.addresses import moment_text as moment_text
from store.records import NO_VERDICT, Range
from store.renders.render_records import FAILS_TO_RUN, NO_RENDER, RenderVerdict
from store.sessions import pasted

T = TypeVar("T")

SIZES: Final = (25, 50, 100)
# Full rows of cards at any width.
CARD_SIZES: Final = (24, 48, 96)
MAX_TEXT: Final = 500
# A whole message may be pasted into a search box; only the part that is understood is kept.
MAX_PASTED: Final = 20_000
NAME_CHARS: Final = 60
NAME_WORDS: Final = 8
MAX_CURSOR: Final = 2_000
MAX_VALUES: Final = 20
EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)

# A full session_id is a UUID. Digits alone do not count: Figma names frames "Frame 1171275341".
CREDENTIAL: Final = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{24,}|bp_session\s*[=:]", re.IGNORECASE
)
# Of all that ISO 8601 allows, what people and `moment_text` write: no weeks, no ordinal days.
MOMENT: Final = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII
)
SPAN: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,2})?)?-([0-9]{1,9}(?:\.[0-9]{1,2})?)?")
SPAN_DIGITS: Final = 11
MAX_FONT: Final = 80
ONE_LONG_WORD: Final = re.compile(r"\S{20,}")
# "icon@2x.png" is not an e-mail address.
EMAIL: Final = re.compile(r"[^\s@]@[a-z][\w-]*\.[a-z]", re.IGNORECASE)


class Reader:
    """Reads query parameters, and collects the names of those that it could not read."""

    def __init__(self, params: Mapping[str, Sequence[str]]) -> None:
        self.params = params
        self._unreadable: list[str] = []

    def all(self, name: str, convert: Callable[[str], T]) -> tuple[T, ...]:
        """The readable values of a parameter, in order, without duplicates."""
        values: list[T] = []
        for text in self.params.get(name, ())[:MAX_VALUES]:
            try:
                values.append(convert(text))
            except (ValueError, KeyError, OverflowError):
                self._unreadable.append(name)
        return tuple(dict.fromkeys(values))

    def one(self, name: str, convert: Callable[[str], T]) -> T | None:
        """The last readable value of a parameter."""
        values = self.all(name, convert)
        return values[-1] if values else None

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The names of parameters with an unreadable value, without duplicates."""
        return tuple(dict.fromkeys(self._unreadable))


def may_be_credential(text: str) -> bool:
    """Whether the text must be looked up before it may be in the URL."""
    return holds_credential(text) or bool(ONE_LONG_WORD.search(text))


def holds_credential(text: str) -> bool:
    """Whether the text has the form of a session_id, which may never be in the URL."""
    return any(CREDENTIAL.search(each) for each in pasted.readings(text))


def text_for_url(text: str) -> str | None:
    """The part of a search text that may be in the URL; None if none may without a look-up.

    If the text contains references, these; otherwise the text itself if it could be part of a frame
    name: short, and nothing in it identifies a person.
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


def moment(value: str) -> datetime:
    """A moment from the URL, in UTC unless it has an offset."""
    if not MOMENT.fullmatch(value):
        raise ValueError(value)
    read = datetime.fromisoformat(value)
    read = read if read.tzinfo else read.replace(tzinfo=UTC)
    if not EARLIEST <= read <= LATEST:
        raise ValueError(value)
    return read


def flag(value: str) -> bool:
    """A boolean."""
    return {"true": True, "1": True, "false": False, "0": False}[value.lower()]


def size(value: str) -> int:
    """A page size of either view."""
    if value not in map(str, SIZES + CARD_SIZES):
        raise ValueError(value)
    return int(value)


def search_text(value: str) -> str:
    """Search text that may be in the URL."""
    if len(value) > MAX_TEXT or holds_credential(value):
        raise ValueError
    return " ".join(value.replace("\x00", " ").split())


def status(value: str) -> str:
    """Any status that a row could have."""
    if not value or len(value) > MAX_TEXT or "\x00" in value:
        raise ValueError(value)
    return value


def verdict(value: str) -> str:
    """What a code check says, that it has said nothing yet, or that the code fails when run."""
    if value not in (NO_VERDICT, FAILS_TO_RUN):
        Verdict(value)
    return value


def design(value: str) -> str:
    """A kind of design, other than drawn."""
    if value == Kind.DRAWN:
        raise ValueError(value)
    return str(Kind(value))


def render(value: str) -> str:
    """What became of the code when it ran, or that it was not run yet."""
    return value if value == NO_RENDER else str(RenderVerdict(value))


def span(value: str) -> Range:
    """A range of numbers, `0-75`, `2000-` or `-5120`."""
    read = SPAN.fullmatch(value)
    if read is None or value == "-":
        raise ValueError(value)
    low, high = (float(end) if end else None for end in read.groups())
    return low, high


def span_text(limits: Range) -> str:
    """A range as the URL has it, with all of the digits that `span` takes."""
    return "-".join("" if end is None else f"{end:.{SPAN_DIGITS}g}" for end in limits)


def font(value: str) -> str:
    """The name of a font."""
    if not value or len(value) > MAX_FONT or not value.isprintable():
        raise ValueError(value)
    return value


def cursor(value: str) -> str:
    """A cursor of plausible form; the store validates it."""
    if not re.fullmatch(rf"[A-Za-z0-9_=-]{{1,{MAX_CURSOR}}}", value):
        raise ValueError(value)
    return value
