"""What an action changed in one row, in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from pydantic import JsonValue

from components.formatting import safe_text
from components.formatting.numbers import bytes_text
from store.actions.receipts import AuditEntry

WORDS: Final = MappingProxyType(
    {
        "error_code": "reference",
        "generated_code": "code",
        "design_context": "design",
        "thumbnail_url": "thumbnail",
        "frame_name": "frame name",
        "frame_width": "width",
        "frame_height": "height",
        "updated_at": "updated",
        "created_at": "created",
    }
)
# Every write changes updated_at, so it is shown only if nothing else changed.
SAYS_NOTHING: Final = frozenset({"updated_at", "id", "session_id"})
VALUE_CHARS: Final = 60
HASH_CHARS: Final = 8
FIELDS_SHOWN: Final = 8


def changes(entry: AuditEntry) -> str:
    """What changed in one row, as markdown: `status error → pending`."""
    names = [
        name for name in dict.fromkeys((*entry.before, *entry.after)) if name not in SAYS_NOTHING
    ]
    if entry.action == "reveal":
        return "the full session id was revealed"
    if entry.action == "answer":
        return "the visitor was answered; nothing of the session changed"
    if not names:
        return ":gray[only the time of the last update]" if entry.before else ""
    parts = [
        f"{safe_text.escaped(WORDS.get(name, name))} {change(entry, name)}"
        for name in names[:FIELDS_SHOWN]
    ]
    more = f" · and {len(names) - FIELDS_SHOWN} more" if len(names) > FIELDS_SHOWN else ""
    return " · ".join(parts) + more


def change(entry: AuditEntry, name: str) -> str:
    """One column's old and new value, or the only one if the row was created or deleted."""
    if not entry.after:
        return f"was **{value_text(entry.before.get(name))}**"
    if not entry.before:
        return f"is **{value_text(entry.after.get(name))}**"
    old, new = value_text(entry.before.get(name)), value_text(entry.after.get(name))
    return f"{old} → **{new}**"


def value_text(value: JsonValue) -> str:
    """A value as markdown; a large one as its size and the start of its hash."""
    if value is None:
        return "none"
    if isinstance(value, dict) and isinstance(value.get("sha256"), str):
        size = value.get("bytes")
        start = str(value["sha256"])[:HASH_CHARS]
        return f"{bytes_text(size if isinstance(size, int) else None)}, sha256 {start}…"
    return safe_text.escaped(str(value), VALUE_CHARS) or "empty"
