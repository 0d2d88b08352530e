"""The results of inspecting a row, as they are stored beside the row."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from store.records import Record
from store.renders.render_records import RenderSummary
from store.reviews.review_records import Marks

DRAWN: Final = "drawn"
"""The `design_kind` of a design that has a picture."""


class InsightFinding(Record):
    """What is wrong with the code; line and column count from 1. Message and name are untrusted.

    `name` is the identifier, module or icon that it is about, or empty.
    """

    line: int
    column: int
    kind: str
    severity: str
    message: str
    name: str = ""


class InsightRisk(Record):
    """What the code would do if it ran, and where; the text is cut and untrusted."""

    line: int
    column: int
    risk: str
    text: str


class Findings(Record):
    """The result of an inspection. `wireframe` is an SVG, small enough for a list.

    `design_kind` is what the design turned out to be, `design_note` why nothing is drawn of it, or
    which of its pages is; the note is untrusted.
    """

    verdict: str
    findings: tuple[InsightFinding, ...]
    risks: tuple[InsightRisk, ...]
    more_risks: int
    node_count: int
    depth: int
    wireframe: str
    wireframe_complete: bool
    design_kind: str = DRAWN
    design_note: str = ""


class Insight(Findings):
    """A result for the row at `row_version` (its xmin)."""

    row_id: UUID
    row_version: str
    inspected_at: datetime


class Judgement(Record):
    """A row's verdict, and the kinds of errors that led to it, in order of position."""

    verdict: str
    kinds: tuple[str, ...]


class InsightSummary(Judgement):
    """What lists show of a row's inspection: its verdict, and what its design is; of its render,
    None where it was not rendered as it is now; and of its reviews.

    `drawing` names the wireframe: another design, or other rules, have another name.
    """

    drawing: str
    design_kind: str
    design_note: str
    render: RenderSummary | None = None
    marks: Marks = Marks()


class Subject(Record):
    """What to inspect of a row: its code, and its design as JSON text."""

    row_id: UUID
    row_version: str
    code: str | None
    design: str
