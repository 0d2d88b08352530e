"""The pictures that lists show, read one by one as a browser asks for them.

A list's own message names them only: with 50 drawings in it, its rows came 1.6 MB later.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from services import resources
from store.insights import insight_summaries
from store.renders import renders


def drawing(row_id: UUID, name: str) -> bytes | None:
    """A row's wireframe, an SVG; None if it was replaced since or not read in time.

    Only for requests whose sign-in was checked: web/gate.py.
    """
    svg = resources.connected().try_read(
        partial(insight_summaries.drawing, row_id=row_id, name=name)
    )
    return None if svg is None else svg.encode()


def render(row_id: UUID, name: str) -> bytes | None:
    """The picture of a row's render, alike."""
    return resources.connected().try_read(partial(renders.picture, row_id=row_id, name=name))
