"""What the sessions of showcases look like: the picture of the render, else of the design."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from components.pictures import Picture, routes
from components.pictures.thumbnails import Thumbnail
from components.session_list import row_pictures
from services.showcases import Opened, Shelves


def now(shown: Opened | Shelves, at: datetime) -> Mapping[UUID, Picture]:
    """The pictures of the sessions as they are now, at this time."""
    designs = row_pictures.of_insights(shown.insights, at)
    return {
        row_id: rendered(designs.picture_of(row), row_id, shown.pictures.get(row_id))
        for row_id, row in shown.rows.items()
    }


def rendered(design: Picture, row_id: UUID, name: str | None) -> Picture:
    """The picture of a render by its name, in the design's proportions; the design without one."""
    if name is None:
        return design
    address = routes.render_address(row_id, name)
    return replace(design, drawing=address, thumbnail=Thumbnail(None), is_placeholder=False)
