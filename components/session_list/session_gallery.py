"""The gallery of sessions: the rows of the table as cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.code import renders, verdicts
from components.design_tree.designs import Design
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago, with_zone
from components.pictures import gallery, routes
from components.pictures.gallery import Card
from components.pictures.marks import Mark
from components.review import review_words
from components.session_list import opening, row_pictures
from components.session_list.listing import Cards
from components.session_list.session_table import addresses, identity, match_bar, status_mark
from language import _
from services import session_list
from services.session_list import ListedRows
from store.insights.insight_records import InsightSummary
from store.records import SessionSummary
from store.renders.render_records import NO_RENDER, SHOWN, RenderVerdict


def badges(
    row: SessionSummary, insight: InsightSummary | None, design: Design, *, stuck: bool
) -> list[Mark]:
    """The status, and what is wrong with the design, the code and its render if anything is."""
    render = insight.render if insight else None
    marks = [status_mark(row, stuck=stuck)]
    if not design.is_drawn:
        marks.append(Mark(design.look, design.reason, design.brief))
    if verdicts.look(insight, row.status) is verdicts.FAULTY:
        marks.append(Mark(verdicts.FAULTY, verdicts.display_name(insight)))
    elif render and render.verdict != RenderVerdict.RENDERS:
        marks.append(Mark(renders.look(render.verdict), renders.display_name(render.verdict)))
    reviewed = review_words.badge(insight.marks) if insight else None
    return [*marks, reviewed] if reviewed else marks


def absent(row: SessionSummary, insight: InsightSummary | None) -> str:
    """The text in place of a render's picture."""
    if not row.code_bytes:
        return _("No code")
    render = insight.render if insight else None
    if render and render.verdict in SHOWN:  # by somebody who looked at it
        return _("No picture")
    return renders.display_name(render.verdict if render else NO_RENDER)


def show(
    listed: ListedRows,
    clock: Clock,
    way_back: Mapping[str, Sequence[str]],
    look: Cards = Cards.DESIGN,
) -> list[SessionSummary]:
    """Draw the cards and return the selected rows. `way_back` goes into each card's address."""
    results = {} if look is Cards.DESIGN else session_list.pictures(listed.page.rows)
    rows, known = listed.page.rows, listed.insights or {}
    pictures = row_pictures.of_insights(listed.insights, clock.now)
    shown = {row.id: pictures.picture_of(row) for row in rows}
    where = addresses(rows, way_back)
    cards = [
        Card(
            id=row.id,
            picture=shown[row.id],
            address=where[row.id],
            badges=badges(
                row, known.get(row.id), shown[row.id].design, stuck=row.is_stuck(clock.stuck_after)
            ),
            reference=safe_text.line(row.error_code or "", 24),
            age=ago(row.updated_at, clock.now),
            look=str(look),
            result=routes.render_address(row.id, name) if (name := results.get(row.id)) else None,
            absent=absent(row, known.get(row.id)),
            match=match_bar(insight.render) if (insight := known.get(row.id)) else None,
            exactly=_("Updated {at}", at=with_zone(row.updated_at, clock.zone)),
        )
        for row in rows
    ]
    selected = set(gallery.show(cards, key=f"cards-{identity(rows)}", opened=opening.remember))
    return [row for row in rows if row.id in selected]
