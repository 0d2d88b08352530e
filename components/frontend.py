"""Reads the built JavaScript and CSS of components from frontend/dist."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

DIST: Final = Path(__file__).parent.parent / "frontend" / "dist"


class NotBuilt(Exception):
    """A file that scripts/build-frontend should have made is missing."""

    def __init__(self) -> None:
        super().__init__("Run scripts/build-frontend to build the frontend.")


def script(name: str) -> str:
    """The JavaScript module of a component, `pictures/table`. Raises NotBuilt."""
    return _file(f"{name}.js")


def style(name: str) -> str:
    """The style sheet of a component. Raises NotBuilt."""
    return _file(f"{name}.css")


def names() -> frozenset[str]:
    """The names of all built component files, with extensions."""
    return frozenset(_components(DIST))


def _file(name: str) -> str:
    try:
        return _components(DIST)[name]
    except KeyError:
        raise NotBuilt from None


@cache
def _components(dist: Path) -> dict[str, str]:
    """Read all files at once, because a later build replaces them."""
    folder = dist / "components"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text() for path in files}
