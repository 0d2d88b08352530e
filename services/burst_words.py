"""What the failures of a burst have in common, in words."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import Final

from inspection.answers import Kind
from services.standing_out import Difference
from store.insights.burst_records import FailureTrait

DESIGNS: Final = MappingProxyType(
    {
        str(Kind.DRAWN): "with a complete design",
        str(Kind.FIGMA_ERROR): "with an error from Figma instead of a design",
        str(Kind.OTHER_ANSWER): "with another Figma response instead of a design",
        str(Kind.SIMPLIFIED): "with a simplified design",
        str(Kind.REWRITTEN): "with a design in other keys than Figma's",
        str(Kind.EMPTY): "with an empty design",
    }
)


def phrase(difference: Difference[FailureTrait]) -> str:
    """`all 1,440 px wide`, `28 of 31 with 2,000 nodes or more`."""
    if difference.bad == difference.all_bad:
        return f"all {trait(difference)}"
    is_made = difference.trait in {FailureTrait.WIDTH, FailureTrait.DEVICE}
    bad, all_bad = difference.bad, difference.all_bad
    return f"{bad:,} of {all_bad:,} {'are ' if is_made else ''}{trait(difference)}"


def trait(difference: Difference[FailureTrait]) -> str:
    """`1,440 px wide`, `with 2,000 nodes or more`, `failed within 5 s`."""
    value = difference.value
    match difference.trait:
        case FailureTrait.WIDTH:
            return f"{int(value):,} px wide"
        case FailureTrait.DEVICE:
            return f"{value} frames"
        case FailureTrait.NODES:
            nodes = f"{int(value):,} nodes"
            return f"with {nodes} or more" if difference.at_least else f"with fewer than {nodes}"
        case FailureTrait.TOOK:
            return (
                f"failed after {value} s or more"
                if difference.at_least
                else f"failed within {value} s"
            )
        case FailureTrait.DESIGN:
            return DESIGNS.get(value, "with an unusual design")
        case FailureTrait.THUMBNAIL:
            return "with a thumbnail" if value == "yes" else "without a thumbnail"


def length(duration: timedelta) -> str:
    """How long a burst lasted: `40 s`, `6 min`, `2 h 5 min`."""
    minutes = round(duration / timedelta(minutes=1))
    if minutes < 2:
        return f"{max(1, round(duration.total_seconds()))} s"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
