"""The samples that a page's address names, as the preview is given them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID

from components.preview import preview
from components.preview.built import content
from components.session import session_preview
from services import inspection
from store.insights.insight_records import Subject

SAMPLES: Final = Path(__file__).parents[1]
DESIGNS: Final = SAMPLES.parents[1] / "demo" / "designs"
PICTURE: Final = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='800' height='600'%3E"
    "%3Crect width='800' height='600' fill='%23c7d2fe'/%3E%3C/svg%3E"
)


class Sample(NamedTuple):
    """A file below tests/preview, without `.tsx`; `way` replaces WAY in it."""

    name: str
    way: str

    def __str__(self) -> str:
        return f"{self.name} {self.way}".strip()


def samples(params: Mapping[str, str]) -> list[Sample]:
    """Those of `samples=good/counter,hostile/realm:area`."""
    parts = (name.partition(":") for name in params["samples"].split(",") if name)
    return [Sample(name, way) for name, _, way in parts]


def component(sample: Sample, params: Mapping[str, str]) -> preview.Component:
    """The sample at the size in the address, checked with `check=yes`."""
    code = code_of(sample, params.get("to", ""))
    return preview.Component(
        name=sample.name,
        code=code,
        # Small enough to be shown unscaled: the browser driver misses inside a scaled frame.
        width=int(params.get("width", 480)),
        height=int(params.get("height", 400)),
        faults=faults(code) if params.get("check") == "yes" else None,
    )


def picture(params: Mapping[str, str]) -> preview.DesignPicture:
    """The design's picture, unless the address says `picture=no`."""
    return preview.DesignPicture(None if params.get("picture") == "no" else PICTURE)


def faults(code: str) -> tuple[preview.Fault, ...]:
    """What the check finds."""
    subject = Subject(row_id=UUID(int=1), row_version="1", code=code, design="{}")
    return session_preview.faults(inspection.examine(subject))


def code_of(sample: Sample, collector: str) -> str:
    """The sample's text; one of the demo's designs below `demo/`."""
    folder, _, name = sample.name.partition("/")
    path = DESIGNS / f"{name}.tsx" if folder == "demo" else SAMPLES / f"{sample.name}.tsx"
    text = path.read_text().replace("COLLECTOR", collector)
    return text.replace("WAY", sample.way).replace("BOOT", json.dumps(boot_script()))


def boot_script() -> str:
    """The script in the frame's page, which anybody can read."""
    return content("frame.html").decode().partition("<script>")[2].partition("</script>")[0]
