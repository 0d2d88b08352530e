"""New values for a row, checked here: a value that PostgreSQL refuses ends the transaction."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import AfterValidator, AwareDatetime, Field, StrictInt, ValidationError
from sqlalchemy import Text, literal
from sqlalchemy.dialects.postgresql import JSONB

from store.errors import InvalidInput
from store.records import Record
from store.sessions.pasted import storable

SESSION_ID_BYTES: Final = 2_000  # an index row of UNIQUE(session_id) holds little more
INT4_MAX: Final = 2**31 - 1

# A NUL inside a JSON string: an escape that is not itself escaped.
_JSON_NUL: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def _storable(value: str) -> str:
    if not storable(value):
        raise ValueError("holds a character that the database cannot store")
    return value


StorableText = Annotated[str, AfterValidator(_storable)]
Pixels = Annotated[StrictInt, Field(ge=-INT4_MAX, le=INT4_MAX)]


class Changes(Record):
    """Fields of a row that may be written; only those that were given are."""

    design_context: dict[str, Any] = Field(default_factory=dict)
    generated_code: StorableText | None = None
    thumbnail_url: StorableText | None = None
    frame_name: StorableText | None = None
    frame_width: Pixels | None = None
    frame_height: Pixels | None = None
    status: StorableText | None = None
    error_code: StorableText | None = None
    created_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None


def storable_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """`given` as column values. Raises InvalidInput, naming the field and never its value."""
    try:
        changes = Changes.model_validate(dict(given))
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        field = str(first["loc"][0]) if first["loc"] else "The input"
        raise InvalidInput(f"{field} cannot be stored: {first['msg']}.") from None
    except RecursionError:
        raise InvalidInput("design_context is nested too deeply.") from None
    values: dict[str, Any] = {name: getattr(changes, name) for name in changes.model_fields_set}
    if "design_context" in values:
        values["design_context"] = literal(_json(values["design_context"]), Text).cast(JSONB)
    return values


def session_id(given: str) -> str:
    """A session_id that can be a key. Raises InvalidInput, without repeating it."""
    if not given or not storable(given) or len(given.encode()) > SESSION_ID_BYTES:
        raise InvalidInput("session_id is empty, too long or holds a character it may not.")
    return given


def _json(value: Mapping[str, Any]) -> str:
    try:
        # Left as they are, lone surrogates fail here and not in the database.
        written = json.dumps(value, ensure_ascii=False, allow_nan=False)
        written.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidInput("design_context cannot be stored as JSON.") from error
    # The expression alone takes 35 ms per megabyte.
    if r"\u0000" in written and _JSON_NUL.search(written):
        raise InvalidInput("design_context holds a NUL character, which cannot be stored.")
    return written
