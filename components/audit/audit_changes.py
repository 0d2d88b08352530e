"""What an action changed in one row, in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from pydantic import JsonValue

from components.formatting import safe_text, status
from components.formatting.numbers import bytes_text
from language import N_, _, recognized
from store.actions.receipts import AuditEntry

WORDS: Final = MappingProxyType(
    {
        "status": N_("status"),
        "mark": N_("mark"),
        "error_code": N_("reference"),
        "generated_code": N_("code"),
        "design_context": N_("design"),
        "thumbnail_url": N_("thumbnail"),
        "frame_name": N_("frame name"),
        "frame_width": N_("width"),
        "frame_height": N_("height"),
        "updated_at": N_("updated"),
        "created_at": N_("created"),
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
        return _("the full session id was revealed")
    if entry.action == "answer":
        return _("the visitor was answered; nothing of the session changed")
    if not names:
        return _(":gray[only the time of the last update]") if entry.before else ""
    parts = [
        f"{safe_text.escaped(_(WORDS.get(name, name)))} {change(entry, name)}"
        for name in names[:FIELDS_SHOWN]
    ]
    more = (
        _(" · and {count} more", count=len(names) - FIELDS_SHOWN)
        if len(names) > FIELDS_SHOWN
        else ""
    )
    return " · ".join(parts) + more


def change(entry: AuditEntry, name: str) -> str:
    """One column's old and new value, or the only one if the row was created or deleted."""

    def shown(value: JsonValue) -> str:
        if name == "status" and isinstance(value, str):
            return value_text(status.translated(value))
        if name == "mark" and isinstance(value, str):  # `needs work: color`
            return value_text(": ".join(recognized(part) for part in value.split(": ")))
        return value_text(value)

    if not entry.after:
        return _("was **{value}**", value=shown(entry.before.get(name)))
    if not entry.before:
        return _("is **{value}**", value=shown(entry.after.get(name)))
    old, new = shown(entry.before.get(name)), shown(entry.after.get(name))
    return f"{old} → **{new}**"


def value_text(value: JsonValue) -> str:
    """A value as markdown; a large one as its size and the start of its hash."""
    if value is None:
        return _("none")
    if isinstance(value, dict) and isinstance(value.get("sha256"), str):
        size = value.get("bytes")
        start = str(value["sha256"])[:HASH_CHARS]
        return _(
            "{size}, sha256 {start}…",
            size=bytes_text(size if isinstance(size, int) else None),
            start=start,
        )
    return safe_text.escaped(str(value), VALUE_CHARS) or _("empty")
