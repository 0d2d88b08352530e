"""Which blocks a design has, out of Figma's JSON."""

from __future__ import annotations

from typing import Any

import pytest

from demo.catalog import variant
from demo.designs import DESIGNS
from inspection.match.blocks import Align, Block, Kind, Scene
from inspection.match.design_blocks import scene
from inspection.match.surfaces import visible

Json = dict[str, Any]
BLUE: Json = {"type": "SOLID", "color": {"r": 0, "g": 0, "b": 1, "a": 1}}
RED: Json = {"type": "SOLID", "color": {"r": 1, "g": 0, "b": 0, "a": 1}}


def node(kind: str, x: float, y: float, width: float, height: float, **more: Any) -> Json:
    place = {"x": x + 100, "y": y - 50, "width": width, "height": height}
    return {"type": kind, "absoluteBoundingBox": place, **more}


def frame(*children: Json, **more: Any) -> Json:
    return node("FRAME", 0, 0, 400, 300, children=list(children), **more)


def text(words: str, x: float, y: float, width: float, height: float, **style: Any) -> Json:
    usual = {"fontFamily": "Poppins", "fontSize": 20, "fontWeight": 600, "lineHeightPx": 30}
    more = {"characters": words, "fills": [BLUE], "style": {**usual, **style}}
    return node("TEXT", x, y, width, height, **more)


def blocks(*children: Json, **more: Any) -> tuple[Block, ...]:
    made = scene(frame(*children, **more))
    assert made
    return made.blocks[1:]


def test_places_are_from_the_frames_corner() -> None:
    made = scene(frame(node("RECTANGLE", 10, 20, 30, 40, fills=[RED], cornerRadius=6)))
    assert made == Scene(
        400, 300,
        (
            Block(kind=Kind.BOX, x=0, y=0, width=400, height=300, color="#ffffffff"),
            Block(kind=Kind.BOX, x=10, y=20, width=30, height=40, color="#ff0000ff", radius=6),
        ),
    )  # fmt: skip


def test_a_text_that_hugs_is_as_wide_as_its_box() -> None:
    (block,) = blocks(text("Pay now", 10, 20, 80, 30, textAutoResize="WIDTH_AND_HEIGHT"))
    assert (block.x, block.y, block.width, block.height, block.loose) == (10, 20, 80, 30, False)
    assert (block.font, block.size, block.weight, block.leading) == ("Poppins", 20, 600, 30)
    assert (block.text, block.color, block.lines) == ("Pay now", "#0000ffff", 1)


@pytest.mark.parametrize(
    ("align", "edge"), [("LEFT", "x"), ("CENTER", "middle"), ("RIGHT", "right")]
)
def test_a_text_in_a_wider_box_stands_at_its_aligned_edge(align: str, edge: str) -> None:
    style = {"textAlignHorizontal": align, "textAlignVertical": "CENTER"}
    (block,) = blocks(text("Pay now", 10, 20, 300, 90, **style))
    assert block.loose
    assert block.align is Align(align.lower())
    assert block.width < 120
    # One line in the middle of three.
    assert (block.y, block.height, block.lines) == (50, 30, 1)
    wanted = {"x": 10, "middle": (160, 65), "right": 310}[edge]
    assert getattr(block, edge) == wanted


def test_what_figma_drew_is_better_than_a_guess() -> None:
    drawn = {"x": 112, "y": -26, "width": 74, "height": 20}
    (block,) = blocks({**text("Pay now", 10, 20, 300, 30), "absoluteRenderBounds": drawn})
    assert (block.x, block.width, block.loose) == (12, 74, False)


def test_vectors_alone_in_a_group_are_one_icon() -> None:
    parts = [node("VECTOR", 12 + 4 * at, 14, 4, 9, strokes=[BLUE]) for at in range(3)]
    icon = node("INSTANCE", 10, 10, 24, 24, children=parts)
    (block,) = blocks(icon)
    assert (block.kind, block.x, block.y, block.width) == (Kind.ICON, 10, 10, 24)
    assert block.color == "#0000ffff"
    button = node("FRAME", 10, 10, 40, 40, children=parts, fills=[RED])
    box, inside = blocks(button)
    assert (box.kind, box.width) == (Kind.BOX, 40)
    assert (inside.kind, inside.x, inside.width) == (Kind.ICON, 12, 12)


