"""Validates column values, for both the backend's API and edits.

A value that PostgreSQL rejects would abort the transaction, so values are checked here. Every
function raises InvalidInput, which names the column but never contains the value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Text, literal
from sqlalchemy.dialects.postgresql import JSONB

from store.edit_limits import MAX_BYTES, NAME_CHARS
from store.errors import InvalidInput
from store.sessions.pasted import storable

INT4_MAX: Final = 2**31 - 1
SESSION_ID_BYTES: Final = 2_000  # an index row of UNIQUE(session_id) cannot hold much more

# A NUL inside a JSON string: an escape that is not itself escaped.
_JSON_NUL: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def _text(name: str, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidInput(f"{name} must be text.")
    if not storable(value):
        raise InvalidInput(f"{name} contains a character that cannot be stored.")
    return value


def _pixels(name: str, value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > INT4_MAX:
        raise InvalidInput(f"{name} must be a whole number of pixels up to {INT4_MAX:,}.")
    return value


def _moment(name: str, value: object) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise InvalidInput(f"{name} must be a moment with its time zone.")
    return value


def _design(name: str, value: object) -> str:
    if not isinstance(value, Mapping):
        raise InvalidInput(f"{name} must be a JSON object.")
    try:
        # Unescaped, so that lone surrogates fail here and not in the database.
        written = json.dumps(dict(value), ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise InvalidInput(f"{name} cannot be written as JSON.") from None
    return _json_text(name, written)


def _json_text(name: str, written: str) -> str:
    # The expression alone takes 35 ms per megabyte.
    if not storable(written) or (r"\u0000" in written and _JSON_NUL.search(written)):
        raise InvalidInput(f"{name} contains a character that cannot be stored.")
    return written


_CHECKS: Final[Mapping[str, Callable[[str, object], Any]]] = MappingProxyType(
    {
        "design_context": _design,
        "generated_code": _text,
        "thumbnail_url": _text,
        "frame_name": _text,
        "frame_width": _pixels,
        "frame_height": _pixels,
        "status": _text,
        "error_code": _text,
        "created_at": _moment,
        "updated_at": _moment,
    }
)


def storable_values(columns: Mapping[str, object]) -> dict[str, Any]:
    """`columns` as valid column values, with `design_context` cast to jsonb."""
    unknown = columns.keys() - _CHECKS.keys()
    if unknown:
        raise InvalidInput("Only the columns of a session can be written, except its keys.")
    values = {name: _CHECKS[name](name, value) for name, value in columns.items()}
    if "design_context" in values:
        values["design_context"] = literal(values["design_context"], Text).cast(JSONB)
    return values


def session_id(given: str) -> str:
    """A valid session_id."""
    if not given or not storable(given) or len(given.encode()) > SESSION_ID_BYTES:
        raise InvalidInput("session_id is empty, too long or contains a forbidden character.")
    return given


def entered(name: str, value: object) -> str | int | None:
    """A value that a person entered, which must be valid and within the limits of an edit.

    `design_context` may be JSON text, which PostgreSQL parses later.
    """
    if name == "design_context" and isinstance(value, str):
        checked: str | int | None = _json_text(name, value)
    else:
        checked = _CHECKS[name](name, value)
    if isinstance(checked, int) and checked <= 0:
        raise InvalidInput(f"{name} must be a whole number of pixels from 1 to {INT4_MAX:,}.")
    if isinstance(checked, str):
        _check_length(name, checked)
    return checked


def _check_length(name: str, value: str) -> None:
    size, limit = len(value.encode()), MAX_BYTES[name]
    if size > limit:
        raise InvalidInput(f"{name} is too long: {size:,} bytes, {limit:,} at most.")
    if name == "frame_name" and len(value) > NAME_CHARS:
        raise InvalidInput(f"{name} is too long: {NAME_CHARS:,} characters at most.")
