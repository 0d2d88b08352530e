"""The picture of one session's design, drawn in full."""

from __future__ import annotations

from components.design_tree.designs import Design
from components.formatting.clock import Clock
from components.pictures import Picture, Pictures
from inspection.wireframe import data_uri
from services import designs, resources
from store.insights.insight_records import Findings
from store.records import SessionSummary


def picture_of(
    row: SessionSummary, findings: Findings | None, clock: Clock, page: int | None = None
) -> Picture:
    """The picture of the design, or of its chosen page or node. Raises NotFound."""
    drawn = designs.picture(row, findings, page)
    return Pictures(
        {row.id: data_uri(drawn.svg)} if drawn.svg else {},
        resources.settings().thumbnail_hosts,
        clock.now,
        {row.id: Design(drawn.kind, drawn.note)},
    ).picture_of(row)
