"""Every design: its nodes, its boxes, its code and its thumbnail."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image

from demo.catalog import Design, Variant, variant
from demo.designs import DESIGNS
from demo.icons import ICONS
from demo.paths import polylines

VARIANTS = [(design, accent) for design in DESIGNS for accent in design.accents]
every_variant = pytest.mark.parametrize(
    ("design", "accent"), VARIANTS, ids=[f"{design.key} {accent}" for design, accent in VARIANTS]
)
# How far a child may extend beyond its parent: text is measured, not rendered.
SLACK = 2


def walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The node and all nodes below it."""
    yield node
    for child in node.get("children", ()):
        yield from walk(child)


def texts(made: Variant) -> set[str]:
    """Every text of the design."""
    return {node["characters"] for node in walk(made.document) if node["type"] == "TEXT"}


def test_there_are_at_least_twelve_different_designs() -> None:
    assert len({design.key for design in DESIGNS}) == len(DESIGNS) >= 12
    assert len({design.file_name for design in DESIGNS}) == len(DESIGNS)
    assert {variant(design, design.accents[0]).size[0] for design in DESIGNS} == {
        390, 834, 1024, 1280, 1440,
    }  # fmt: skip


@every_variant
def test_nodes_are_a_figma_response(design: Design, accent: str) -> None:
    made = variant(design, accent)
    assert made.design_context["name"] == design.file_name
    ((key, node),) = made.design_context["nodes"].items()
    assert key == node["document"]["id"]
    nodes = list(walk(made.document))
    assert 50 <= len(nodes) <= 400
    assert len({each["id"] for each in nodes}) == len(nodes)
    assert {"FRAME", "TEXT", "VECTOR", "INSTANCE"} <= {each["type"] for each in nodes}
    assert any(each.get("layoutMode") == "VERTICAL" for each in nodes)
    instances = {each["componentId"] for each in nodes if each["type"] == "INSTANCE"}
    assert instances == set(node["components"])
    for each in nodes:
        if each["type"] == "TEXT":
            assert each["style"]["fontSize"] >= 10
            assert each["styles"]["text"] in node["styles"]


@every_variant
def test_boxes_lie_within_the_frame(design: Design, accent: str) -> None:
    root = variant(design, accent).document["absoluteBoundingBox"]
    for node in walk(variant(design, accent).document):
        box = node["absoluteBoundingBox"]
        assert box["width"] >= 0, node["name"]
        assert box["height"] >= 0, node["name"]
        inside = (
            box["x"] >= root["x"] - SLACK
            and box["x"] + box["width"] <= root["x"] + root["width"] + SLACK
            and box["y"] >= root["y"] - SLACK
            and box["y"] + box["height"] <= root["y"] + root["height"] + SLACK
        )
        assert inside, f"{node['name']} reaches over the frame: {box} in {root}"


@every_variant
def test_auto_layout_children_do_not_overlap(design: Design, accent: str) -> None:
    for node in walk(variant(design, accent).document):
        flow = [
            child["absoluteBoundingBox"]
            for child in node.get("children", ())
            if child.get("layoutPositioning") != "ABSOLUTE"
        ]
        start, length = {"HORIZONTAL": ("x", "width"), "VERTICAL": ("y", "height")}.get(
            node.get("layoutMode", ""), ("", "")
        )
        for before, after in pairwise(flow):
            if start:
                assert before[start] + before[length] <= after[start] + SLACK, node["name"]


@every_variant
def test_code_is_the_component_of_the_design(design: Design, accent: str) -> None:
    made = variant(design, accent)
    assert 1_000 <= len(made.code.encode()) <= 20_000
    assert re.search(r"^export default function [A-Z]\w+\(\) \{$", made.code, re.MULTILINE)
    assert made.code.count("export default") == 1
    assert set(re.findall(r'from "(.+)";', made.code)) <= {"react", "lucide-react"}
    assert "useState" in made.code
    assert f"-{accent}-" in made.code
    words = [text for text in texts(made) if text.isascii() and len(text) > 14]
    shown = [text for text in words if all(part in made.code for part in text.split("\n"))]
    assert len(shown) >= 0.8 * len(words), set(words) - set(shown)


@every_variant
def test_thumbnail_is_a_small_picture(design: Design, accent: str) -> None:
    made = variant(design, accent)
    head, _, encoded = made.thumbnail_url.partition(",")
    assert head == "data:image/png;base64"
    png = base64.b64decode(encoded)
    assert len(png) < 25_000
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert 320 <= image.width <= 480
    width, height = made.size
    assert abs(image.height / image.width - height / width) < 0.01
    colors = image.getcolors(image.width * image.height)
    assert colors is not None
    assert len(colors) > 40


def test_every_image_fill_names_its_image() -> None:
    references = [
        fill["imageRef"]
        for design in DESIGNS
        for node in walk(variant(design, design.accents[0]).document)
        for fill in node["fills"]
        if fill["type"] == "IMAGE"
    ]
    assert len(set(references)) > 15
    assert all(re.fullmatch(r"[0-9a-f]{40}", reference) for reference in references)


@pytest.mark.parametrize("name", sorted(ICONS))
def test_icons_stay_on_their_grid(name: str) -> None:
    points = [point for line in polylines(ICONS[name]) for point in line]
    assert points
    assert all(-1 <= value <= 25 for point in points for value in point)
