"""What a browser may request from a design's tree, and the responses."""

from __future__ import annotations

from typing import Any

import pytest

from components.design_tree import design_tree, tree_requests
from components.design_tree.tree_requests import (
    Opened,
    Pointed,
    Requests,
    Revealed,
    Searched,
    Turned,
)
from inspection import deep_json
from inspection.outline import outline
from inspection.outline_records import PAGE, Outline
from inspection.wireframe import wireframe
from tests.inspection.samples import deep, design, frame, large, node, text

TREE = outline(
    design(
        frame(
            node("FRAME", 10, 10, 100, 100, name="Card", children=[
                text(20, 20, "Pay\u202e now\n<b>", name="A\u202eb\tc"),
            ]),
            *[node("RECTANGLE", 200, at, 1, 1, name=f"n{at}") for at in range(450)],
        )
    )
)  # fmt: skip


def rows(answer: dict[str, Any], key: str) -> list[str]:
    """The names in an answer."""
    return [row["name"] for row in answer[key]["rows"]]


def answer(tree: Outline, ask: Opened | Searched | Revealed | Pointed) -> dict[str, Any]:
    return tree_requests.respond(tree, ask)


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        7,
        "x",
        [],
        {"asks": [{"kind": "drop", "id": 1}]},
        {"asks": [{"kind": "open", "id": 1, "at": 2**40}]},
        {"asks": [{"kind": "find", "id": 1, "text": "x" * 201}]},
        {"asks": [{"kind": "open", "id": 1, "at": 0}] * 21},
        {"design": "x" * 65},
    ],
)
def test_invalid_requests_are_ignored(said: Any) -> None:
    assert tree_requests.parse(said) == Requests()


def test_requests_from_a_browser_are_parsed() -> None:
    said = {
        "design": "a 1",
        "has": True,
        "selected": 3,
        "asks": [
            {"kind": "open", "id": 1, "at": 0, "start": 200},
            {"kind": "find", "id": 2, "text": "pay", "start": 0},
            {"kind": "show", "id": 3, "at": 2},
            {"kind": "point", "id": 4, "x": 1, "y": 2.5, "sheet": 1},
            {"kind": "turn", "id": 5, "sheet": 2},
        ],
    }
    assert tree_requests.parse(said).asks == (
        Opened(kind="open", id=1, at=0, start=200),
        Searched(kind="find", id=2, text="pay"),
        Revealed(kind="show", id=3, at=2),
        Pointed(kind="point", id=4, x=1, y=2.5, sheet=1),
        Turned(kind="turn", id=5, sheet=2),
    )


def test_a_level_is_sent_in_parts() -> None:
    result = answer(TREE, Opened(kind="open", id=5, at=0, start=400))
    assert (result["id"], result["part"]["of"], result["part"]["total"]) == (5, 0, 451)
    assert rows(result, "part") == [f"n{at}" for at in range(399, 450)]
    for wrong in (-7, 9_999):
        nothing = answer(TREE, Opened.model_construct(kind="open", id=6, at=wrong, start=0))
        assert nothing["part"]["rows"] == []


def test_names_are_one_line_without_overrides() -> None:
    (row,) = answer(TREE, Opened(kind="open", id=1, at=1))["part"]["rows"]
    assert (row["name"], row["text"], row["level"]) == ("Ab c", "Pay now <b>", 3)
    assert row["box"] == [20, 20, 200, 24]


def test_a_search_says_where_each_match_is_and_how_many_there_are() -> None:
    result = answer(TREE, Searched(kind="find", id=1, text="pay"))["found"]
    assert (result["total"], result["rows"][0]["trail"]) == (1, ["Frame", "Card"])
    result = answer(TREE, Searched(kind="find", id=1, text="rectangle", start=200))["found"]
    assert (result["start"], result["total"], len(result["rows"])) == (200, 450, PAGE)


def test_a_node_is_shown_with_the_path_to_it() -> None:
    for ask in (Revealed(kind="show", id=1, at=300), Pointed(kind="point", id=1, x=200, y=298)):
        shown = answer(TREE, ask)["shown"]
        assert shown["node"]["name"] in {"n297", "n298"}
        assert [part["of"] for part in shown["parts"]] == [-1, 0]
        assert shown["node"]["at"] in {row["at"] for row in shown["parts"][1]["rows"]}
    assert answer(TREE, Pointed(kind="point", id=1, x=-5, y=0))["shown"] is None
    assert answer(TREE, Revealed(kind="show", id=1, at=99_999))["shown"] is None


def test_a_path_of_5000_levels_is_not_expanded() -> None:
    tree = outline(deep_json.parse(deep(5_000)))
    shown = answer(tree, Revealed(kind="show", id=1, at=4_999))["shown"]
    assert (shown["node"]["level"], shown["parts"]) == (5_000, [])


def test_the_data_sent_for_44000_nodes_is_bounded() -> None:
    huge = large(44_000)
    tree = outline(huge)
    begun = design_tree.beginning(tree, lambda _: wireframe(huge), selected=40_000)
    assert begun["nodes"] == 44_001
    assert len(repr(begun)) < 400_000