def test_an_icon_of_several_colors_has_none_to_compare() -> None:
    parts = [
        node("VECTOR", 12 + 4 * at, 14, 4, 9, fills=[paint]) for at, paint in enumerate((BLUE, RED))
    ]
    (block,) = blocks(node("INSTANCE", 10, 10, 24, 24, children=parts))
    assert (block.kind, block.color) == (Kind.ICON, None)


def test_drawings_that_overlap_are_one_icon_and_others_their_own() -> None:
    area = node("VECTOR", 20, 40, 300, 80, fills=[RED])
    line = node("VECTOR", 20, 30, 300, 60, strokes=[BLUE], strokeWeight=2)
    logo = node("VECTOR", 350, 250, 20, 20, fills=[RED])
    chart, other = blocks(area, line, logo)
    assert (chart.kind, chart.x, chart.y, chart.width, chart.height) == (Kind.ICON, 20, 30, 300, 90)
    assert (other.kind, other.x, other.width) == (Kind.ICON, 350, 20)


def test_a_row_of_icons_is_several_and_circles_alone_are_none() -> None:
    def icon(x: float) -> Json:
        return node("INSTANCE", x, 10, 24, 24, children=[node("VECTOR", x, 10, 9, 9, fills=[RED])])

    row = node("FRAME", 10, 10, 104, 24, children=[icon(10), icon(50), icon(90)])
    assert [(block.kind, block.x) for block in blocks(row)] == [
        (Kind.ICON, 10), (Kind.ICON, 50), (Kind.ICON, 90),
    ]  # fmt: skip
    pair = node("FRAME", 10, 10, 64, 24, children=[icon(10), icon(50)])
    assert [block.x for block in blocks(pair)] == [10, 50]
    dots = [node("ELLIPSE", 10 + 20 * at, 10, 10, 10, fills=[RED]) for at in range(3)]
    kinds = [block.kind for block in blocks(node("GROUP", 10, 10, 50, 10, children=dots))]
    assert kinds == [Kind.BOX] * 3


def test_a_box_that_grows_with_its_text_says_how_many_lines_there_are() -> None:
    (block,) = blocks(text("Pay now and then", 10, 20, 150, 60, textAutoResize="HEIGHT"))
    assert (block.lines, block.y, block.height) == (2, 20, 60)


def test_a_group_with_a_text_is_no_icon() -> None:
    logo = node("VECTOR", 10, 10, 20, 20, fills=[RED])
    words = text("Acme", 40, 10, 60, 30, textAutoResize="WIDTH_AND_HEIGHT")
    both = blocks(node("GROUP", 10, 10, 90, 30, children=[logo, words]))
    assert [block.kind for block in both] == [Kind.ICON, Kind.TEXT]


def test_what_is_not_seen_is_no_block() -> None:
    assert not blocks(
        node("RECTANGLE", 10, 10, 50, 50, fills=[RED], visible=False),
        node("RECTANGLE", 10, 10, 50, 50, fills=[RED], opacity=0),
        node("RECTANGLE", 10, 10, 50, 50, fills=[{**RED, "visible": False}]),
        node("RECTANGLE", 500, 10, 50, 50, fills=[RED]),
        node("RECTANGLE", 10, 10, 300, 1, fills=[RED]),
        node("LINE", 10, 10, 300, 0, strokes=[RED]),
        text("   ", 10, 10, 80, 30),
    )


@pytest.mark.parametrize(("sides", "is_open"), [(1, True), (2, True), (3, False), (4, False)])
def test_a_box_is_open_if_its_border_is_on_one_or_two_sides(sides: int, is_open: bool) -> None:
    weights = dict.fromkeys(("top", "right", "bottom", "left")[:sides], 1)
    (block,) = blocks(node("FRAME", 10, 10, 50, 50, strokes=[RED], individualStrokeWeights=weights))
    assert (block.open, block.border, block.color) == (is_open, "#ff0000ff", None)


