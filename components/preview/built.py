"""The preview's built files, which browsers fetch by name."""

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
        """The files that a browser may request."""
        return frozenset({self.runtime, self.icons, self.host, self.headless})


@cache
def manifest() -> Manifest:
    """The built files' names, read once. Raises NotBuilt."""
    try:
        text = (DIST / "manifest.json").read_text()
    except FileNotFoundError:
        raise NotBuilt from None
    made = Manifest.model_validate_json(text)
    # Read everything now, because a later build removes the files of this one.
    for name in made.assets:
        content(name)
        content(f"{name}.gz")
    content("frame.html")
    return made


@cache
def content(name: str) -> bytes:
    """One built file, read once."""
    return (DIST / name).read_bytes()
