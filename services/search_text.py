"""Looks up what somebody typed or pasted into the search box."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from services import resources
from store.records import Filters, Match
from store.sessions import matching, prototype_sessions

NAMES: Final = frozenset({Match.NAME_EXACT, Match.NAME_PREFIX})


def find_session(text: str, *, by_any_id: bool) -> UUID | None:
    """The one session that a text identifies by full session_id, id or reference."""
    find = prototype_sessions.lookup if by_any_id else prototype_sessions.with_session_id
    return resources.database().read(partial(find, search_text=text))


def begins_a_name(line: str) -> bool:
    """Whether a frame's name starts with the text."""
    read = partial(matching.pinned, filters=Filters(q=line))
    return resources.database().read(read).match in NAMES
