"""What is known of a row beside the fields of its edit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from components import pictures
from components.pictures import Picture, Pictures
from language import _
from store.records import SessionSummary
from store.renders.render_records import Render

THUMBNAIL: Final = (150, 72)


@dataclass(frozen=True)
class Beside:
    """The row as the page has read it, the picture of its design, its render if one is kept, and
    what pictures need."""

    row: SessionSummary
    picture: Picture
    stored_render: Render | None
    hosts: Collection[str]
    now: datetime

    def thumbnail(self, address: str) -> None:
        """The picture at an address, or why there is none."""
        row = self.row
        if address:
            row = row.model_copy(update={"thumbnail_url": address, "thumbnail_too_large": False})
        drawn = {} if self.picture.is_placeholder else {row.id: self.picture.drawing}
        picture = Pictures(drawn, self.hosts, self.now, {row.id: self.picture.design}).picture_of(
            row
        )
        pictures.show(
            picture,
            box=THUMBNAIL,
            key="edit-thumbnail",
            alt=_("Thumbnail at the address"),
            noted=True,  # else the wireframe would pass for the picture at the address
        )
