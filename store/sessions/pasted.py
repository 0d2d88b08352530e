"""What can be read out of a text that somebody pasted: references, ids, cookie values."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote
from uuid import UUID

from store import clean_text

# Text editors and chats turn the hyphen of a reference into one of its look-alikes.
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
    """The text as it is searched for: on one line."""
    return clean_text.one_line(pasted, keep_direction=True)


def storable(text: str) -> bool:
    """Whether PostgreSQL can hold the text at all: no NUL, no lone surrogate."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def references(words: str) -> list[str]:
    """Every `BP-` reference in the text, upper case, in order, each once."""
    return list(dict.fromkeys(f"BP-{digits.upper()}" for digits in _REFERENCE.findall(words)))


def bare_references(words: str) -> list[str]:
    """The reference whose six digits the text is, without `BP-`; it may be a word all the same."""
    match = _BARE_REFERENCE.fullmatch(words)
    return [f"BP-{match[1].upper()}"] if match else []


def reference_start(words: str) -> str | None:
    """The beginning of a reference that the text is: `BP-` and three to five of its digits."""
    match = _REFERENCE_START.fullmatch(words)
    return f"BP-{match[1].upper()}" if match else None


def has_trigram(words: str) -> bool:
    """Whether a trigram index can look for the text: three letters or digits in a row."""
    return _TRIGRAM.search(words) is not None


def uuids(words: str) -> list[UUID]:
    """Every UUID in the text, in order, each once."""
    return list(dict.fromkeys(UUID(word) for word in _UUID.findall(words)))


def session_ids(words: str) -> list[str]:
    """Everything in the text that could be a full session_id: all of it, a UUID, a cookie."""
    candidates = [words, *_UUID.findall(words), *_COOKIE.findall(words), *_LONG_WORD.findall(words)]
    candidates += [unquote(each) for each in candidates]
    candidates += [each.lower() for each in candidates]
    return [each for each in dict.fromkeys(candidates) if each and storable(each)]
