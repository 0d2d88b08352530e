"""Stored designs are recognized: drawable, a Figma error, another answer, or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from inspection import deep_json
from inspection.answers import Answer, Kind, classify
from inspection.outline import outline
from inspection.wireframe import wireframe
from tests.inspection.samples import Json, design, frame, node, solid, text

DESIGNS = Path(__file__).parent / "designs"

NOT_FOUND = "Figma said 404: Not found"
ERRORS: list[tuple[Any, str]] = [
    ({"status": 404, "err": "Not found"}, NOT_FOUND),
    ({"status": 403, "err": "Token expired"}, "Figma said 403: Token expired"),
    ({"status": 403, "err": "Invalid token"}, "Figma said 403: Invalid token"),
    ({"status": 429, "err": "Rate limit exceeded"}, "Figma said 429: Rate limit exceeded"),
    (
        {"status": 400, "err": "Request too large. If applicable, filter by query params."},
        "Figma said 400: Request too large. If applicable, filter by query params.",
    ),
    ({"err": "Not found", "status": "404"}, NOT_FOUND),
    ({"status": 404}, NOT_FOUND),
    ({"err": "Not found"}, "Figma said: Not found"),
    ({"message": "Rate limit exceeded"}, "Figma said: Rate limit exceeded"),
    ({"error": True, "status": 404, "message": "Not found", "i18n": None}, NOT_FOUND),
    ({"statusCode": 404, "error": "Not found", "message": "x"}, NOT_FOUND),
    ({"error": {"code": 404, "message": "Not found"}}, NOT_FOUND),
    ({"errors": [{"status": 404, "message": "Not found"}]}, NOT_FOUND),
    ({"detail": "Not found"}, "Figma said: Not found"),
    ({"success": False, "error": "Not found", "status_code": 404}, NOT_FOUND),
    ({"ok": False, "status": 404, "statusText": "Not found"}, NOT_FOUND),
    ({"data": {"status": 404, "err": "Not found"}}, NOT_FOUND),
    (
        {
            "message": "Request failed with status code 404",
            "name": "AxiosError",
            "code": "ERR_BAD_REQUEST",
            "config": {"url": "x", "headers": {"X-Figma-Token": "figd_x"}},
            "response": {"status": 404, "data": {"status": 404, "err": "Not found"}},
        },
        NOT_FOUND,
    ),
    ({"message": "Request failed with status code 404", "name": "AxiosError"}, NOT_FOUND),
    (
        {"error": "403 Client Error: Forbidden for url: https://api.figma.com/v1/files/abc"},
        "Figma said 403: Forbidden",
    ),
    (
        {"isError": True, "content": [{"type": "text", "text": "Error: 404 Not found"}]},
        "Figma said 404: Error: 404 Not found",
    ),
    ({"nodes": {}, "status": 404, "err": "Not found"}, NOT_FOUND),
    ({"nodes": {"1:2": {"err": "Not found"}}}, "Figma said: Not found"),
    ({"err": "Not found", "images": None, "status": 404}, NOT_FOUND),
    ({"message": "timeout of 10000ms exceeded", "code": "ECONNABORTED"},
     "Figma could not be reached: timeout of 10000ms exceeded"),
    ({"error": "fetch failed"}, "Figma could not be reached: fetch failed"),
    ("Error: Not found", "Figma said: Error: Not found"),
    (
        "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head></html>",
        "Figma said 502: Bad Gateway",
    ),
    ("<html><title>Attention &amp; Required</title></html>", "Figma said: Attention & Required"),
    ("\n<html><body>Sign in</body></html>", "Figma said: a web page"),
    ({"status": "error"}, "Figma returned an error without a message"),
    ({"status": 403, "err": "Token figd_abcDEF-1 expired"}, "Figma said 403: Token … expired"),
    ({"status": 404, "err": "two\nlines\u0000"}, "Figma said 404: two lines\ufffd"),
]  # fmt: skip

OTHERS: list[tuple[Any, Kind, str]] = [
    ({"err": None, "images": {"1:2": "x"}}, Kind.OTHER_ANSWER, "an images response"),
    ({"err": None, "images": {}}, Kind.OTHER_ANSWER, "an images response"),
    (
        {"error": False, "status": 200, "meta": {"images": {"a": "x"}}},
        Kind.OTHER_ANSWER,
        "an images response",
    ),
    ({"versions": [{"id": "1"}], "pagination": {}}, Kind.OTHER_ANSWER, "a versions response"),
    ({"comments": []}, Kind.OTHER_ANSWER, "a comments response"),
    ({"meta": {"components": []}}, Kind.OTHER_ANSWER, "a components response"),
    ({"meta": {"variables": {}}}, Kind.OTHER_ANSWER, "a variables response"),
    ({"id": "1", "email": "a@b.c", "handle": "A"}, Kind.OTHER_ANSWER, "a user response"),
    ({"name": "P", "projects": []}, Kind.OTHER_ANSWER, "a projects response"),
    ({"name": "P", "files": []}, Kind.OTHER_ANSWER, "a list of files"),
    (
        {"metadata": {}, "nodes": [{"id": "1:2", "name": "A", "type": "FRAME"}], "globalVars": {}},
        Kind.SIMPLIFIED,
        "a simplified form",
    ),
    (
        {"root": "1:1", "nodes": {"1:1": frame("1:2"), "1:2": node("RECTANGLE", 0, 0, 9, 9)}},
        Kind.SIMPLIFIED,
        "a simplified form",
    ),
    (
        {"nodes": [frame("1:2"), node("RECTANGLE", 0, 0, 9, 9)]},
        Kind.SIMPLIFIED,
        "a simplified form",
    ),
    (
        {"id": "1:1", "type": "FRAME", "x": 0, "y": 0, "width": 300, "height": 200},
        Kind.SIMPLIFIED,
        "a simplified form with relative positions",
    ),
    (
        {"pages": [{"children": [{"type": "TEXT", "x": 9, "y": 9, "width": 80, "height": 20}]}]},
        Kind.SIMPLIFIED,
        "a simplified form with relative positions",
    ),
    ({"1:2": "https://example.com/a.png", "1:3": None}, Kind.OTHER_ANSWER, "an images response"),
    ({"nodes": [], "name": "A"}, Kind.SIMPLIFIED, "a simplified form"),
    ({"Document": {"Children": []}}, Kind.REWRITTEN, "keys rewritten"),
    ({"Nodes": {"1:2": {"Document": {}}}}, Kind.REWRITTEN, "keys rewritten"),
    (
        design({"type": "FRAME", "absolute_bounding_box": {"x": 0}}),
        Kind.REWRITTEN,
        "keys rewritten",
    ),
    (design(frame() | {"visible": False}), Kind.EMPTY, "its frame is hidden in Figma"),
    ({"nodes": {"1:2": None}}, Kind.EMPTY, "Figma has no such node"),
    ({"nodes": {}}, Kind.EMPTY, "a nodes response without nodes"),
    (
        {"document": {"type": "DOCUMENT", "children": [{"type": "CANVAS", "children": []}]}},
        Kind.EMPTY,
        "its page is empty",
    ),
    (design({"type": "FRAME", "children": []}), Kind.EMPTY, "no node in it has a box"),
    (
        {
            "document": {
                "type": "DOCUMENT",
                "children": [{"type": "CANVAS", "children": [{"type": "FRAME"}]}],
            }
        },
        Kind.EMPTY,
        "no node in it has a box",
    ),
    (
        {
            "document": {
                "type": "DOCUMENT",
                "children": [{"type": "CANVAS", "children": [frame() | {"visible": False}]}],
            }
        },
        Kind.EMPTY,
        "all its nodes are hidden",
    ),
    (design(frame()), Kind.EMPTY, "nothing in it has a visible"),
    (
        design(frame(node("RECTANGLE", 0, 0, 9, 9, opacity=0), text(0, 0, "A", visible=False))),
        Kind.EMPTY,
        "nothing in it has a visible",
    ),
    (
        design(frame(fills=[{"type": "SOLID", "color": {"R": 1, "G": 0, "B": 0, "A": 1}}])),
        Kind.REWRITTEN,
        "keys rewritten by another client: no color",
    ),
    (
        design(frame(fills=[{"type": "SOLID", "color": "#ff0000"}])),
        Kind.REWRITTEN,
        "keys rewritten by another client: no color",
    ),
    (None, Kind.EMPTY, "nothing is stored as its design"),
    ({}, Kind.EMPTY, "nothing is stored as its design"),
    ({"a": 1}, Kind.EMPTY, "not a Figma nodes response"),
    (7, Kind.EMPTY, "not a Figma nodes response"),
    ("metadata:\n  name: A", Kind.EMPTY, "text instead of a design"),
]


def case(name: str) -> Any:
    return json.loads((DESIGNS / f"{name}.json").read_text())


@pytest.mark.parametrize(("stored", "said"), ERRORS)
def test_a_figma_error_is_named_with_its_status(stored: Any, said: str) -> None:
    assert classify(stored) == Answer(Kind.FIGMA_ERROR, said)


@pytest.mark.parametrize(("stored", "kind", "said"), OTHERS)
def test_other_answers_without_a_design_are_named(stored: Any, kind: Kind, said: str) -> None:
    result = classify(stored)
    assert result.kind == kind
    assert result.note.startswith(said)


def test_the_stored_cases_are_recognized() -> None:
    assert classify(case("figma-said-404")) == (Kind.FIGMA_ERROR, NOT_FOUND)
    assert classify(case("images-answer")) == (
        Kind.OTHER_ANSWER,
        "an images response, not a nodes response",
    )
    assert classify(case("capital-keys")).kind == Kind.REWRITTEN
    assert classify(case("two-pages")) == (Kind.DRAWN, "page 1 of 2")
    assert classify(case("two-roots")) == (Kind.DRAWN, "node 1 of 2")


@pytest.mark.parametrize("error", [{"err": None}, {"status": 200}, {"err": None, "status": 404}])
def test_a_drawable_design_is_not_an_error(error: Json) -> None:
    drawn = design(frame(node("RECTANGLE", 0, 0, 9, 9)))
    assert classify({**drawn, **error}) == (Kind.DRAWN, "")


@pytest.mark.parametrize("wrapper", ["data", "body", "result", "response"])
def test_an_answer_inside_a_clients_own_is_drawn(wrapper: str) -> None:
    drawn = design(frame(node("RECTANGLE", 0, 0, 9, 9)))
    assert classify({"status": 200, wrapper: drawn}) == (Kind.DRAWN, "")
    assert outline({"status": 200, wrapper: drawn}).facts.nodes == 2


@pytest.mark.parametrize("name", ["figmaResponse", "nodesRes"])
def test_an_answer_under_any_key_is_drawn(name: str) -> None:
    drawn = design(frame(node("RECTANGLE", 0, 0, 9, 9)))
    assert classify({name: drawn, "commentsRes": {"comments": []}}) == (Kind.DRAWN, "")
    assert classify({name: {"document": frame(node("RECTANGLE", 0, 0, 9, 9))}}) == (Kind.DRAWN, "")


def test_the_nodes_of_an_answer_alone_are_drawn() -> None:
    both = {name: {"document": frame(node("RECTANGLE", 0, 0, 9, 9))} for name in ("1:1", "1:2")}
    assert classify(both) == (Kind.DRAWN, "node 1 of 2")


def test_a_design_that_was_encoded_twice_is_decoded() -> None:
    drawn = design(frame(node("RECTANGLE", 0, 0, 9, 9)))
    assert deep_json.parse_stored(json.dumps(json.dumps(drawn))) == drawn
    for once in ('"{broken"', '"Error: Not found"', "null", "[1]"):
        assert deep_json.parse_stored(once) == json.loads(once)


def without(value: Json, *keys: str) -> Json:
    return {key: value[key] for key in value.keys() - keys}


@pytest.mark.parametrize(
    "root",
    [
        frame(text(0, 0, "Hello")),
        frame(fills=[solid(1, 1, 1)]),
        frame(node("RECTANGLE", 0, 0, 9, 9, fills=[], strokes=[solid()])),
        frame(node("STICKY", 0, 0, 9, 9, fills=[], characters="Note")),
        frame(without(node("CONNECTOR", 0, 0, 9, 9, connectorEnd={}), "fills", "strokes")),
        without(frame(backgroundColor={"r": 0, "g": 0, "b": 1}), "fills"),
    ],
)  # fmt: skip
def test_whatever_shows_something_is_drawn(root: Json) -> None:
    assert classify(design(root)).kind == Kind.DRAWN
    assert wireframe(design(root)).nodes_drawn > 0


def test_colors_out_of_255_are_those_out_of_1() -> None:
    (odd,) = outline(design(frame(fills=[solid(255, 0, 128)]))).facts.colors
    (wide,) = outline(design(frame(fills=[solid(1.08, -0.1, 0.5)]))).facts.colors
    assert (odd.hex, wide.hex) == ("#ff0080", "#ff0080")


@pytest.mark.parametrize("junk", [[], [None], [[]], {"error": [[]]}, {"nodes": {"1": []}}, True])
def test_any_value_is_handled(junk: Any) -> None:
    assert classify(junk).kind in (Kind.EMPTY, Kind.FIGMA_ERROR)


def test_rewritten_colors_and_fonts_are_none_readable() -> None:
    facts = outline(case("capital-keys")).facts
    assert (facts.colors, facts.unreadable_paints) == ((), 1)
    odd = {"type": "TEXT", "fills": "fill_AB12", "textStyle": "style_1"}
    facts = outline({"nodes": [odd]}).facts
    assert (facts.unreadable_paints, facts.texts_without_font) == (1, 1)
    plain = outline(design(frame(node("RECTANGLE", 0, 0, 9, 9, fills=[solid(0.5)])))).facts
    assert (plain.unreadable_paints, plain.texts_without_font) == (0, 0)
