"""Labels of rows: the name, or the start of the masked session_id."""

from __future__ import annotations

from typing import Final

from store.sessions.masking import discreet, masked

LABEL_CHARS: Final = 80


def label(name: str, session_id: str) -> str:
    """SQL for a row's label, with the session_id masked even if the name contains it."""
    start = masked(session_id)
    plain = discreet(f"left({name}, 10 * {LABEL_CHARS})", session_id)
    return f"COALESCE(NULLIF(left({plain}, {LABEL_CHARS}), ''), {start})"


LABEL: Final = label("p.frame_name", "p.session_id")
