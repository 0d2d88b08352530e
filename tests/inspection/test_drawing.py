"""Drawings are true to the design: mirrored nodes, boards, old schemas, long paths."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from inspection.wireframe import Wireframe, wireframe
from tests.inspection.samples import Json, design, frame, node, solid, text

JOINED = ["لوحة التحكم", "नमस्ते दुनिया", "မင်္ဂလာပါ", "ᠮᠣᠩᠭᠣᠯ", "বাংলা লেখা", "ਸਤਿ ਸ੍ਰੀ"]
DESIGNS = Path(__file__).parent / "designs"
SVG = "{http://www.w3.org/2000/svg}"
A, B = (
    node("RECTANGLE", x, y, 100, 60, id=name) for x, y, name in ((20, 20, "a"), (380, 220, "b"))
)


def case(name: str) -> Any:
    return json.loads((DESIGNS / f"{name}.json").read_text())


def draw(*children: Any, **fields: Any) -> Wireframe:
    return wireframe(design(frame(*children, width=500, **fields)))


def elements(drawn: Wireframe, tag: str) -> list[dict[str, str]]:
    root = ElementTree.fromstring(drawn.svg.encode())
    return [dict(element.attrib) for element in root.iter(f"{SVG}{tag}")]


def words(drawn: Wireframe) -> list[str]:
    root = ElementTree.fromstring(drawn.svg.encode())
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def connector(**fields: Any) -> Json:
    ends = {
        "connectorStart": {"endpointNodeId": "a", "magnet": "RIGHT"},
        "connectorEnd": {"endpointNodeId": "b", "magnet": "LEFT"},
    }
    base = node("CONNECTOR", 120, 50, 260, 200, fills=[], strokes=[solid()], strokeWeight=4)
    return base | ends | fields


def lines(drawn: Wireframe) -> list[str]:
    return [path["d"] for path in elements(drawn, "path") if path.get("fill") == "none"]


# --- connectors without a box --------------------------------------------------------------------


@pytest.mark.parametrize("box", [None, {"x": None}, "absent"])
def test_a_connector_without_a_box_joins_its_ends(box: Any) -> None:
    a = node("SHAPE_WITH_TEXT", 20, 20, 100, 60, id="a")
    b = node("SHAPE_WITH_TEXT", 380, 220, 100, 60, id="b")
    line = connector(absoluteBoundingBox=box)
    if box == "absent":
        del line["absoluteBoundingBox"]
    assert lines(draw(a, line, b)) == lines(draw(a, connector(), b)) != []


def test_a_connector_with_neither_box_nor_end_is_left_out() -> None:
    line = connector(absoluteBoundingBox=None, connectorEnd={"endpointNodeId": "gone"})
    assert lines(draw(line)) == []


@pytest.mark.parametrize("cap", ["NONE", "ARROW_LINES"])
def test_a_connector_whose_ends_meet_has_no_line_and_keeps_its_label(cap: str) -> None:
    place = {"position": {"x": 200, "y": 100}}
    line = connector(connectorStart=place, connectorEnd=place, connectorEndStrokeCap=cap)
    drawn = draw(line | {"characters": "Again"})
    assert lines(drawn) == ["M200 100"]
    assert words(drawn) == ["Again"]


# --- texts ---------------------------------------------------------------------------------------


def test_a_curly_apostrophe_keeps_its_line_in_the_box() -> None:
    straight, curly = elements(wireframe(case("curly-apostrophe")), "text")
    assert straight["textLength"] == curly["textLength"] == "220"


@pytest.mark.parametrize(
    "line", ["DON’T – START…", "Über “Größe”", "Привет, мир", "日本語テスト", "Ελληνικά"]
)
def test_separate_letters_keep_to_the_box(line: str) -> None:
    (result,) = elements(draw(text(0, 0, line, size=40)), "text")
    assert float(result["textLength"]) <= 200


@pytest.mark.parametrize("line", JOINED)
def test_joined_scripts_are_not_spaced(line: str) -> None:
    (result,) = elements(draw(text(0, 0, line, size=40)), "text")
    assert "textLength" not in result


# --- mirrored ------------------------------------------------------------------------------------


def test_mirrored_paths_are_mirrored() -> None:
    turns = [group["transform"] for group in elements(wireframe(case("mirrored-path")), "g")]
    assert turns == ["matrix(1 0 0 -1 0 100)", "matrix(-1 0 0 1 660 0)"]


def test_mirrored_and_rotated_nodes_are_drawn_as_both() -> None:
    c, s = 0.8660254, 0.5
    path = {"fillGeometry": [{"path": "M0 0L10 0L0 10Z"}], "size": {"x": 10, "y": 10}}
    drawn = draw(node("VECTOR", 50, 50, 14, 14, relativeTransform=[[c, s, 0], [s, -c, 0]], **path))
    (group,) = elements(drawn, "g")
    assert group["transform"] == "rotate(30 57 57)matrix(1 0 0 -1 0 114)"


def test_a_child_of_something_mirrored_is_mirrored_and_its_text_readable() -> None:
    mirror = [[-1, 0, 0], [0, 1, 0]]
    path = {"fillGeometry": [{"path": "M0 0L10 0L0 10Z"}]}
    inner = [node("VECTOR", 50, 50, 10, 10, **path), text(60, 60, "Readable")]
    drawn = draw(node("FRAME", 40, 40, 300, 100, relativeTransform=mirror, children=inner))
    assert [group["transform"] for group in elements(drawn, "g")] == ["matrix(-1 0 0 1 110 0)"]
    assert words(drawn) == ["Readable"]
    twice = node("VECTOR", 50, 50, 10, 10, relativeTransform=mirror, **path)
    drawn = draw(node("FRAME", 40, 40, 300, 100, relativeTransform=mirror, children=[twice]))
    assert elements(drawn, "g") == []


def test_a_mirrored_container_still_clips() -> None:
    inner = node("RECTANGLE", 0, 0, 400, 300, fills=[solid(1)])
    clip = {"clipsContent": True, "relativeTransform": [[-1, 0, 0], [0, 1, 0]]}
    assert "clip-path" in draw(node("FRAME", 50, 50, 100, 100, children=[inner], **clip)).svg


# --- boards --------------------------------------------------------------------------------------


def test_a_connector_is_a_line_between_its_nodes_with_its_label() -> None:
    drawn = wireframe(case("connector"))
    assert lines(drawn) == ["M120 50L250 50L250 250L380 250"]
    assert words(drawn) == ["goes to"]
    (ground,) = [
        rect for rect in elements(drawn, "rect") if rect.get("fill") == "#fff" and "rx" in rect
    ]
    assert float(ground["x"]) < 250 < float(ground["x"]) + float(ground["width"])


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"connectorLineType": "STRAIGHT"}, "M120 50L380 250"),
        ({"connectorLineType": "CURVED"}, "M120 50C250 50 250 250 380 250"),
        (
            {"connectorEnd": {"endpointNodeId": "b", "magnet": "TOP"}},
            "M120 50L430 50L430 220",
        ),
        (
            {
                "connectorStart": {"endpointNodeId": "a", "magnet": "AUTO"},
                "connectorEnd": {"endpointNodeId": "b", "magnet": "AUTO"},
            },
            "M120 50L250 50L250 250L380 250",
        ),
        (
            {
                "connectorStart": {"position": {"x": 120, "y": 50}},
                "connectorEnd": {"position": {"x": 380, "y": 250}},
            },
            "M120 50L250 50L250 250L380 250",
        ),
        (
            {
                "connectorStart": {"endpointNodeId": "a", "position": {"x": 100, "y": 30}},
                "connectorEnd": {"endpointNodeId": "b", "position": {"x": 0, "y": 0.5}},
            },
            "M120 50L250 50L250 250L380 250",
        ),
        ({"connectorStart": None, "connectorEnd": 7}, "M120 50L250 50L250 250L380 250"),
    ],
)
def test_every_form_of_a_connectors_ends_is_read(fields: Json, path: str) -> None:
    assert lines(draw(A, B, connector(**fields))) == [path]


@pytest.mark.parametrize("cap", ["ARROW_LINES", "ARROW_EQUILATERAL", "TRIANGLE_FILLED",
                                 "DIAMOND_FILLED", "CIRCLE_FILLED"])  # fmt: skip
def test_an_end_has_its_cap(cap: str) -> None:
    bare = elements(draw(A, B, connector(connectorEndStrokeCap="NONE")), "path")
    capped = elements(draw(A, B, connector(connectorEndStrokeCap=cap)), "path")
    assert len(capped) == len(bare) + 1
    assert "380 250" in capped[-1]["d"] or "372.5" in capped[-1]["d"] or "374 " in capped[-1]["d"]


@pytest.mark.parametrize("kind", ["STICKY", "SHAPE_WITH_TEXT", "TABLE_CELL"])
@pytest.mark.parametrize(("paint", "ink"), [(solid(1, 0.9, 0.4), "#1e1e1e"), (solid(0.1), "#fff")])
def test_nodes_with_a_text_show_it(kind: str, paint: Json, ink: str) -> None:
    drawn = draw(node(kind, 20, 20, 240, 240, characters="Remember the milk", fills=[paint]))
    assert " ".join(words(drawn)) == "Remember the milk"
    svg = drawn.svg
    assert f'fill="{ink}" font-size' in svg


@pytest.mark.parametrize("kind", ["STICKY", "CONNECTOR"])
def test_a_letter_that_would_be_a_mark_is_left_out(kind: str) -> None:
    label = {"characters": "\U000f0041Home"}
    drawn = draw(connector(**label) if kind == "CONNECTOR" else node(kind, 9, 9, 200, 200, **label))
    assert words(drawn) == ["Home"]


@pytest.mark.parametrize(
    ("shape", "start"),
    [("DIAMOND", "M120 20L"), ("TRIANGLE_UP", "M120 20L"), ("HEXAGON", "M60 20L")],
)
def test_shapes_of_a_flowchart_have_their_form(shape: str, start: str) -> None:
    drawn = draw(node("SHAPE_WITH_TEXT", 20, 20, 200, 100, shapeType=shape, characters="Pay?"))
    assert any(path["d"].startswith(start) for path in elements(drawn, "path"))
    assert words(drawn) == ["Pay?"]


# --- the schema of 2018 --------------------------------------------------------------------------


def test_a_background_color_alone_is_painted() -> None:
    drawn = wireframe(case("background-color-only"))
    assert elements(drawn, "rect")[0]["fill"] == "#0d1a4c"
    assert words(drawn) == ["White on navy"]


def test_fills_come_before_a_background_color() -> None:
    red = {"r": 1, "g": 0, "b": 0, "a": 1}
    for fields, fills in (
        ({"fills": []}, []),
        ({"fills": [solid(0, 1)]}, ["#0f0"]),
        ({"background": [solid(0, 0, 1)]}, ["#00f"]),
        ({}, ["#f00"]),
        ({"backgroundColor": {**red, "a": 0}}, []),
    ):
        inner = node("FRAME", 5, 5, 50, 50, backgroundColor=red)
        del inner["fills"]
        assert [rect["fill"] for rect in elements(draw(inner | fields), "rect")] == fills


# --- paths that do not fit -----------------------------------------------------------------------


def icons(count: int, path: str) -> list[Json]:
    shape = {"fillGeometry": [{"path": path, "windingRule": "NONZERO"}]}
    return [
        node("VECTOR", 20 + number % 30 * 15, 20 + number // 30 * 25, 12, 12, **shape)
        for number in range(count)
    ]


@pytest.mark.parametrize("max_bytes", [60_000, 16_000])
def test_an_icon_whose_path_does_not_fit_is_a_box(max_bytes: int) -> None:
    path = "M8 8" + "".join(f"L{at % 16}.{at:03} {at * 7 % 16}.{at:03}" for at in range(44)) + "Z"
    drawn = wireframe(design(frame(*icons(300, path), width=500)), max_bytes=max_bytes)
    assert len(drawn.svg.encode()) <= max_bytes
    assert (drawn.nodes_drawn, drawn.nodes_total, drawn.complete) == (300, 300, False)
    boxes = sum(len(re.findall("M", each["d"])) for each in elements(drawn, "path")
                if each.get("fill-opacity") == ".45")  # fmt: skip
    assert boxes == drawn.nodes_hinted > 100
    in_full = [each for each in elements(drawn, "path") if each["d"].startswith("M8 8")]
    assert len(in_full) + boxes == 300


def test_everything_that_fits_is_drawn_in_full() -> None:
    drawn = draw(*icons(20, "M0 0L12 0L12 12Z"))
    assert (drawn.nodes_hinted, drawn.complete) == (0, True)


# --- texts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decoration", "drawn"), [("UNDERLINE", "underline"), ("STRIKETHROUGH", "line-through")]
)
def test_a_text_has_its_line(decoration: str, drawn: str) -> None:
    (given,) = elements(draw(styled("Read on", textDecoration=decoration)), "text")
    assert given["text-decoration"] == drawn


def test_a_cut_text_ends_with_an_ellipsis() -> None:
    long = "A very long text that does not fit into its box and goes on and on"
    cut = words(draw(styled(long, lineHeightPx=20, textTruncation="ENDING")))
    assert len(cut) == 2
    assert cut[0] == "A very long text that does"
    assert cut[1].endswith("…")
    assert long.startswith(" ".join(cut).removesuffix("…"))
    assert words(draw(styled("It fits", textTruncation="ENDING"))) == ["It fits"]


def test_a_text_without_a_fill_has_its_outline() -> None:
    outlined = styled("Hollow") | {"fills": [], "strokes": [solid(r=1, g=0, b=0)]}
    (given,) = elements(draw(outlined | {"strokeWeight": 2}), "text")
    assert (given["fill"], given["stroke"], given["stroke-width"]) == ("none", "#f00", "2")


def test_lines_of_a_list_have_their_marks() -> None:
    kinds = ["NONE", "ORDERED", "UNORDERED", "ORDERED", "ORDERED", "NONE", "ORDERED"]
    given = styled("Top\nOne\nInner\nTwo\nThree\nBreak\nOne", size=10) | {
        "lineTypes": kinds,
        "lineIndentations": [0, 1, 2, 1, 1, 0, 1],
    }
    assert words(draw(given)) == [
        "Top", "1. One", "• Inner", "2. Two", "3. Three", "Break", "1. One",
    ]  # fmt: skip


def styled(characters: str, *, size: float = 16, **style: Any) -> Json:
    """A text in a box of 200 by 40 pixels."""
    given = {"fontSize": size, **style}
    return node("TEXT", 10, 10, 200, 40, characters=characters, style=given, fills=[solid()])


def test_parts_of_a_text_keep_their_own_style() -> None:
    red = {"fills": [solid(r=1, g=0, b=0)], "fontWeight": 700, "textDecoration": "UNDERLINE"}
    given = styled("Now 😀 $19 & <up>", lineHeightPx=40) | {
        "characterStyleOverrides": [0] * 7 + [1] * 3,
        "styleOverrideTable": {"1": red},
    }
    drawn = draw(given)
    (part,) = elements(drawn, "tspan")
    assert part == {"fill": "#f00", "font-weight": "700", "text-decoration": "underline"}
    (line,) = ElementTree.fromstring(drawn.svg.encode()).iter(f"{SVG}text")
    assert "".join(line.itertext()) == "Now 😀 $19 & <up>"
    assert line[0].text == "$19"


@pytest.mark.parametrize(
    ("overrides", "table"),
    [(None, None), ([1], {}), ("x", []), ([7, "1", None], {"1": {}, "2": None}), ([1], {"1": 3})],
)
def test_odd_overrides_are_passed_over(overrides: Any, table: Any) -> None:
    given = styled("Plain") | {"characterStyleOverrides": overrides, "styleOverrideTable": table}
    assert words(draw(given)) == ["Plain"]
    assert not elements(draw(given), "tspan")


def test_a_style_goes_on_in_the_next_line() -> None:
    blue = {"fills": [solid(r=0, g=0, b=1)]}
    given = styled("One two\nthree four") | {
        "characterStyleOverrides": [0] * 4 + [5] * 9,
        "styleOverrideTable": {"5": blue},
    }
    root = ElementTree.fromstring(draw(given).svg.encode())
    assert [part.text for part in root.iter(f"{SVG}tspan")] == ["two", "three"]


@pytest.mark.parametrize(("reverse", "top"), [(False, "#00f"), (True, "#f00")])
def test_the_first_of_a_reversed_stack_lies_on_top(reverse: bool, top: str) -> None:
    row = frame(
        node("RECTANGLE", 0, 0, 40, 40, fills=[solid(r=1, g=0, b=0)]),
        node("RECTANGLE", 20, 0, 40, 40, fills=[solid(r=0, g=0, b=1)]),
        layoutMode="HORIZONTAL", itemSpacing=-20, itemReverseZIndex=reverse,
    )  # fmt: skip
    assert elements(draw(row), "rect")[-1]["fill"] == top


@pytest.mark.parametrize("width", [None, "10", [], {}, -1, float("nan"), float("inf")])
def test_a_frame_without_a_usable_box_does_not_cut_what_is_in_it(width: Any) -> None:
    broken = frame(
        node("RECTANGLE", 20, 20, 40, 40, fills=[solid(r=1, g=0, b=0)]), clipsContent=True
    )
    broken["absoluteBoundingBox"]["width"] = width
    assert elements(draw(broken), "rect")[-1]["fill"] == "#f00"
