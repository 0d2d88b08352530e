"""A showcase as it is presented, read in one go: the page that presents asks for nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from inspection import deep_json
from inspection.wireframe import wireframe
from services import resources
from services.renders import faults as faults_of
from store.reading import Reader
from store.showcases import reading, showcases
from store.showcases.showcase_records import Slide


class Presented(NamedTuple):
    """A showcase's name and slides."""

    name: str
    slides: tuple[Slide, ...]


def read(showcase_id: UUID) -> Presented:
    """The showcase. Raises NotFound, Unavailable, TooSlow.

    Only for requests whose sign-in was checked: web/gate.py.
    """
    with Reader(resources.connected()) as reader, reader.batch() as batch:
        showcase = batch.later(partial(showcases.get, showcase_id=showcase_id))
        slides = batch.later(partial(reading.slides, showcase_id=showcase_id))
        designs = batch.aside(partial(reading.designs, showcase_id=showcase_id))
    drawn = {row_id: drawing(text) for row_id, text in (designs() or {}).items()}
    return Presented(showcase().name, tuple(with_drawing(slide, drawn) for slide in slides()))


def drawing(design: str) -> str:
    """A design as JSON, drawn in full as on the page of its session."""
    return wireframe(deep_json.parse_stored(design)).svg


def with_drawing(slide: Slide, drawn: Mapping[UUID, str]) -> Slide:
    """The slide with the whole drawing of its design, if there is one."""
    svg = drawn.get(slide.row.id) if slide.row else None
    return slide.model_copy(update={"drawing": svg}) if svg else slide


def faults(slide: Slide) -> list[dict[str, Any]] | None:
    """The errors that the check found in its code; None if it was not checked."""
    return None if slide.findings is None else faults_of(slide.findings)
