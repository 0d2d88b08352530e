"""A match as the browser gets it, in the page's language."""

from __future__ import annotations

from typing import Any

from inspection.match.records import Match
from language import recognized


def of_match(match: Match | None, run: str) -> dict[str, Any] | None:
    """What the browser gets of a match, with the hash of the code that it is of."""
    if match is None:
        return None
    worst = tuple(each.model_copy(update={"words": recognized(each.words)}) for each in match.worst)
    fonts = tuple(recognized(each) for each in match.fonts)
    told = {"worst": worst, "fonts": fonts, "why": recognized(match.why)}
    shown = match.model_copy(update=told)
    return {"run": run, **shown.model_dump(mode="json", exclude_defaults=True)}
