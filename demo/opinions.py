"""What somebody says who looks at a demo row: it follows from how its code was made."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from demo import broken_code, unlike
from demo.catalog import Variant, variant
from demo.designs import DESIGNS
from demo.planned_row import PlannedRow
from store.reviews.review_records import Area, Mark, Opinion

OWN_REASON: Final = "wrong font"
GOOD: Final = Opinion(mark=Mark.GOOD)
OLDER: Final = Opinion(
    mark=Mark.NEEDS_WORK,
    reasons=("layout", "text"),
    note="The corners are too sharp, and the type is too heavy.",
)
BROKEN: Final = Opinion(mark=Mark.WRONG, reasons=("broken",), note="It does not run.")
OF: Final[dict[Callable[[str], str], Opinion]] = {
    unlike.another_page: Opinion(
        mark=Mark.WRONG, reasons=("layout", "text"), note="This is the page of another design."
    ),
    unlike.shrunk: Opinion(
        mark=Mark.WRONG, reasons=("layout",), note="Everything is at half its size, in the corner."
    ),
    unlike.inverted: Opinion(
        mark=Mark.WRONG, reasons=("color",), note="Dark where the design is light."
    ),
    unlike.serif: Opinion(mark=Mark.NEEDS_WORK, reasons=(OWN_REASON,)),
    unlike.darker: Opinion(
        mark=Mark.NEEDS_WORK, reasons=("color",), note="The accent is two shades too dark."
    ),
    unlike.cramped: Opinion(
        mark=Mark.NEEDS_WORK, reasons=("layout",), note="Everything is too close together."
    ),
    **dict.fromkeys(broken_code.BROKEN, BROKEN),
}


def for_row(row: PlannedRow) -> Opinion | None:
    """What to say of its code; None where its design is not one of the demo's, or its code is not
    known to come from it."""
    made = own_variant(row)
    if made is None or not row.generated_code:
        return None
    if row.generated_code == made.code:
        return GOOD
    way = next((each for each in OF if each(made.code) == row.generated_code), None)
    if way is None:
        return None
    return OF[way].model_copy(update={"place": heading(made)}) if way is unlike.serif else OF[way]


def own_variant(row: PlannedRow) -> Variant | None:
    """What the row was made of, if its frame was not changed."""
    size = (row.frame_width, row.frame_height)
    nodes = row.design_context.get("nodes")
    return next(
        (
            each
            for each in variants()
            if each.size == size and each.design_context["nodes"] == nodes
        ),
        None,
    )


@cache
def variants() -> tuple[Variant, ...]:
    """Every design in each of its colors."""
    return tuple(variant(design, accent) for design in DESIGNS for accent in design.accents)


def heading(made: Variant) -> Area:
    """Where the largest text of the design is."""
    frame = made.document["absoluteBoundingBox"]
    largest = max(texts(made.document), key=lambda node: float(node["style"]["fontSize"]))
    box = largest["absoluteBoundingBox"]
    return Area(
        x=box["x"] - frame["x"],
        y=box["y"] - frame["y"],
        width=box["width"],
        height=box["height"],
        words=f"“{largest['characters']}”",
    )


def texts(node: dict[str, Any]) -> list[dict[str, Any]]:
    """The texts in a node."""
    within = [text for child in node.get("children", ()) for text in texts(child)]
    return [node, *within] if node["type"] == "TEXT" else within
