"""The preview's files that scripts/build-frontend made, which browsers fetch by name."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Final

from pydantic import BaseModel, ConfigDict

from components.frontend import DIST, NotBuilt
from inspection import reasons

REASONS: Final = [asdict(each) for each in reasons.ORDER.values()]
"""The order of reasons and their words, as the page's part of the preview uses them."""


class Manifest(BaseModel):
    """File names below dist/, and the hashes by which the frame's policy allows its two scripts."""

    model_config = ConfigDict(frozen=True)

    scripts: tuple[str, ...]
    runtime: str
    icons: str
    host: str
    headless: str

    @property
    def assets(self) -> frozenset[str]:
        """What a browser may ask for."""
        return frozenset({self.runtime, self.icons, self.host, self.headless})


@cache
def manifest() -> Manifest:
    """The built files' names, read once. Raises NotBuilt."""
    try:
        text = (DIST / "manifest.json").read_text()
    except FileNotFoundError:
        raise NotBuilt from None
    made = Manifest.model_validate_json(text)
    # All of it now: a build beside a running server takes the files of the last one away.
    for name in made.assets:
        content(name)
        content(f"{name}.gz")
    content("frame.html")
    return made


@cache
def content(name: str) -> bytes:
    """One built file, read once."""
    return (DIST / name).read_bytes()
