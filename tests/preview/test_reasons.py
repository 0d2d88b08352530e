"""How the page merges the frame's report and the check's findings into one verdict."""

from __future__ import annotations

import json
from typing import Any, Final
from uuid import UUID

import pytest

from components.preview.built import REASONS
from components.session import session_preview
from services.inspection import examine
from settings import ROOT
from store.insights.insight_records import Subject
from tests import javascript

ENDS: Final = ROOT / "frontend" / "preview" / "host" / "ends.js"
VERDICT: Final = ROOT / "frontend" / "preview" / "host" / "verdict.js"
CASES: Final = ROOT / "tests" / "inspection" / "cases"
SCRIPT: Final = f"""
import {{ ENDS }} from {json.dumps(str(ENDS))};
import {{ ended, heard, judged, starting, table }} from {json.dumps(str(VERDICT))};
const {{ messages, faults, reasons, killed, why }} = given;
const known = table(reasons);
let verdict = starting();
for (const message of messages) verdict = heard(verdict, message, 99, known);
if (killed) verdict = ended(verdict, killed, ENDS[why]);
console.log(JSON.stringify(judged(verdict, faults, known)));
"""

RENDERS: Final = {"kind": "verdict", "state": "renders"}
BLANK: Final = {"kind": "verdict", "state": "blank"}
TILE: Final = {
    "kind": "verdict", "state": "missing", "message": 'There is no module "./tile" here', "line": 1
}  # fmt: skip


def throws(message: str, line: int = 4) -> dict[str, Any]:
    return {"kind": "verdict", "state": "throws", "message": message, "line": line, "empty": True}


def said(
    *messages: dict[str, Any],
    case: str | None = None,
    code: str | None = None,
    killed: str = "",
    why: str = "busy",
) -> dict[str, Any]:
    """The verdict after the frame's messages, with the check's findings for a case or code."""
    text = (CASES / case).read_text() if case else code
    faults = None
    if text is not None:
        subject = Subject(row_id=UUID(int=1), row_version="1", code=text, design="{}")
        faults = [each._asdict() for each in session_preview.faults(examine(subject))]
    given = {"messages": messages, "faults": faults, "reasons": REASONS, "killed": killed}
    answer: dict[str, Any] = javascript.run(SCRIPT, {**given, "why": why})
    return answer


def words(verdict: dict[str, Any]) -> list[str]:
    return [verdict["word"], *(each["word"] for each in verdict["others"])]


NO_DEFAULT: Final = {"kind": "verdict", "state": "compile", "reason": "no-default-export"}
FENCED: Final = {"kind": "verdict", "state": "compile", "reason": "fenced"}
NOT_EXPORTED: Final = "No default export"
UNKNOWN: Final = "Unknown import"
STAND_INS: Final = "Renders with stand-ins"
M05: Final = "m05-missing-import-two-words.jsx"


@pytest.mark.parametrize(
    ("case", "messages", "expected", "line"),
    [
        ("m01-named-export-hidden.jsx", [TILE, NO_DEFAULT], [NOT_EXPORTED, UNKNOWN], 2),
        ("m02-fence-hidden.jsx", [FENCED], ["Markdown left in", UNKNOWN], 5),
        ("m03-throw-hidden.jsx", [TILE, throws("Cannot read x")], ["Throws", UNKNOWN], 4),
        ("m03-throw-hidden.jsx", [TILE, BLANK], ["Blank", "Unknown import"], None),
        ("m03-throw-hidden.jsx", [TILE, RENDERS], [STAND_INS], 1),
        (M05, [throws("Badge is not defined", 2)], ["Missing import"], 2),
        (M05, [throws("Oh no", 3)], ["Throws", "Missing import"], 3),
        ("m22-elided.jsx", [RENDERS], [STAND_INS, "Parts left out"], 2),
    ],
)  # fmt: skip
def test_the_first_reason_is_named_first_and_the_second_second(
    case: str, messages: list[dict[str, Any]], expected: list[str], line: int | None
) -> None:
    verdict = said(*messages, case=case)
    assert (words(verdict), verdict["line"]) == (expected, line)


def test_without_the_check_the_frame_says_what_is_missing_in_the_same_words() -> None:
    icon = {**TILE, "reason": "unknown-icon", "message": "lucide-react has no icon named X"}
    assert words(said(TILE, icon, RENDERS)) == [STAND_INS, "Unknown icon"]


def test_an_allowed_import_that_the_frame_lacks_is_a_stand_in() -> None:
    verdict = said(TILE, RENDERS, code="export default () => <p>ok</p>;\n")
    assert (words(verdict), verdict["state"]) == ([STAND_INS], "stand-ins")
    assert verdict["message"] == TILE["message"]


def test_a_reason_of_another_stage_is_ignored() -> None:
    assert words(said({**TILE, "reason": "no-default-export"}, RENDERS)) == [STAND_INS]
    assert words(said({**BLANK, "reason": "nonsense"})) == ["Blank"]


def test_what_the_page_ended_replaces_what_the_frame_said() -> None:
    assert words(said(NO_DEFAULT, killed="stopped")) == ["Stopped"]
    looping = "export const Page = () => <p />;\n"
    assert words(said(killed="slow", code=looping)) == ["No default export", "Too slow, stopped"]


def test_what_a_busy_machine_ended_says_nothing_of_the_code() -> None:
    assert said(killed="slow", why="late")["byMachine"]
    assert said(killed="stopped", why="files")["byMachine"]
    assert not said(killed="slow", why="busy")["byMachine"]
    assert not said(killed="stopped", why="nested")["byMachine"]


def test_content_that_comes_late_ends_a_blank_and_a_throw_outlasts_content() -> None:
    assert words(said(BLANK, RENDERS)) == ["Renders"]
    assert words(said(RENDERS, BLANK)) == ["Renders"]
    assert words(said(throws("Oh no"), RENDERS)) == ["Throws"]
    assert words(said(RENDERS, throws("Oh no"))) == ["Throws"]


def test_remarks_of_the_frame_are_kept_by_their_subject() -> None:
    notes = [{"kind": "note", "about": "stand-ins", "text": f"{n} stand-ins"} for n in (1, 2)]
    others = [{"kind": "note", "about": f"a{n}", "text": "x" * 900} for n in range(9)]
    verdict = said(*notes, *others, RENDERS, code="export default () => <p>ok</p>;\n")
    assert verdict["remarks"]["stand-ins"] == "2 stand-ins"
    assert len(verdict["remarks"]) == 6
    assert all(len(each) <= 300 for each in verdict["remarks"].values())
    assert words(verdict) == ["Renders"]


def test_too_long_to_check_is_a_note_and_no_verdict() -> None:
    verdict = said(RENDERS, code="x" * 1_000_001)
    assert words(verdict) == ["Renders", "Too long to check"]
