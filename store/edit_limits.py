"""Length limits for values that people enter; the database could hold more."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

NAME_CHARS: Final = 1_000
MAX_BYTES: Final = MappingProxyType(
    {
        "frame_name": 4 * NAME_CHARS,
        "thumbnail_url": 100_000,
        "generated_code": 1 << 20,
        "design_context": 20 << 20,
    }
)
