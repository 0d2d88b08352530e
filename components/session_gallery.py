"""The gallery of sessions: the same rows as the table's, as cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from urllib.parse import urlencode
from uuid import UUID

from components import plain, status, verdicts
from components.moments import ago, exact, zone_name
from components.pictures import Pictures, gallery
from components.pictures.gallery import Card
from components.session_table import identity, is_stuck
from components.status import Look
from store.insight_records import Judgement
from store.records import SessionSummary


def badges(
    row: SessionSummary, judgement: Judgement | None, *, stuck: bool
) -> list[tuple[Look, str]]:
    """The status, and what is wrong with the code if anything is."""
    look = status.STUCK if stuck else status.look(row.status)
    found = [(look, "stuck" if stuck else plain.line(status.word(row.status), 40))]
    if verdicts.look(judgement, row.status) is verdicts.FAULTY:
        found.append((verdicts.FAULTY, verdicts.word(judgement)))
    return found


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
    cards = [
        Card(
            id=row.id,
            picture=pictures.of(row),
            address=f"session?{urlencode({'id': str(row.id), **list_params}, doseq=True)}",
            badges=badges(row, judgements.get(row.id), stuck=is_stuck(row, now, stuck_after)),
            reference=plain.line(row.error_code or "", 24),
            age=ago(row.updated_at, now),
            exactly=f"Updated {exact(row.updated_at, zone)} {zone_name(zone)}",
        )
        for row in rows
    ]
    selected = set(gallery.show(cards, key=f"cards-{identity(rows)}", opened=opened))
    return [row for row in rows if row.id in selected]
