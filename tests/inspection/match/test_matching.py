"""The score of a page against its design: what changes which part, and by how much."""

from __future__ import annotations

import math
from functools import partial
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.match import nearest
from inspection.match.blocks import Block, Kind, Scene
from inspection.match.matching import match
from inspection.match.records import Label, Match, Parts
from tests.inspection.match.scenes import LEVELS, box, corpus, each, moved, page, text

FLOOR = 0.92
# Parts have four digits.
approx = partial(pytest.approx, abs=1e-4)
WORDS = "Overview Orders Revenue Customers Settings Export Today Refund Invite Archive".split()


@st.composite
def pages(draw: st.DrawFn) -> Scene:
    """A page of cards in a grid, each with a text of its own."""
    columns = draw(st.integers(2, 4))
    rows = draw(st.integers(2, 5))
    blocks: list[Block] = []
    for at in range(columns * rows):
        x, y = 40.0 + 340 * (at % columns), 40.0 + 180 * (at // columns)
        words = f"{draw(st.sampled_from(WORDS))} {at}"
        blocks += [box(x, y, 300, 140), text(words, x + 20, y + 20, color="#ffffffff")]
    return page(*blocks)


def parts(result: Match) -> Parts:
    assert result.parts
    return result.parts


def score(result: Match) -> float:
    assert result.score is not None
    return result.score


@given(pages())
@settings(max_examples=12, deadline=None)
def test_a_page_like_its_design_scores_100(design: Scene) -> None:
    result = match(design, design)
    assert result.score == 100
    assert result.label is Label.CLOSE
    assert parts(result).model_dump() == dict.fromkeys(Parts.model_fields, 1.0)
    assert result.worst == ()


@given(pages(), st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None)
def test_the_order_of_nodes_does_not_matter(design: Scene, random: Any) -> None:
    render = moved(design, 6, 3)
    ground, *blocks = render.blocks
    random.shuffle(blocks)
    assert match(design, render._replace(blocks=(ground, *blocks))) == match(design, render)


@given(pages(), st.integers(3, 40))
@settings(max_examples=12, deadline=None)
def test_a_shift_moves_the_position_and_nothing_else(design: Scene, pixels: int) -> None:
    measured = parts(match(design, moved(design, pixels)))
    weights = [block.weighs for block in design.blocks]
    kept = math.exp(-(pixels - 2) / (0.02 * design.width))
    expected = (weights[0] + kept * sum(weights[1:])) / sum(weights)
    assert measured.position == approx(expected)
    others = measured.model_dump(exclude={"position"}).values()
    assert list(others) == approx([1.0] * 6)


@given(pages())
@settings(max_examples=12, deadline=None)
def test_other_colors_move_the_color_and_nothing_else(design: Scene) -> None:
    measured = parts(match(design, each(design, lambda _: {"color": "#dc2626ff"})))
    # The texts are red on red; the background is unchanged.
    assert measured.color == approx(design.blocks[0].weighs / _weighs(design))
    assert list(measured.model_dump(exclude={"color"}).values()) == approx([1.0] * 6)


@given(pages(), st.floats(1.1, 1.6))
@settings(max_examples=12, deadline=None)
def test_another_scale_moves_size_and_type(design: Scene, scale: float) -> None:
    larger = each(
        design,
        lambda block: {
            "width": block.width * scale if block.is_text else block.width,
            "size": block.size * scale,
        },
    )
    measured = parts(match(design, larger))
    texts = sum(block.weighs for block in design.blocks if block.is_text)
    assert measured.type == approx(0.6 / scale + 0.4)
    lost = texts * (1 - 1 / scale)
    assert measured.size == approx(1 - lost / _weighs(design))
    rest = (measured.recall, measured.precision, measured.position, measured.text, measured.color)
    assert list(rest) == approx([1.0] * 5)


@given(pages(), st.integers(1, 2))
@settings(max_examples=12, deadline=None)
def test_missing_blocks_lower_recall_and_extra_ones_precision(design: Scene, count: int) -> None:
    ground, *blocks = design.blocks
    fewer = design._replace(blocks=(ground, *blocks[2 * count :]))
    share = sum(block.weighs for block in fewer.blocks) / _weighs(design)
    missing, extra = match(design, fewer), match(fewer, design)
    assert [parts(missing).recall, parts(missing).precision] == approx([share, 1])
    assert [parts(extra).recall, parts(extra).precision] == approx([1, share])
    assert missing.counts[1:] == (2 * count, 0)
    assert extra.counts[1:] == (0, 2 * count)
    assert score(missing) == pytest.approx(100 * 2 * share / (1 + share), abs=0.1)


def _weighs(design: Scene) -> float:
    return sum(block.weighs for block in design.blocks)


def test_a_page_of_blocks_without_a_size_scores_nothing() -> None:
    """Only a forged page is like that: the frame reports what has a size."""
    design = page(*(text(word, 40, 60 * at) for at, word in enumerate(WORDS)))
    flat = [block.model_copy(update={"width": 0, "height": 0}) for block in design.blocks]
    result = match(design, design._replace(blocks=tuple(flat)))
    assert parts(result).precision == score(result) == 0


def test_a_text_in_several_pieces_counts_as_one() -> None:
    whole = text("From $29 per month", 100, 100)
    pieces = [text("From", 100, 100), text("$29", 145, 100), text("per month", 181, 100)]
    others = [text(word, 100, 200 + 40 * at) for at, word in enumerate(WORDS)]
    for design, render in [([whole], pieces), (pieces, [whole])]:
        result = match(page(*design, *others), page(*render, *others))
        assert result.counts == (len(others) + 2, 0, 0)
        assert parts(result).text == 1


def test_a_slightly_different_text_is_paired() -> None:
    others = [text(word, 100, 200 + 40 * at) for at, word in enumerate(WORDS)]
    result = match(
        page(text("Get started now", 100, 100), *others),
        page(text("Get started today", 120, 100), *others),
    )
    assert result.counts == (len(others) + 2, 0, 0)
    assert (
        result.worst[0].words
        == "“Get started now”: 20 px right of the design, reads “Get started today”, 18 px wider"
    )


def test_a_masked_password_is_one_whatever_it_is_masked_with() -> None:
    others = [text(word, 100, 200 + 40 * at) for at, word in enumerate(WORDS)]
    result = match(
        page(text("············", 100, 100), *others), page(text("•••••••••", 100, 100), *others)
    )
    assert (result.counts, parts(result).text) == ((len(others) + 2, 0, 0), 1)


def test_of_a_masked_password_the_width_is_named_that_differs() -> None:
    others = [text(word, 100, 200 + 40 * at) for at, word in enumerate(WORDS)]
    few = text("············", 100, 100, loose=True).model_copy(update={"width": 58})
    many = text("•••••••••••••", 97, 100)
    result = match(page(few, *others), page(many, *others))
    assert result.worst[0].words == "“············”: 59 px wider, 3 px left of the design"


LINED: dict[str, Any] = {"color": None, "border": "#e2e8f0ff"}


@pytest.mark.parametrize("is_design_open", [False, True])
def test_a_bar_with_a_line_on_one_side_is_the_bar_with_a_line_around_it(
    is_design_open: bool,
) -> None:
    """A bar at the page's edge: all that shows of its border is the line along the other side."""
    others = [text(word, 100, 200 + 40 * at) for at, word in enumerate(WORDS)]
    around = page(box(0, 0, 1440, 96, color="#ffffffff", border="#e2e8f0ff"), *others)
    below = page(box(0, 0, 1440, 96, **LINED, open=True), *others)
    result = match(below, around) if is_design_open else match(around, below)
    assert (result.score, result.counts) == (100, (len(others) + 2, 0, 0))


def test_a_line_along_one_side_is_neither_missing_nor_extra_nor_a_filled_bar() -> None:
    others = [text(word, 100, 200 + 40 * at) for at, word in enumerate(WORDS)]
    plain, lined = page(*others), page(box(0, 0, 1440, 96, **LINED, open=True), *others)
    for result in (match(plain, lined), match(lined, plain), match(lined, lined)):
        assert (result.score, result.counts) == (100, (len(others) + 1, 0, 0))
    filled = match(page(box(0, 0, 1440, 96, color="#1e293bff"), *others), lined)
    assert filled.worst[0].words == "Box 1440 × 96 at 0, 0: #FFFFFF instead of #1E293B"


def test_what_a_picture_of_the_design_is_drawn_with_is_not_extra() -> None:
    others = [text(word, 100, 300 + 40 * at) for at, word in enumerate(WORDS)]
    cover = box(100, 20, 240, 240, color=None).model_copy(update={"kind": "picture"})
    shapes = [box(150, 60, 60, 60, color="#ffffffff"), box(90, 150, 200, 100, color="#a21cafff")]
    drawn = page(box(100, 20, 240, 240, color="#c026d3ff"), *shapes, *others)
    assert match(page(cover, *others), drawn).counts == (len(others) + 2, 0, 0)
    # Of a box it is known what is in it.
    plain = page(box(100, 20, 240, 240, color="#c026d3ff"), *others)
    assert match(plain, drawn).counts == (len(others) + 2, 0, 2)


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (100, 130, "30 px below the design"),
        (100, 70, "30 px above the design"),
        (130, 100, "30 px right of the design"),
        (80, 130, "20 px left and 30 px below the design"),
    ],
)
def test_a_moved_block_is_described_by_its_way(x: float, y: float, words: str) -> None:
    others = [text(word, 100, 200 + 40 * at) for at, word in enumerate(WORDS)]
    result = match(page(text("Hi", 100, 100), *others), page(text("Hi", x, y), *others))
    assert [worst.words for worst in result.worst] == [f"“Hi”: {words}"]


