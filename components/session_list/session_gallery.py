"""The gallery of sessions: the rows of the table as cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.code import verdicts
from components.design_tree.designs import Design
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago, with_zone
from components.pictures import gallery
from components.pictures.gallery import Card
from components.pictures.marks import Mark
from components.session_list import opening, row_pictures
from components.session_list.session_table import address, identity, status_mark
from services.session_list import ListedRows
from store.insights.insight_records import Judgement
from store.records import SessionSummary


def badges(
    row: SessionSummary, judgement: Judgement | None, design: Design, *, stuck: bool
) -> list[Mark]:
    """The status, and what is wrong with the design and the code, if anything."""
    marks = [status_mark(row, stuck=stuck)]
    if not design.is_drawn:
        marks.append(Mark(design.look, design.reason, design.brief))
    if verdicts.look(judgement, row.status) is verdicts.FAULTY:
        marks.append(Mark(verdicts.FAULTY, verdicts.word(judgement)))
    return marks


def show(
    listed: ListedRows, clock: Clock, way_back: Mapping[str, Sequence[str]]
) -> list[SessionSummary]:
    """Draw the cards and return the selected rows. `way_back` goes into each card's address."""
    rows, known = listed.page.rows, listed.insights or {}
    pictures = row_pictures.of_insights(listed.insights, clock.now)
    shown = {row.id: pictures.of(row) for row in rows}
    cards = [
        Card(
            id=row.id,
            picture=shown[row.id],
            address=address(row, way_back),
            badges=badges(
                row, known.get(row.id), shown[row.id].design, stuck=row.is_stuck(clock.stuck_after)
            ),
            reference=safe_text.line(row.error_code or "", 24),
            age=ago(row.updated_at, clock.now),
            exactly=f"Updated {with_zone(row.updated_at, clock.zone)}",
        )
        for row in rows
    ]
    selected = set(gallery.show(cards, key=f"cards-{identity(rows)}", opened=opening.remember))
    return [row for row in rows if row.id in selected]
