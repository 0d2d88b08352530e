"""The icons that lucide-react has."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

ICONS_FILE: Final = Path(__file__).parent / "lucide.txt"


@cache
def icon_names() -> frozenset[str]:
    """Lucide's icon names, without the Lucide… and …Icon aliases; the file has the version."""
    lines = ICONS_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_icon(name: str) -> bool:
    """Whether lucide-react exports this icon, under any alias."""
    names = icon_names()
    plain = name.removesuffix("Icon")
    return name in names or plain in names or name.removeprefix("Lucide") in names