def test_the_worst_differences_are_described() -> None:
    others = [text(word, 100, 200 + 40 * at) for at, word in enumerate(WORDS)]
    button = box(100, 100, 160, 48, color="#111827ff")
    design = page(button, text("Get started", 120, 114, color="#ffffffff"), *others)
    blue = button.model_copy(update={"color": "#2563ebff"})
    render = page(blue, text("Get started", 104, 114, color="#ffffffff", weight=700), *others[1:])
    assert [worst.words for worst in match(design, render).worst] == [
        "“Overview” is missing",
        "Box 160 × 48 at 100, 100: #2563EB instead of #111827",
        "“Get started”: 16 px left of the design, weight 700 instead of 400",
    ]


def icon(x: float, y: float, width: float, height: float, **look: Any) -> Block:
    return Block(kind=Kind.ICON, x=x, y=y, width=width, height=height, **look)


@pytest.mark.parametrize("place", [(40, 40, 200, 160), (60, 90, 150, 100), (50, 50, 180, 150)])
def test_a_drawing_is_where_its_box_is_or_its_lines_are(place: tuple[float, ...]) -> None:
    others = [text(word, 400, 40 * at) for at, word in enumerate(WORDS)]
    drawn = icon(40, 40, 200, 160, drawn=(60, 90, 150, 100))
    result = match(page(icon(*place), *others), page(drawn, *others))
    assert (result.score, result.worst) == (100, ())
    away = match(page(icon(60, 110, 150, 100), *others), page(drawn, *others))
    assert [each.words for each in away.worst] == [
        "Icon 150 × 100 at 60, 110: 20 px above the design, 150 × 110 instead of 150 × 100"
    ]


