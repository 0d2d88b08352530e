"""Compares a design's blocks with a render's, as one score with its parts."""

from __future__ import annotations

from typing import Final, NamedTuple

from inspection import deep_json
from inspection.match import wording
from inspection.match.blocks import Block, Scene
from inspection.match.pairing import paired
from inspection.match.records import (
    MOST_PAIRS,
    MOST_UNPAIRED,
    MOST_WORST,
    Compared,
    Label,
    Match,
    Parts,
    Worst,
    label,
)
from inspection.match.scoring import Likeness, as_drawn, likeness, mean
from inspection.match.surfaces import visible
from inspection.match.unpaired import Pair, Pairing

FEWEST: Final = 3
SAME_WIDTH: Final = 1.0
DIGITS: Final = 4
NO_FRAME: Final = "The design has no single frame to compare with."
NOT_MEASURED: Final = "The page could not be measured."


class Judged(NamedTuple):
    """A pair with its likeness in parts and as a whole, its weight, and what it costs the score."""

    pair: Pair
    likeness: Likeness
    score: float
    weight: float

    @property
    def cost(self) -> float:
        return self.weight * (1 - self.score)


# The collector would go through everything that the process holds, for nothing.
@deep_json.no_collection()
def match(design: Scene | None, render: Scene | None) -> Match:
    """How closely a render matches its design. The caller must know that it renders at all."""
    if design is None:
        return not_comparable(NO_FRAME)
    if render is None:
        return not_comparable(NOT_MEASURED)
    if abs(design.width - render.width) > SAME_WIDTH:
        wide = f"{render.width:.0f} px wide, the design is {design.width:.0f} px"
        return not_comparable(f"It was measured {wide}.")
    wanted, given = visible(design), visible(render)
    # The background always exists.
    if len(wanted) <= FEWEST:
        return not_comparable("The design shows fewer than 3 things.")
    if len(given) <= FEWEST:
        return not_comparable("The page shows fewer than 3 things.")
    return _scored(design, paired(wanted, given, design.width), design.is_cut or render.is_cut)


def not_comparable(why: str) -> Match:
    """The result for a design and a page that cannot be compared, with the reason."""
    return Match(label=Label.NOT_COMPARABLE, why=why)


def _scored(design: Scene, pairing: Pairing, is_cut: bool) -> Match:
    judged = [_judged(pair, design.width) for pair in pairing.pairs]
    judged.sort(key=lambda each: (-each.cost, each.pair.design.y, each.pair.design.x))
    pairing.missing.sort(key=_largest)
    pairing.extra.sort(key=_largest)
    parts, whole = _parts(judged, pairing)
    both = parts.recall + parts.precision
    harmonic = 2 * parts.recall * parts.precision / both if both else 0.0
    score = round(100 * harmonic * whole, 1)
    return Match(
        label=label(score),
        score=score,
        parts=parts,
        width=design.width,
        height=design.height,
        pairs=tuple(_compared(each) for each in judged[:MOST_PAIRS]),
        missing=tuple(pairing.missing[:MOST_UNPAIRED]),
        extra=tuple(pairing.extra[:MOST_UNPAIRED]),
        worst=_worst(judged, pairing),
        fonts=wording.fonts(pairing.pairs),
        counts=(len(judged), len(pairing.missing), len(pairing.extra)),
        is_cut=is_cut,
    )


def _judged(pair: Pair, frame_width: float) -> Judged:
    pair = Pair(pair.design, as_drawn(*pair))
    alike = likeness(pair.design, pair.render, frame_width)
    return Judged(pair, alike, alike.whole, pair.design.weighs)


def _largest(block: Block) -> tuple[float, float, float, str]:
    return -block.weighs, block.y, block.x, block.text


def _parts(judged: list[Judged], pairing: Pairing) -> tuple[Parts, float]:
    """The parts, and the pairs' likeness in all of them together."""
    wanted = sum(each.weight for each in judged)
    given = sum(each.pair.render.weighs for each in judged)
    missing = sum(block.weighs for block in pairing.missing)
    extra = sum(block.weighs for block in pairing.extra)

    def part(name: str) -> float | None:
        value = mean((each.weight, getattr(each.likeness, name)) for each in judged)
        return None if value is None else round(value, DIGITS)

    made = Parts(
        recall=round(wanted / (wanted + missing), DIGITS),
        # A forged page can consist of blocks without a size.
        precision=round(given / (given + extra), DIGITS) if given else 0.0,
        position=part("position") or 0.0,
        size=part("size") or 0.0,
        text=part("text"),
        color=part("color"),
        type=part("type"),
    )
    return made, sum(each.weight * each.score for each in judged) / wanted


def _compared(judged: Judged) -> Compared:
    design, render = judged.pair
    words = wording.pair(design, render, judged.likeness)
    return Compared(design=design, render=render, score=round(judged.score, 3), words=words)


def _worst(judged: list[Judged], pairing: Pairing) -> tuple[Worst, ...]:
    """What costs most: missing and extra blocks cost their full weight."""
    costs = [
        (each.cost, Worst(words=compared.words, design=compared.design, render=compared.render))
        for each in judged[:MOST_WORST]
        if each.cost > 0.5
        and (compared := _compared(each))
        and not compared.words.endswith(wording.SAME)
    ]
    costs += [
        (block.weighs, Worst(words=wording.missing(block), design=block, render=None))
        for block in pairing.missing[:MOST_WORST]
    ]
    costs += [
        (block.weighs, Worst(words=wording.extra(block), design=None, render=block))
        for block in pairing.extra[:MOST_WORST]
    ]
    costs.sort(key=lambda each: -each[0])
    return tuple(worst for _, worst in costs[:MOST_WORST])
