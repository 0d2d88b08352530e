"""Finds references, ids and cookie values in pasted text."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote
from uuid import UUID

from store import clean_text

# Editors and chats replace the hyphen of a reference with a similar character.
_REFERENCE: Final = re.compile(
    r"(?<![0-9a-z])BP[-\u2010-\u2015\u2212]?([0-9a-f]{6})(?![0-9a-z])", re.IGNORECASE
)
_UUID: Final = re.compile(
    r"(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])", re.IGNORECASE
)
_BARE_REFERENCE: Final = re.compile(r"(?:ref\b[.:]?\s*)?([0-9a-f]{6})", re.IGNORECASE)
_REFERENCE_START: Final = re.compile(
    r"(?:ref\b[.:]?\s*)?BP[-\u2010-\u2015\u2212]?([0-9a-f]{3,5})", re.IGNORECASE
)
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


def references(words: str) -> list[str]:
    """The `BP-` references in the text, in upper case, in order, without duplicates."""
    return list(dict.fromkeys(f"BP-{digits.upper()}" for digits in _REFERENCE.findall(words)))


def bare_references(words: str) -> list[str]:
    """The reference for a text of six digits without `BP-`, which may also be a word."""
    match = _BARE_REFERENCE.fullmatch(words)
    return [f"BP-{match[1].upper()}"] if match else []


def reference_start(words: str) -> str | None:
    """The beginning of a reference, if the text is one: `BP-` and three to five digits."""
    match = _REFERENCE_START.fullmatch(words)
    return f"BP-{match[1].upper()}" if match else None


def has_trigram(words: str) -> bool:
    """Whether a trigram index can find the text, which needs three letters or digits in a row."""
    return _TRIGRAM.search(words) is not None


def uuids(words: str) -> list[UUID]:
    """The UUIDs in the text, in order, without duplicates."""
    return list(dict.fromkeys(UUID(word) for word in _UUID.findall(words)))


def session_ids(words: str) -> list[str]:
    """Everything that could be a full session_id: the whole text, a UUID, a cookie value."""
    candidates = [words, *_UUID.findall(words), *_COOKIE.findall(words), *_LONG_WORD.findall(words)]
    candidates += [unquote(each) for each in candidates]
    candidates += [each.lower() for each in candidates]
    return [each for each in dict.fromkeys(candidates) if each and storable(each)]