@pytest.mark.parametrize("place", [(40, 40, 24, 24), (43, 44, 18, 16)])
def test_a_small_icon_has_one_of_two_boxes(place: tuple[float, ...]) -> None:
    others = [text(word, 400, 40 * at) for at, word in enumerate(WORDS)]
    drawn = page(icon(40, 40, 24, 24, drawn=(43, 44, 18, 16)), *others)
    assert match(page(icon(*place), *others), drawn).score == 100
    assert (match(page(icon(40, 40, 30, 30), *others), drawn).score or 0) < 100


def test_a_font_that_is_not_there_is_said_and_a_substitute_is_none() -> None:
    def set_in(font: str, asked: str) -> Scene:
        return page(
            *(text(word, 100, 40 * at, font=font, asked=asked) for at, word in enumerate(WORDS))
        )

    assert match(set_in("Poppins", ""), set_in("serif", "Recoleta")).fonts == (
        "Design Poppins, rendered serif, since Recoleta is not here (10 texts)",
    )
    same = match(set_in("SF Pro Display", ""), set_in("Inter", "Inter"))
    assert (same.fonts, same.score) == ((), 100)


@pytest.mark.parametrize(
    ("design", "render", "why"),
    [
        (None, page(), "The design has no single frame to compare with."),
        (page(), None, "The page could not be measured."),
        (
            page(),
            page(width=375),
            "It was measured 375 px wide, the design is 1440 px.",
        ),
        (page(box(0, 0)), page(), "The design shows fewer than 3 things."),
        (
            page(*(box(0, 200 * at) for at in range(3))),
            page(box(0, 0)),
            "The page shows fewer than 3 things.",
        ),
    ],
)
def test_what_cannot_be_compared_says_why(
    design: Scene | None, render: Scene | None, why: str
) -> None:
    result = match(design, render)
    assert (result.label, result.why) == (Label.NOT_COMPARABLE, why)
    assert result.score is None


