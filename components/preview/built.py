"""The preview's built files, which browsers fetch by name."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from components.frontend import DIST, NotBuilt
from inspection import reasons
from inspection.match.families import SUBSTITUTES

REASONS: Final = [asdict(each) for each in reasons.ORDER.values()]
"""The order of reasons and their words, as the page's part of the preview uses them."""
FONT: Final = ".woff2"
ASSETS: Final = "/preview/a"
FRAME: Final = "/preview/frame"


class Font(BaseModel):
    """A font's file, and the weights that it has as a font face names them, `100 900` or `400`."""

    model_config = ConfigDict(frozen=True)

    family: str
    weight: str
    file: str


class Manifest(BaseModel):
    """File names below dist/, and the hashes by which the frame's policy allows its two scripts."""

    model_config = ConfigDict(frozen=True)

    scripts: tuple[str, ...]
    runtime: str
    tools: str
    icons: str
    host: str
    editor: str
    headless: str
    preparer: str
    fonts: tuple[Font, ...]

    @property
    def _scripts(self) -> tuple[str, ...]:
        host = self.host, self.editor, self.headless, self.preparer
        return self.runtime, self.tools, self.icons, *host

    @property
    def assets(self) -> frozenset[str]:
        """The files that a browser may request."""
        fonts = {font.file for font in self.fonts}
        return frozenset({*fonts, *self._scripts})


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
        if not name.endswith(FONT):
            content(f"{name}.gz")
    content("frame.html")
    return made


@cache
def content(name: str) -> bytes:
    """One built file, read once."""
    return (DIST / name).read_bytes()


def assets() -> dict[str, Any]:
    """The addresses of what a frame is made of, as the page's part of the preview loads it."""
    built = manifest()
    return {
        "frame": FRAME,
        "runtime": f"{ASSETS}/{built.runtime}",
        "tools": f"{ASSETS}/{built.tools}",
        "icons": f"{ASSETS}/{built.icons}",
        "fonts": [
            {"family": each.family, "weight": each.weight, "address": f"{ASSETS}/{each.file}"}
            for each in built.fonts
        ],
        "substitutes": dict(SUBSTITUTES),
    }
