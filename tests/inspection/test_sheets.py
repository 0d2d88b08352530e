"""Pages and requested nodes: one is drawn at a time, and the tree knows which is which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from inspection.outline import outline
from inspection.wireframe import wireframe
from tests.inspection.samples import Json, frame, node, solid, text

DESIGNS = Path(__file__).parent / "designs"


def case(name: str) -> Any:
    return json.loads((DESIGNS / f"{name}.json").read_text())


def file(*pages: Json) -> Json:
    return {"name": "F", "document": {"type": "DOCUMENT", "id": "0:0", "children": list(pages)}}


def page(name: str, *children: Json, **fields: Any) -> Json:
    return {"type": "CANVAS", "id": name, "name": name, "children": list(children), **fields}


def test_one_page_of_a_file_is_drawn() -> None:
    stored = case("two-pages")
    first, second = wireframe(stored), wireframe(stored, sheet=1)
    assert (first.caption, second.caption) == ("page 1 of 2", "page 2 of 2")
    assert "First page" in first.svg
    assert "Second page" not in first.svg
    assert "Second page" in second.svg
    assert "First page" not in second.svg
    assert (second.width, second.height) == (400, 300)


def test_the_selected_root_is_drawn() -> None:
    stored = case("two-roots")
    assert "#b2b2b2" in wireframe(stored).svg
    assert "#1ab233" in wireframe(stored, sheet=1).svg
    assert "#b2b2b2" not in wireframe(stored, sheet=1).svg
    tree = outline(stored)
    assert [tree.node(at).sheet for at in (0, 1)] == [0, 1]
    assert [tree.node_at(5, 5, sheet) for sheet in (None, 0, 1, 2, -1)] == [0, 0, 1, None, None]


@pytest.mark.parametrize("sheet", [-1, 2, 10**9])
def test_a_page_that_does_not_exist_means_the_first(sheet: int) -> None:
    assert wireframe(case("two-pages"), sheet=sheet) == wireframe(case("two-pages"))


def test_boxes_marks_and_points_are_those_of_the_page() -> None:
    tree = outline(case("two-pages"))
    assert [(each.kind, each.name, each.drawable) for each in tree.sheets] == [
        ("page", "First", True),
        ("page", "Second", True),
    ]
    document, first, red, _, second, blue, words = (tree.node(at) for at in range(7))
    assert [each.sheet for each in (document, first, red, second, blue)] == [None, 0, 0, 1, 1]
    assert (red.box, blue.box, words.box) == ((0, 0, 400, 300), (0, 0, 400, 300), (40, 40, 300, 50))
    assert tree.node_at(45, 45, 1) == words.position
    assert tree.node_at(45, 45) == 3


def test_hidden_roots_and_empty_pages_are_skipped() -> None:
    hidden = frame(node("RECTANGLE", 0, 0, 9, 9), visible=False)
    shown = frame(text(0, 0, "Shown"))
    stored = {"nodes": {"1:1": {"document": hidden}, "1:2": {"document": shown}}}
    assert "Shown" in wireframe(stored).svg
    assert wireframe(stored).caption == "node 2 of 2"
    assert outline(stored).first_sheet == 1
    assert wireframe(stored, sheet=0).width == 0
    stored = file(page("Cover"), page("Screens", shown), page("Trash"))
    assert wireframe(stored).caption == "page 2 of 3"
    assert [each.drawable for each in outline(stored).sheets] == [False, True, False]


def test_a_page_of_empty_white_frames_is_not_the_first() -> None:
    white = frame(fills=[solid(1, 1, 1)])
    shown = frame(text(0, 0, "Shown"))
    stored = file(page("Cover", white), page("Screens", shown))
    assert wireframe(stored).caption == "page 2 of 2"
    assert outline(stored).first_sheet == 1
    assert wireframe(stored, sheet=0).width == 400
    blank = file(page("Cover", white), page("Notes", white))
    assert wireframe(blank).caption == "page 1 of 2"
    assert outline(blank).first_sheet == 0


def test_a_page_has_its_background_color() -> None:
    gray = {"r": 0.2, "g": 0.2, "b": 0.2, "a": 1}
    drawn = wireframe(file(page("A", frame(fills=[solid(1)]), backgroundColor=gray)))
    assert drawn.svg.index('fill="#333333"') < drawn.svg.index('fill="#f00"')
    assert drawn.caption == ""


def test_a_document_without_pages_is_one_picture() -> None:
    drawn = wireframe(file(frame(text(0, 0, "Bare"))))
    assert ("Bare" in drawn.svg, drawn.caption) == (True, "")


def test_entries_of_a_list_are_drawn_where_they_have_boxes() -> None:
    stored = {"nodes": [{"document": frame(text(0, 0, "One"))}, frame(text(0, 0, "Two"))]}
    assert [wireframe(stored, sheet=at).caption for at in (0, 1)] == ["node 1 of 2", "node 2 of 2"]
    assert "Two" in wireframe(stored, sheet=1).svg
    assert "Lone" in wireframe([frame(text(0, 0, "Lone"))]).svg


@pytest.mark.parametrize("box", [{"height": 0}, {"height": None}, {}])
def test_a_line_without_a_height_is_drawn(box: Json) -> None:
    line = node("LINE", 0, 0, 80, 0, fills=[], strokes=[solid()], strokeWeight=2)
    line["absoluteBoundingBox"] = {"x": 10, "y": 20, "width": 80, **box}
    assert "M10 20L90 20" in wireframe({"nodes": {"1": {"document": frame(line)}}}).svg
    alone = wireframe({"nodes": {"1": {"document": line}}})
    assert (alone.width, alone.nodes_drawn) == (80, 1)


def test_hidden_contents_of_a_section_are_not_drawn() -> None:
    section = node("SECTION", 0, 0, 300, 200, children=[text(5, 5, "Inside")])
    for hidden, drawn in ((True, False), (False, True)):
        stored = {"nodes": {"1": {"document": section | {"sectionContentsHidden": hidden}}}}
        assert ("Inside" in wireframe(stored).svg) is drawn


def test_a_hidden_mask_masks_nothing() -> None:
    mask = node("ELLIPSE", 0, 0, 20, 20, isMask=True, visible=False)
    drawn = wireframe({"nodes": {"1": {"document": frame(mask, node("RECTANGLE", 0, 0, 99, 99))}}})
    assert "clip-path" not in drawn.svg
