"""Cleans the reasons and scopes that go into the audit log, and masks credentials in them."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.clean_text import one_line
from store.errors import InvalidInput
from store.models import PrototypeSessionRow
from store.sessions.masking import mask

REASON_CHARS: Final = 500
SCOPE_CHARS: Final = 1_000

# What a pasted session_id can look like: a UUID inside a word, a word, anything between spaces.
_CANDIDATES: Final = (
    re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"),
    re.compile(r"[\w-]{12,}"),
    re.compile(r"\S{12,}"),
)


def reason_given(reason: str, *, required: bool) -> str:
    """The reason on one line. Raises InvalidInput if it is required and blank, or too long."""
    plain = one_line(reason)
    if required and not plain:
        raise InvalidInput("Give a reason: it is kept in the audit log.")
    if len(plain) > REASON_CHARS:
        raise InvalidInput(f"The reason may have {REASON_CHARS} characters at most.")
    return plain


def clean(db: Session, text: str) -> str:
    """`text` on one line, at most 1,000 characters, with every session_id masked."""
    plain = one_line(text)[:SCOPE_CHARS]
    candidates = {word for pattern in _CANDIDATES for word in pattern.findall(plain)}
    if not candidates:
        return plain
    column = PrototypeSessionRow.session_id
    either_case = candidates | {candidate.lower() for candidate in candidates}
    for session_id in db.scalars(select(column).where(column.in_(either_case))):
        parts = re.split(re.escape(session_id), plain, flags=re.IGNORECASE)
        plain = mask(session_id).join(parts)
    return plain
