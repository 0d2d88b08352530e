"""The pictures of a list's rows, from their insights."""

from __future__ import annotations

from datetime import datetime

from components.design_tree.designs import Design
from components.pictures import Pictures, routes
from services import resources
from services.row_insights import Insights


def of_insights(insights: Insights | None, now: datetime) -> Pictures:
    """The pictures; a row without an insight gets a placeholder."""
    known = insights or {}
    drawings = {
        row_id: routes.drawing_address(row_id, insight.drawing) for row_id, insight in known.items()
    }
    designs = {
        row_id: Design(insight.design_kind, insight.design_note)
        for row_id, insight in known.items()
    }
    return Pictures(drawings, resources.settings().thumbnail_hosts, now, designs)
