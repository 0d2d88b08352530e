"""SQL that masks a row's session_id in its texts: names, addresses, statuses.

Indexes are built on these expressions and must never make the backend's INSERT fail, so they use
only immutable functions that cannot fail, and no regular expressions made of a session_id. They are
written exactly as PostgreSQL prints them, because `alembic check` compares the texts.
"""

from __future__ import annotations

from typing import Final

from store.sessions.lifecycle import Status

MASK_LENGTH: Final = 8
MASK_ENDS_WITH: Final = "…"


def mask(session_id: str) -> str:
    """A session_id as it may be shown: its first 8 characters, and never more than half of it."""
    return f"{session_id[: min(MASK_LENGTH, len(session_id) // 2)]}{MASK_ENDS_WITH}"


def masked(session_id: str) -> str:
    """SQL for `mask` of an expression."""
    start = f'"left"({session_id}, LEAST({MASK_LENGTH}, length({session_id}) / 2))'
    return f"{start} || '{MASK_ENDS_WITH}'"


MASKED_SESSION_ID: Final = masked("session_id")

_STATUSES: Final = ", ".join(f"'{status}'" for status in Status)
_REFERENCE: Final = "'^BP-[0-9A-F]{6}$'"


def discreet(expression: str, session_id: str = "session_id", *, unless: str = "false") -> str:
    """SQL for `expression` with each occurrence of the session_id masked, unless a condition holds.

    If it occurs in another case, the whole text is in lower case.
    """
    exactly = f"replace({expression}, {session_id}, {masked(session_id)})"
    in_lower = discreet_lower(expression, session_id)
    remains = f"strpos(lower({exactly}), lower({session_id})) > 0"
    return (
        f"\nCASE\n    WHEN {unless} THEN {expression}"
        f"\n    WHEN {session_id} <> '' AND {remains} THEN {in_lower}"
        f"\n    ELSE {exactly}\nEND"
    )


def discreet_lower(expression: str, session_id: str = "session_id") -> str:
    """SQL for the masked text in lower case, for keys and comparisons."""
    return f"replace(lower({expression}), lower({session_id}), lower({masked(session_id)}))"


def discreet_status(status: str, session_id: str = "session_id") -> str:
    """SQL for a masked status; lifecycle statuses are never masked."""
    return discreet(status, session_id, unless=f"{status} = ANY (ARRAY[{_STATUSES}])")


def discreet_reference(error_code: str, session_id: str = "session_id") -> str:
    """SQL for a masked error code; one in the backend's format is never masked."""
    return discreet(error_code, session_id, unless=f"{error_code} ~ {_REFERENCE}")


def discreet_value(key: str, value: str, session_id: str) -> str:
    """SQL for the masked text of the column `key`; times and the backend's values are unchanged."""
    times = f"{key} IN ('created_at', 'updated_at')"
    words = f"{value} = ANY (ARRAY[{_STATUSES}]) OR {value} ~ {_REFERENCE}"
    return discreet(value, session_id, unless=f"{times} OR {words}")
