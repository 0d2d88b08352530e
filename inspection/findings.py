"""What a check of code can find, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether the code can be expected to render. OK does not say that it will not throw."""

    OK = "ok"
    BROKEN = "broken"
    EMPTY = "empty"


class Severity(StrEnum):
    """ERROR: it will not render as it was meant. WARNING: worth a look."""

    ERROR = "error"
    WARNING = "warning"


class Kind(StrEnum):
    """What is wrong with the code."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    FENCED = "fenced"
    PROSE = "prose"
    TRUNCATED = "truncated"
    ELIDED = "elided"
    SYNTAX = "syntax"
    NO_DEFAULT_EXPORT = "no-default-export"
    TWO_DEFAULT_EXPORTS = "two-default-exports"
    NOT_A_COMPONENT = "not-a-component"
    UNKNOWN_IMPORT = "unknown-import"
    MISSING_IMPORT = "missing-import"
    UNKNOWN_ICON = "unknown-icon"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing found. `line` and `column` count from 1, columns in characters."""

    line: int
    column: int
    kind: Kind
    message: str
    severity: Severity = Severity.ERROR
