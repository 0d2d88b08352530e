"""Masks, gradients and lines are drawn as Figma does it."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from inspection import answers
from inspection.wireframe import Wireframe, wireframe
from tests.inspection.samples import Json, design, frame, node, solid, text

SVG = "{http://www.w3.org/2000/svg}"
STAR = "M50 0L98 35L79 91L21 91L2 35Z"
WITHIN = node("RECTANGLE", 0, 0, 400, 300, fills=[solid(0, 0, 1)])
RED_TO_BLUE = [
    {"position": 0, "color": {"r": 1, "g": 0, "b": 0, "a": 1}},
    {"position": 1, "color": {"r": 0, "g": 0, "b": 1, "a": 1}},
]


def draw(*children: Any, **fields: Any) -> Wireframe:
    return wireframe(design(frame(*children, **fields)))


def parts(drawn: Wireframe, path: str) -> list[dict[str, str]]:
    """The attributes of the elements at a path of tags below the root."""
    tags = "/".join(f"{SVG}{tag}" for tag in path.split("/"))
    return [dict(each.attrib) for each in ElementTree.fromstring(drawn.svg).findall(tags)]


def path_of(*commands: str, **fields: Any) -> list[Json]:
    return [{"path": command, "windingRule": "NONZERO", **fields} for command in commands]


def handles(*points: tuple[float, float]) -> list[Json]:
    return [{"x": x, "y": y} for x, y in points]


# --- masks and frames that clip ---


@pytest.mark.parametrize(
    ("mask", "tag", "expected"),
    [
        (
            node("VECTOR", 20, 30, 96, 91, fillGeometry=path_of(STAR)),
            "path",
            {"d": STAR, "transform": "translate(20 30)"},
        ),
        (
            node("ELLIPSE", 10, 20, 100, 50),
            "ellipse",
            {"cx": "60", "cy": "45", "rx": "50", "ry": "25"},
        ),
        (
            node("RECTANGLE", 50, 50, 100, 100, size={"x": 70.7, "y": 70.7}, rotation=0.7854),
            "rect",
            {"transform": "rotate(-45 100 100)", "width": "70.7"},
        ),
        (node("ELLIPSE", -50, 0, 100, 100), "ellipse", {"cx": "0", "rx": "50"}),
    ],
    ids=["path", "ellipse", "turned", "circle that is cut"],
)
def test_a_mask_clips_by_its_form(mask: Json, tag: str, expected: dict[str, str]) -> None:
    drawn = draw({**mask, "isMask": True}, WITHIN)
    forms = parts(drawn, f"defs/clipPath/{tag}")
    assert any(expected.items() <= form.items() for form in forms), forms
    (group,) = parts(drawn, "g")
    assert group["clip-path"].startswith("url(#")


def test_the_last_clip_is_within_those_before() -> None:
    mask = node("VECTOR", 20, 30, 96, 91, fillGeometry=path_of(STAR), isMask=True)
    drawn = draw(mask, WITHIN)
    box, form = parts(drawn, "defs/clipPath")
    assert form["clip-path"] == f"url(#{box['id']})"
    assert parts(drawn, "g")[0]["clip-path"] == f"url(#{form['id']})"


def test_a_group_clips_by_all_that_is_in_it() -> None:
    inside = [node("ELLIPSE", x, 0, 40, 20) for x in (0, 60)]
    mask = node("GROUP", 0, 0, 100, 20, fills=[], children=inside, isMask=True)
    forms = parts(draw(mask, WITHIN), "defs/clipPath/ellipse")
    assert [form["cx"] for form in forms] == ["20", "80"]


def test_a_mask_of_many_parts_clips_by_its_box() -> None:
    inside = [node("ELLIPSE", x, 0, 4, 4) for x in range(60)]
    mask = node("GROUP", 5, 0, 60, 20, fills=[], children=inside, isMask=True)
    drawn = draw(mask, WITHIN)
    assert parts(drawn, "defs/clipPath/ellipse") == []
    assert parts(drawn, "defs/clipPath/rect")[0]["width"] == "60"


def test_a_frame_clips_by_each_of_its_corners() -> None:
    card = node("FRAME", 0, 0, 200, 100, clipsContent=True, rectangleCornerRadii=[20, 20, 0, 0],
                fills=[], children=[WITHIN])  # fmt: skip
    (form,) = parts(draw(card), "defs/clipPath/path")
    assert form["d"].count("a20 20") == 2


def test_a_turned_frame_clips_what_is_in_it() -> None:
    turned = node("FRAME", 100, 100, 100, 100, clipsContent=True, rotation=0.7854, fills=[],
                  size={"x": 70.7, "y": 70.7}, children=[WITHIN])  # fmt: skip
    forms = parts(draw(turned), "defs/clipPath/rect")
    assert any(form.get("transform") == "rotate(-45 150 150)" for form in forms)


def test_a_square_frame_keeps_the_round_corners_around_it() -> None:
    photo = node("FRAME", 0, 0, 200, 60, clipsContent=True, fills=[], children=[WITHIN])
    card = node("FRAME", 0, 0, 200, 100, clipsContent=True, cornerRadius=16, fills=[],
                children=[photo])  # fmt: skip
    rounded = [form for form in parts(draw(card), "defs/clipPath/rect") if "rx" in form]
    assert [(form["height"], form["rx"]) for form in rounded] == [("100", "16")]


def test_what_lies_clear_of_the_corners_is_not_clipped() -> None:
    inside = node("RECTANGLE", 30, 30, 20, 20)
    card = node("FRAME", 0, 0, 200, 100, clipsContent=True, rectangleCornerRadii=[20, 20, 0, 0],
                fills=[], children=[inside])  # fmt: skip
    assert parts(draw(card), "defs/clipPath") == []


@pytest.mark.parametrize(("fills", "drawn"), [([solid()], 1), ([], 0)])
def test_what_a_boolean_operation_joins_is_not_drawn(fills: Any, drawn: int) -> None:
    operands = [node("ELLIPSE", 20, 20, 40, 40), node("RECTANGLE", 10, 10, 30, 30)]
    joined = node("BOOLEAN_OPERATION", 10, 10, 80, 80, fills=fills, children=operands)
    assert draw(joined).nodes_drawn == drawn


# --- gradients ---


def painted(kind: str, **fields: Any) -> Wireframe:
    paint = {"type": kind, "gradientStops": RED_TO_BLUE, **fields}
    return draw(node("RECTANGLE", 0, 0, 100, 50, fills=[paint]))


def test_an_angular_gradient_turns_from_its_end_to_its_side() -> None:
    points = handles((0.5, 0.5), (0.5, 1), (0, 0.5))
    drawn = painted("GRADIENT_ANGULAR", gradientHandlePositions=points)
    (turned,) = parts(drawn, "defs/pattern/g")
    assert turned["transform"] == "matrix(0.000 0.500 -0.500 0.000 0.500 0.500)"
    wedges = parts(drawn, "defs/pattern/g/path")
    colors = [wedge["fill"] for wedge in wedges]
    assert (colors[0], colors[-1]) == ("#fb0004", "#0400fb")
    assert len({*colors}) == len(wedges)


def test_an_angular_gradient_keeps_to_the_colors_at_its_ends() -> None:
    inner = (0.25, 0.75)
    stops = [{**stop, "position": at} for stop, at in zip(RED_TO_BLUE, inner, strict=True)]
    wedges = parts(painted("GRADIENT_ANGULAR", gradientStops=stops), "defs/pattern/g/path")
    assert {wedge["fill"] for wedge in wedges[:8]} == {"#ff0000"}
    assert {wedge["fill"] for wedge in wedges[-8:]} == {"#0000ff"}


def test_a_diamond_gradient_is_linear_in_each_quarter() -> None:
    drawn = painted("GRADIENT_DIAMOND")
    (line,) = parts(drawn, "defs/linearGradient")
    assert (line["x2"], line["y2"]) == (".5", ".5")
    quarters = parts(drawn, "defs/pattern/g/path")
    assert [quarter["fill"] for quarter in quarters] == [f"url(#{line['id']})"] * 4
    assert len({quarter.get("transform") for quarter in quarters}) == 4


def test_a_radial_gradient_reaches_both_of_its_handles() -> None:
    points = handles((0.5, 0.5), (0.5, 1), (0.2, 0.5))
    drawn = painted("GRADIENT_RADIAL", gradientHandlePositions=points)
    (circle,) = parts(drawn, "defs/radialGradient")
    assert circle["gradientTransform"] == "matrix(0.000 0.500 -0.300 0.000 0.500 0.500)"


def test_a_linear_gradient_runs_along_its_side() -> None:
    points = handles((0, 0), (1, 1), (0, 0.5))
    drawn = painted("GRADIENT_LINEAR", gradientHandlePositions=points)
    (line,) = parts(drawn, "defs/linearGradient")
    assert line["gradientTransform"] == "matrix(1.000 1.000 0.000 0.500 0.000 0.000)"


@pytest.mark.parametrize("kind", ["GRADIENT_ANGULAR", "GRADIENT_DIAMOND"])
def test_a_gradient_without_a_direction_is_its_middle_color(kind: str) -> None:
    drawn = painted(kind, gradientHandlePositions=handles((0.5, 0.5), (0.5, 0.5), (0, 0.5)))
    assert parts(drawn, "defs/pattern") == []
    assert parts(drawn, "rect")[-1]["fill"] == "#00f"


# --- lines ---

SIDES = {"top": 4, "right": 0, "bottom": 0, "left": 2}


@pytest.mark.parametrize(
    ("align", "path"),
    [
        ("INSIDE", "M10 10h100v4h-100zM10 10h2v50h-2z"),
        ("CENTER", "M9 8h101v4h-101zM9 8h2v52h-2z"),
        ("OUTSIDE", "M8 6h102v4h-102zM8 6h2v54h-2z"),
    ],
)
def test_borders_lie_on_their_side_of_the_edge(align: str, path: str) -> None:
    drawn = draw(node("RECTANGLE", 10, 10, 100, 50, fills=[], strokes=[solid(1)],
                      strokeAlign=align, individualStrokeWeights=SIDES))  # fmt: skip
    assert parts(drawn, "path")[-1]["d"] == path


def test_borders_have_their_dashes() -> None:
    drawn = draw(node("RECTANGLE", 10, 10, 100, 50, fills=[], strokes=[solid(1)],
                      strokeDashes=[4, 2], individualStrokeWeights=SIDES))  # fmt: skip
    top, left = parts(drawn, "path")[-2:]
    assert (top["d"], top["stroke-width"], top["stroke-dasharray"]) == ("M10 12h100", "4", "4 2")
    assert (left["d"], left["stroke-width"]) == ("M11 10v50", "2")


@pytest.mark.parametrize(("align", "clipped"), [("CENTER", 0), ("INSIDE", 1), ("OUTSIDE", 1)])
def test_a_line_that_figma_gave_shows_only_on_its_side(align: str, clipped: int) -> None:
    drawn = draw(node("STAR", 10, 10, 100, 100, strokes=[solid(1)], strokeAlign=align,
                      fillGeometry=path_of(STAR), strokeGeometry=path_of("M0 0L9 9Z")))  # fmt: skip
    forms = parts(drawn, "defs/clipPath/path")
    assert len(forms) == clipped
    if align == "OUTSIDE":
        assert forms[0]["clip-rule"] == "evenodd"
        assert forms[0]["d"] == f"M-1e5-1e5h2e5v2e5h-2e5z{STAR}"


# --- texts ---


def test_a_text_that_sets_its_width_does_not_wrap() -> None:
    box = {"x": 0, "y": 0, "width": 0, "height": 75}
    style = {"fontSize": 24, "lineHeightPx": 28, "textAutoResize": "WIDTH_AND_HEIGHT"}
    drawn = draw(text(0, 0, "As wide as it is", absoluteBoundingBox=box, style=style))
    assert re.findall(r">([^<]+)</text>", drawn.svg) == ["As wide as it is"]


@pytest.mark.parametrize(
    ("fields", "length"), [({}, "121.6"), ({"effects": [{}]}, "127"), ({"inked": None}, "127")]
)
def test_a_text_is_as_wide_as_figma_drew_it(fields: Json, length: str) -> None:
    bounds = None if "inked" in fields else {"x": 0, "y": 4, "width": 120, "height": 11}
    box = {"x": 0, "y": 0, "width": 127, "height": 24}
    drawn = draw(text(0, 0, "Modular solutions", absoluteBoundingBox=box,
                      absoluteRenderBounds=bounds, **fields))  # fmt: skip
    assert parts(drawn, "text")[0]["textLength"] == length


# --- why nothing is drawn ---


@pytest.mark.parametrize(
    ("root", "note"),
    [
        (
            frame({"type": "TEXT", "characters": "Hello", "fills": [solid()]}),
            "the texts and fills in it have no boxes",
        ),
        (
            {"type": "FRAME", "absoluteBoundingBox": {"width": 9, "height": 9}, "children": []},
            "its boxes have sizes but no x and y",
        ),
        (
            frame(node("RECTANGLE", 0, 0, 9, 9, fills=[{"type": "GRADIENT_LINEAR", "stops": []}])),
            "keys rewritten by another client: no color is readable",
        ),
    ],
)
def test_an_empty_picture_says_why(root: Json, note: str) -> None:
    assert answers.classify(design(root)).note == note
