"""Formats numbers: bytes, sizes in pixels, counts."""

from __future__ import annotations

from typing import Final

from components.formatting.times import MISSING
from language import N_, _, format_plain
from store.counts import Count, CountKind

NOT_COUNTED: Final = N_("not counted just now")


def bytes_text(size: int | None) -> str:
    """Bytes in the unit people read: `812 B`, `3.4 KB`, `3.1 MB`."""
    if size is None:
        return MISSING
    if size < 1_000:
        return _("{size} B", size=size)
    if size < 1_000_000:
        return _("{size:.1f} KB", size=size / 1_000)
    return _("{size:.1f} MB", size=size / 1_000_000)


def frame_size(width: int | None, height: int | None) -> str:
    """A frame's size in pixels: `390 × 844`; a dash for an unknown side."""
    if width is None and height is None:
        return MISSING
    return (
        f"{width if width is not None else MISSING} × {height if height is not None else MISSING}"
    )


def number(value: int, kind: CountKind) -> str:
    """A number that says how exact it is: `1,204`, `about 1,204`, `at least 1,204`."""
    match kind:
        case CountKind.EXACT:
            return format_plain("{value:,}", value=value)
        case CountKind.ESTIMATE:
            return _("about {value:,}", value=value)
        case CountKind.AT_LEAST:
            return _("at least {value:,}", value=value)


def count_text(count: Count | None) -> str:
    """A count that says how exact it is, or that it was not counted in time."""
    return number(count.value, count.kind) if count else _(NOT_COUNTED)
