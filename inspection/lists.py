"""Writes the marks and numbers of lists, which Figma keeps beside a text."""

from __future__ import annotations

from collections import Counter

from inspection.figma_tree import Json, number

BULLET = "\N{BULLET}"


def marked(node: Json, text: str) -> str:
    """The text with a bullet or its number before each line that is in a list."""
    kinds = node.get("lineTypes")
    if not isinstance(kinds, list) or not {"ORDERED", "UNORDERED"} & {*map(str, kinds)}:
        return text
    depths = node.get("lineIndentations")
    numbers: Counter[float] = Counter()
    lines = text.split("\n")
    for at, (line, kind) in enumerate(zip(lines, kinds, strict=False)):
        given = depths[at] if isinstance(depths, list) and at < len(depths) else None
        depth = number(given) or 0.0
        # A list goes on behind another inside it, and starts anew behind anything else.
        for other in [
            each for each in numbers if each > depth or (kind != "ORDERED" and each == depth)
        ]:
            del numbers[other]
        if kind == "ORDERED":
            numbers[depth] += 1
            lines[at] = f"{numbers[depth]}. {line}"
        elif kind == "UNORDERED":
            lines[at] = f"{BULLET} {line}"
    return "\n".join(lines)