def test_colors_as_they_are_painted() -> None:
    stops = [{"color": {"r": part, "g": 0, "b": 0, "a": 1}} for part in (0, 1)]
    gradient = {"type": "GRADIENT_LINEAR", "gradientStops": stops}
    half, mean, picture, line = blocks(
        node("RECTANGLE", 0, 0, 50, 50, fills=[{**RED, "opacity": 0.5}]),
        node("RECTANGLE", 60, 0, 50, 50, fills=[gradient]),
        node("RECTANGLE", 120, 0, 50, 50, fills=[{"type": "IMAGE"}]),
        node("FRAME", 180, 0, 50, 50, strokes=[BLUE], strokeWeight=1),
    )
    assert (half.color, mean.color) == ("#ff000080", "#800000ff")
    assert (picture.kind, picture.color) == (Kind.PICTURE, None)
    assert (line.kind, line.color, line.border) == (Kind.BOX, None, "#0000ffff")


def test_a_clip_cuts_a_box() -> None:
    wide = node("RECTANGLE", 10, 10, 900, 50, fills=[RED])
    (block,) = blocks(node("FRAME", 10, 10, 100, 100, children=[wide], clipsContent=True))
    assert (block.x, block.width) == (10, 100)


@pytest.mark.parametrize(
    ("design", "is_there"),
    [
        ({}, False),
        ([], False),
        ({"err": "Not found", "status": 404}, False),
        (frame(), True),
        ({"document": {"type": "DOCUMENT", "children": [
            {"type": "CANVAS", "children": [frame()]}]}}, True),
        ({"document": {"type": "DOCUMENT", "children": [
            {"type": "CANVAS", "children": [frame(), frame()]}]}}, False),
        (node("FRAME", 0, 0, 4, 4), False),
    ],
)  # fmt: skip
def test_only_a_single_frame_can_be_compared(design: Any, is_there: bool) -> None:
    assert (scene(design) is not None) == is_there


def test_boxes_that_look_like_their_ground_are_not_seen() -> None:
    white = {"type": "SOLID", "color": {"r": 1, "g": 1, "b": 1, "a": 1}}
    made = scene(
        frame(
            node("RECTANGLE", 10, 10, 200, 200, fills=[RED]),
            node("RECTANGLE", 20, 20, 50, 50, fills=[RED]),
            node("RECTANGLE", 20, 80, 50, 50, fills=[{**white, "opacity": 0.5}]),
            node("RECTANGLE", 220, 20, 50, 50, fills=[white]),
            fills=[white],
        )
    )
    assert made
    seen = visible(made)
    assert [(block.x, block.color) for block in seen] == [
        (0, "#ffffffff"), (10, "#ff0000ff"), (20, "#ff8080ff"),
    ]  # fmt: skip


def test_a_demo_design_is_read_as_it_is_drawn() -> None:
    login = next(design for design in DESIGNS if design.key == "login")
    made = scene(variant(login, "indigo").design_context)
    assert made
    assert (made.width, made.height, made.is_cut) == (390, 844, False)
    kinds = [block.kind for block in made.blocks]
    assert {kind: kinds.count(kind) for kind in Kind} == {
        Kind.TEXT: 14, Kind.BOX: 11, Kind.ICON: 6, Kind.PICTURE: 0,
    }  # fmt: skip


OTHER: Json = node("RECTANGLE", 100, 10, 50, 50, fills=[RED])


def test_a_text_without_width_is_no_block() -> None:
    assert [each.x for each in blocks(text("A longer text", 10, 10, 0, 20), OTHER)] == [100]


@pytest.mark.parametrize("kind", [None, {}, [], 7])
def test_a_node_whose_type_is_none_of_figmas_is_passed_over(kind: Any) -> None:
    odd = node("GROUP", 10, 10, 40, 40, children=[node("VECTOR", 10, 10, 20, 20, fills=[RED])])
    odd["children"].append({**node("VECTOR", 20, 20, 20, 20, fills=[RED]), "type": kind})
    assert blocks(odd, OTHER)[-1].x == 100


@pytest.mark.parametrize("far", [float("inf"), 1e308, -1e12])
@pytest.mark.parametrize("edge", ["x", "width"])
def test_a_box_out_of_reach_is_no_block(far: float, edge: str) -> None:
    odd = node("RECTANGLE", 10, 10, 40, 40, fills=[RED])
    odd["absoluteBoundingBox"][edge] = far
    assert [each.x for each in blocks(odd, OTHER)] == [100]
