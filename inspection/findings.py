"""The findings of the code check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Verdict(StrEnum):
    """Whether the code can be expected to render. OK does not say that it will not throw."""

    OK = "ok"
    BROKEN = "broken"
    EMPTY = "empty"
    NOT_CHECKED = "not-checked"
    """The check failed, so nothing is known about the code."""


FAULTS: Final = frozenset({Verdict.BROKEN, Verdict.EMPTY})
"""The verdicts on code that will not render."""


class Severity(StrEnum):
    """ERROR: it will not render as it was meant. WARNING: worth a look."""

    ERROR = "error"
    WARNING = "warning"


class Kind(StrEnum):
    """What is wrong with the code."""

    EMPTY = "empty"
    HTML_PAGE = "html-page"
    MARKUP = "markup"
    SEVERAL_FILES = "several-files"
    REPEATED = "repeated"
    TOOL_TAGS = "tool-tags"
    JSON = "json"
    PATCH = "patch"
    ESCAPED = "escaped"
    OTHER_LANGUAGE = "other-language"
    DOCUMENT = "document"
    PROSE = "prose"
    COMMENTS = "comments"
    FENCED = "fenced"
    TRUNCATED = "truncated"
    ELIDED = "elided"
    SYNTAX = "syntax"
    NO_DEFAULT_EXPORT = "no-default-export"
    TWO_DEFAULT_EXPORTS = "two-default-exports"
    NOT_A_COMPONENT = "not-a-component"
    UNKNOWN_IMPORT = "unknown-import"
    MISSING_IMPORT = "missing-import"
    UNKNOWN_ICON = "unknown-icon"
    TOO_LONG = "too-long"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding. `line` and `column` count from 1, columns in characters.

    `name` is the identifier, module or icon that it is about, if any.
    """

    line: int
    column: int
    kind: Kind
    message: str
    severity: Severity = Severity.ERROR
    name: str = ""
