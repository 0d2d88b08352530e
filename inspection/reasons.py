"""Every reason why code does not render as intended, with its words, in order of importance.

The check, lists, badges and preview name the first reason that applies and mention the second. The
preview's JavaScript gets this table, so that nothing is defined twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from inspection.findings import Kind


class Stage(StrEnum):
    """What a reason is about, in order."""

    STOPS = "stops"
    """There is no component to run."""
    RUNS = "runs"
    """What happened at run time; only the preview knows."""
    MISSING = "missing"
    """Something that the code needs is missing or replaced by a stand-in."""
    NOTE = "note"
    """A note that does not concern the code itself."""


class Outcome(StrEnum):
    """The results of running code, other than rendering."""

    STOPPED = "stopped"
    SLOW = "slow"
    THROWS = "throws"
    BLANK = "blank"
    STAND_INS = "stand-ins"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason, in the words that every page uses for it.

    The preview reads these fields by name (frontend/preview/host/verdict.js).
    """

    name: str
    stage: Stage
    word: str
    tone: str = "red"


_TABLE: Final = (
    Reason(Kind.EMPTY, Stage.STOPS, "No code", "gray"),
    Reason(Kind.HTML_PAGE, Stage.STOPS, "An HTML page, not a component"),
    Reason(Kind.MARKUP, Stage.STOPS, "Markup, not a component"),
    Reason(Kind.SEVERAL_FILES, Stage.STOPS, "Several files in one answer"),
    Reason(Kind.REPEATED, Stage.STOPS, "The same code twice"),
    Reason(Kind.TOOL_TAGS, Stage.STOPS, "Tool tags left in"),
    Reason(Kind.JSON, Stage.STOPS, "JSON, not code"),
    Reason(Kind.PATCH, Stage.STOPS, "A patch, not the code"),
    Reason(Kind.ESCAPED, Stage.STOPS, "Escaped or quoted code"),
    Reason(Kind.OTHER_LANGUAGE, Stage.STOPS, "Another language"),
    Reason(Kind.DOCUMENT, Stage.STOPS, "A Markdown document, not code"),
    Reason(Kind.PROSE, Stage.STOPS, "Prose, not code"),
    Reason(Kind.COMMENTS, Stage.STOPS, "Only comments, no code"),
    Reason(Kind.FENCED, Stage.STOPS, "Markdown left in"),
    Reason(Kind.TRUNCATED, Stage.STOPS, "Cut off"),
    Reason(Kind.SYNTAX, Stage.STOPS, "Does not compile"),
    Reason(Kind.NO_DEFAULT_EXPORT, Stage.STOPS, "No default export"),
    Reason(Kind.TWO_DEFAULT_EXPORTS, Stage.STOPS, "Two default exports"),
    Reason(Kind.NOT_A_COMPONENT, Stage.STOPS, "Exports no component"),
    Reason(Outcome.STOPPED, Stage.RUNS, "Stopped"),
    Reason(Outcome.SLOW, Stage.RUNS, "Too slow, stopped"),
    Reason(Outcome.THROWS, Stage.RUNS, "Throws"),
    Reason(Outcome.BLANK, Stage.RUNS, "Blank", "orange"),
    Reason(Outcome.STAND_INS, Stage.RUNS, "Renders with stand-ins", "orange"),
    Reason(Kind.MISSING_IMPORT, Stage.MISSING, "Missing import", "orange"),
    Reason(Kind.ELIDED, Stage.MISSING, "Parts left out", "orange"),
    Reason(Kind.UNKNOWN_IMPORT, Stage.MISSING, "Unknown import", "orange"),
    Reason(Kind.UNKNOWN_ICON, Stage.MISSING, "Unknown icon", "orange"),
    Reason(Kind.TOO_LONG, Stage.NOTE, "Too long to check", "gray"),
    Reason(Kind.UNFINISHED, Stage.NOTE, "Could not be checked", "gray"),
)

ORDER: Final = MappingProxyType({str(each.name): each for each in _TABLE})
"""Every reason by its name, the one to name first at the beginning."""

NOT_CODE: Final = frozenset(
    {
        Kind.HTML_PAGE,
        Kind.MARKUP,
        Kind.TOOL_TAGS,
        Kind.JSON,
        Kind.PATCH,
        Kind.ESCAPED,
        Kind.OTHER_LANGUAGE,
        Kind.DOCUMENT,
        Kind.PROSE,
        Kind.COMMENTS,
    }
)
"""Texts that are not code, so that a safety card is not possible."""

_RANKS: Final = MappingProxyType({name: rank for rank, name in enumerate(ORDER)})
_UNKNOWN: Final = Reason("", Stage.STOPS, "Broken code")


def reason(name: str) -> Reason:
    """A reason by its name; `Broken code` for a name that a newer version has stored."""
    return ORDER.get(name, _UNKNOWN)


def rank(name: str) -> int:
    """The position of a reason in the order, from 0; unknown names come last."""
    return _RANKS.get(name, len(_RANKS))


def stops(names: Iterable[str]) -> bool:
    """Whether any of these leaves no component to run."""
    return any(reason(name).stage is Stage.STOPS for name in names)
