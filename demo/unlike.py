"""Code that renders and does not look like its design: what a match is there to find."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from demo.catalog import variant
from demo.designs import DESIGNS

ROOT_CLASSES: Final = re.compile(
    r'(export default function .*?\n  return \(\n    <\w+ className=")', re.DOTALL
)
ACCENT: Final = re.compile(
    r"-(amber|blue|cyan|emerald|fuchsia|indigo|orange|rose|sky|teal|violet)-([5-7])00\b"
)


def another_page(code: str) -> str:
    """The page of another design: the model was given the wrong frame."""
    codes = [variant(design, design.accents[0]).code for design in DESIGNS]
    own = next((place for place, each in enumerate(codes) if name(each) == name(code)), 0)
    return codes[(own + len(codes) // 2) % len(codes)]


def inverted(code: str) -> str:
    """Every shade from the other end of the scale: dark where the design is light."""
    return re.sub(
        r"-(slate|gray|zinc|stone|neutral)-(50|[1-9]00|950)\b",
        lambda result: f"-{result[1]}-{1000 - int(result[2])}",
        code,
    )


def shrunk(code: str) -> str:
    """Everything at half its size, in the corner."""
    return ROOT_CLASSES.sub(r"\1origin-top-left scale-50 ", code, count=1)


def serif(code: str) -> str:
    """Every text in a serif."""
    return code.replace("font-sans", "font-serif")


def darker(code: str) -> str:
    """The accent two shades too dark."""
    return ACCENT.sub(lambda result: f"-{result[1]}-{int(result[2]) + 2}00", code)


def cramped(code: str) -> str:
    """Everything closer together."""
    return re.sub(r"\bgap-[2-9]\b", "gap-1", code)


def name(code: str) -> str:
    """The component's name, which is the design's."""
    result = re.search(r"export default function (\w+)", code)
    return result[1] if result else ""


UNLIKE: Final[tuple[Callable[[str], str], ...]] = (
    another_page, another_page, another_page, shrunk, shrunk, inverted,
    serif, serif, darker, darker, darker, cramped, cramped, cramped,
)  # fmt: skip
"""Typical mistakes in generated code, the slight ones last."""
