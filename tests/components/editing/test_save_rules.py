"""What stops an edit from being saved, and what has to be confirmed first."""

from __future__ import annotations

import pytest

from components.editing.save_rules import Rendered, stopping, worse
from services import inspected

GOOD = "export default function App() {\n  return <p>Hello</p>;\n}\n"


def rendered(state: str, score: float | None = None) -> Rendered:
    return Rendered(state, score)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, rendered("throws")),
        (rendered("renders", 90), None),
        (rendered("renders", 90), rendered("renders", 90)),
        (rendered("renders", 90), rendered("renders", 88.1)),
        (rendered("renders", 90), rendered("renders")),
        (rendered("throws"), rendered("blank")),
        (rendered("stand-ins", 90), rendered("renders", 60)),
        (rendered("compile"), rendered("throws")),
        (rendered("renders", 90), rendered("none")),
        (rendered("running"), rendered("throws")),
    ],
)
def test_nothing_is_worse(before: Rendered | None, after: Rendered | None) -> None:
    assert worse(before, after) == ""


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (rendered("renders", 90), rendered("throws"), "“Throws” instead of “Renders”"),
        (rendered("renders"), rendered("stand-ins", 99), "“Renders with stand-ins” instead"),
        (rendered("blank"), rendered("slow"), "“Never ends” instead of “Stays blank”"),
        (rendered("renders", 90), rendered("renders", 88), "a match of 88 instead of 90"),
        (rendered("stand-ins", 71.2), rendered("stand-ins", 4), "a match of 4 instead of 71"),
    ],
)
def test_a_worse_render_is_named(before: Rendered, after: Rendered, said: str) -> None:
    assert said in worse(before, after)


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (GOOD, None),
        ("", None),
        (GOOD.replace("</p>", "</b>"), 2),
        (GOOD.replace("export default ", ""), 1),
        (f'import x from "./gone";\n{GOOD}', None),
    ],
)
def test_only_what_leaves_no_component_stops(code: str, line: int | None) -> None:
    error = stopping(inspected.unsaved(code))
    assert (error.line if error else None) == line


def test_code_that_could_not_be_checked_may_be_saved() -> None:
    assert stopping(None) is None
