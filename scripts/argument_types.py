"""Types of numbers on the command line, for argparse."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import Final

MOST: Final = 10_000


def number(text: str) -> int:
    """A whole number from 0 to 10,000. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdigit() and int(text) <= MOST):
        raise ArgumentTypeError(f"a number from 0 to {MOST}")
    return int(text)


def positive(text: str) -> int:
    """A whole number above 0, with or without underscores. Raises ArgumentTypeError."""
    digits = text.replace("_", "")
    if not (digits.isascii() and digits.isdigit() and int(digits)):
        raise ArgumentTypeError("a number above 0, such as 1_000_000")
    return int(digits)
