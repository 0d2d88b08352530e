"""The gallery of sessions: the same rows as the table's, as cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from uuid import UUID

from components.code import verdicts
from components.design_tree.designs import Design
from components.formatting import safe_text
from components.formatting.times import ago, with_zone
from components.pictures import Pictures, gallery
from components.pictures.gallery import Card
from components.pictures.marks import Mark
from components.session_list.session_table import address, identity, status_mark
from store.insights.insight_records import Judgement
from store.records import SessionSummary


def badges(
    row: SessionSummary, judgement: Judgement | None, design: Design, *, stuck: bool
) -> list[Mark]:
    """The status, and what is wrong with the design and the code if anything is."""
    marks = [status_mark(row, stuck=stuck)]
    if not design.is_drawn:
        marks.append(Mark(design.look, design.reason, design.brief))
    if verdicts.look(judgement, row.status) is verdicts.FAULTY:
        marks.append(Mark(verdicts.FAULTY, verdicts.word(judgement)))
    return marks


def show(
    rows: Sequence[SessionSummary],
    *,
    pictures: Pictures,
    now: datetime,
    zone: tzinfo,
    stuck_after: timedelta,
    opened: Callable[[UUID], None],
    judgements: Mapping[UUID, Judgement],
    list_params: Mapping[str, Sequence[str]],
) -> list[SessionSummary]:
    """Draw the cards and return the selected rows. `opened` gets the row whose card was pressed;
    `list_params` go into its address, for the way back."""
    shown = {row.id: pictures.of(row) for row in rows}
    cards = [
        Card(
            id=row.id,
            picture=shown[row.id],
            address=address(row, list_params),
            badges=badges(
                row,
                judgements.get(row.id),
                shown[row.id].design,
                stuck=row.is_stuck(stuck_after),
            ),
            reference=safe_text.line(row.error_code or "", 24),
            age=ago(row.updated_at, now),
            exactly=f"Updated {with_zone(row.updated_at, zone)}",
        )
        for row in rows
    ]
    selected = set(gallery.show(cards, key=f"cards-{identity(rows)}", opened=opened))
    return [row for row in rows if row.id in selected]
