"""Finds references, ids and cookie values in pasted text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote
from uuid import UUID

from store import clean_text
from store.sessions import decoding

_END: Final = r"(?:(?![0-9a-z])|(?=(?-i:[A-Z][a-z])))"  # or the label of the button that follows
_REFERENCE: Final = re.compile(
    rf"(?<![0-9a-z])BP(?P<between>\s?[-_:./·]?[\s>]{{0,3}})(?P<digits>[0-9a-fo]{{6}}){_END}",
    re.IGNORECASE,
)
# Read out, or broken between two lines.
_IN_TWO: Final = re.compile(
    r"(?<![0-9a-z])BP-(?P<first>[0-9a-f]{2,4})[\s>-]{1,3}(?P<second>[0-9a-f]{2,4})(?![0-9a-z])",
    re.IGNORECASE,
)
_HYPHEN: Final = r"[\s>]{0,3}-[\s>]{0,3}"
_UUID: Final = re.compile(
    rf"(?<![0-9a-z-])[0-9a-f]{{8}}(?:{_HYPHEN}[0-9a-f]{{4}}){{3}}{_HYPHEN}[0-9a-f]{{12}}(?![0-9a-f-])"
    r"|(?<![0-9a-z-])[0-9a-f]{32}(?![0-9a-z-])",
    re.IGNORECASE,
)
_BARE_REFERENCE: Final = re.compile(r"(?:ref\b[.:]?\s*)?([0-9a-f]{6})", re.IGNORECASE)
_REFERENCE_START: Final = re.compile(r"(?:ref\b[.:]?\s*)?BP-?([0-9a-f]{3,5})", re.IGNORECASE)
_AROUND: Final = " .,;:#*()[]{}<>\"'`“”„«»"
_TRIGRAM: Final = re.compile(r"[^\W_]{3}")
_LONG_WORD: Final = re.compile(r"[^\s;,\"'=]{20,}")
_COOKIE: Final = re.compile(r"bp_session\s*[=:]\s*\"?([^;,\s\"]+)", re.IGNORECASE)


def one_line(pasted: str) -> str:
    """The text on one line, as it is searched for."""
    return clean_text.one_line(pasted, keep_direction=True)


def storable(text: str) -> bool:
    """Whether PostgreSQL can store the text: no NUL, no lone surrogate."""
    if "\0" in text:
        return False
    try:
        text.encode()  # a thousand times faster than looking at each letter of a large design
    except UnicodeEncodeError:
        return False
    return True


def references(text: str) -> list[str]:
    """The `BP-` references in the text, in upper case, in order, without duplicates.

    They are found in whatever a mail program, a page or a chat made of them.
    """
    return list(
        dict.fromkeys(
            f"BP-{digits}" for reading in readings(text) for digits in _reference_digits(reading)
        )
    )


def readings(text: str) -> list[str]:
    """The text as it is, and as its writer saw it where that is different."""
    return list(dict.fromkeys([text, decoding.decoded(text)]))


def _reference_digits(text: str) -> Iterator[str]:
    """The digits of the references in a text."""
    for match in _REFERENCE.finditer(text):
        digits, has_digit = match["digits"].upper(), bool(re.search("[0-9]", match["digits"]))
        # "BP facade" is a name; nobody writes the letter O but for a zero.
        if has_digit or ("O" not in digits and match["between"] in ("", "-")):
            yield digits.replace("O", "0")
    for match in _IN_TWO.finditer(text):
        both = match["first"] + match["second"]
        if len(both) == 6 and re.search("[0-9]", match["second"]):
            yield both.upper()


def bare_references(text: str) -> list[str]:
    """The reference for a text of six digits without `BP-`, which may also be a word."""
    match = _BARE_REFERENCE.fullmatch(decoding.decoded(text).strip(_AROUND))
    return [f"BP-{match[1].upper()}"] if match else []


def reference_start(text: str) -> str | None:
    """The beginning of a reference, if the text is one: `BP-` and three to five digits."""
    match = _REFERENCE_START.fullmatch(decoding.decoded(text).strip(_AROUND))
    return f"BP-{match[1].upper()}" if match else None


def has_trigram(text: str) -> bool:
    """Whether a trigram index can find the text, which needs three letters or digits in a row."""
    return _TRIGRAM.search(text) is not None


def uuids(text: str) -> list[UUID]:
    """The UUIDs in the text, in order, without duplicates."""
    matches = (match for reading in readings(text) for match in _UUID.findall(reading))
    return list(dict.fromkeys(UUID(re.sub(r"[\s>]", "", match)) for match in matches))


def session_ids(text: str) -> list[str]:
    """Everything that could be a full session_id: the whole text, a UUID, a cookie value."""
    candidates = [text]
    for reading in readings(text):
        candidates += _UUID.findall(reading)
        candidates += [*_COOKIE.findall(reading), *_LONG_WORD.findall(reading)]
    candidates += map(str, uuids(text))
    candidates += [unquote(each) for each in candidates]
    candidates += [each.lower() for each in candidates]
    return [each for each in dict.fromkeys(candidates) if each and storable(each)]