def test_the_score_ranks_known_edits() -> None:
    rows = [
        {"design": design, "edit": edit, "level": LEVELS[edit], "score": score(match(of, made))}
        for design, edit, of, made in corpus()
    ]
    table = pd.DataFrame(rows)
    assert len(table) >= 60
    ranks = -table["level"].rank(), table["score"].rank()
    assert ranks[0].corr(ranks[1]) >= FLOOR
    lowest, highest = table.groupby("edit")["score"].min(), table.groupby("edit")["score"].max()
    # Colors that are wrong everywhere are worse than a shift that few people see.
    assert highest["wrong color"] + 10 < lowest["moved 8 px"]
    assert highest["inverted"] + 10 < lowest["moved 8 px"]
    assert lowest["identical"] == 100
    assert lowest["moved 2 px"] == 100
    assert table.groupby("edit")["score"].max()["other page"] < 50


@pytest.mark.parametrize("kind", ["apart", "alike", "similar", "stacked"])
def test_a_large_page_is_compared_in_few_steps(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """For any 2,000 blocks, the number of candidates stays proportional."""
    counted = {"pairs": 0, "overlaps": 0}
    for name in counted:
        original = getattr(nearest, name)

        def counting(*args: Any, name: str = name, original: Any = original) -> Any:
            result = original(*args)
            counted[name] += len(result)
            return result

        monkeypatch.setattr(f"inspection.match.pairing.{name}", counting)
    design, render = large(kind, 1), large(kind, 2)
    match(design, render)
    assert max(counted.values()) <= 5 * nearest.MOST_NEIGHBORS * 2000


def large(kind: str, seed: int) -> Scene:
    """2,000 blocks of one kind of difficulty."""
    random = Random(seed)

    def block(at: int) -> Block:
        x, y = random.uniform(0, 1400), random.uniform(0, 3000)
        if kind == "stacked":
            look = {"color": f"#{random.randrange(1 << 24):06x}ff"}
            return box(x % 7, y % 7, 300 + random.uniform(0, 9), 300 + y % 9, **look)
        if kind == "alike":
            return text("Item", x, y)
        if kind == "similar":
            return text("".join(random.choice("abcde ") for _ in range(24)), x, y)
        return text(f"Row {at}", x, y) if at % 2 else box(x, y, 30, 20)

    return page(*(block(at) for at in range(1999)), height=3000)
