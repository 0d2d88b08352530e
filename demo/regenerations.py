"""What the model wrote before a user asked for a regeneration: plainer code for the same design."""

from __future__ import annotations

import re
from typing import Final

# A run of array items, one per line; the last one was added by the later code.
ITEMS: Final = re.compile(r"((?:^  \{ .+ \},\n){3,})^  \{ .+ \},\n", re.MULTILINE)
EXPORT: Final = "export default function "
REMARK: Final = "// Positions and sizes follow the imported frame.\n"


def second_last(code: str) -> str:
    """The code before the current one: sharper corners, heavier type, one item less."""
    code = re.sub(r"\brounded-(?:xl|2xl|3xl)\b", "rounded-md", code)
    code = re.sub(r"\bfont-semibold\b", "font-bold", code)
    return ITEMS.sub(r"\1", code, count=1)


def first(code: str) -> str:
    """The code before that one: also without shadows and motion, and with a remark by the model."""
    code = re.sub(r" (?:hover:)?(?:shadow|transition)(?:-[a-z0-9]+)?\b", "", second_last(code))
    return code.replace(EXPORT, f"{REMARK}{EXPORT}", 1)


def earlier(code: str, times: int) -> tuple[str, ...]:
    """The replaced versions of a row's code, oldest first, after `times` regenerations."""
    attempts = [first(code), second_last(code)][-times:]
    return tuple(attempt for attempt in attempts if attempt != code)
