"""A Figma paint as one comparable color."""

from __future__ import annotations

from typing import Final

from inspection.figma_tree import Json, color, number
from inspection.gradients import MOST_STOPS
from inspection.match.colors import channels
from inspection.paints import FAINTEST

PICTURES: Final = ("IMAGE", "VIDEO", "PATTERN", "EMOJI")


def is_picture(paint: Json) -> bool:
    """Whether the paint is a picture, without a color of its own."""
    return paint.get("type") in PICTURES


def color_of(paint: Json, opacity: float) -> str | None:
    """`#rrggbbaa`, the mean of a gradient's stops; None for a picture or an invisible paint."""
    given = number(paint.get("opacity"))
    opacity *= 1.0 if given is None else min(max(given, 0.0), 1.0)
    stops = paint.get("gradientStops")
    if isinstance(stops, list):
        colors = [
            _rgba(stop.get("color"), opacity) for stop in stops[:MOST_STOPS] if _is_stop(stop)
        ]
        return _mean([each for each in colors if each])
    made = None if is_picture(paint) else _rgba(paint.get("color"), opacity)
    return made if made and channels(made)[3] >= FAINTEST else None


def _is_stop(stop: object) -> bool:
    return isinstance(stop, dict)


def _rgba(value: object, opacity: float) -> str | None:
    parsed = color(value)
    if parsed is None:
        return None
    code, alpha = parsed
    return f"{code}{round(min(alpha * opacity, 1.0) * 255):02x}"


def _mean(stops: list[str]) -> str | None:
    """The mean of colors, weighted by how much each covers."""
    parts = [channels(stop) for stop in stops]
    cover = sum(part[3] for part in parts)
    if not parts or cover / len(parts) < FAINTEST:
        return None
    means = (sum(part[at] * part[3] for part in parts) / cover for at in range(3))
    return "#{:02x}{:02x}{:02x}{:02x}".format(
        *(round(mean) for mean in means), round(cover / len(parts) * 255)
    )
