"""Font families that are the same, and those shown in place of an unavailable one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

SUBSTITUTES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sf pro": "Inter",
        "sf pro text": "Inter",
        "sf pro display": "Inter",
        "sf compact": "Inter",
        "san francisco": "Inter",
        "-apple-system": "Inter",
        "system-ui": "Inter",
        "ui-sans-serif": "Inter",
        "helvetica": "Arimo",
        "helvetica neue": "Arimo",
        "arial": "Arimo",
        "gotham": "Montserrat",
    }
)
"""Families that are not free, in small letters, and the free one that is closest."""

_STYLE: Final = re.compile(r":.*$|[ -](?:variable|vf)$", re.IGNORECASE)


@lru_cache(maxsize=1024)
def normalized(family: str) -> str:
    """The family's name for comparison: `Inter` for `Inter:Semi Bold` and `Inter Variable`."""
    return _STYLE.sub("", family.strip().strip("\"'")).casefold()


def is_same(design: str, render: str) -> bool:
    """Whether a text is drawn in its design's family, or in the substitute for it."""
    wanted, drawn = normalized(design), normalized(render)
    return not wanted or wanted == drawn or SUBSTITUTES.get(wanted, "").casefold() == drawn
