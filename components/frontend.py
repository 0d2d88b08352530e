"""Reads the built JavaScript and CSS of components from frontend/dist."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic_core import to_json
from streamlit.components import v2
from streamlit.components.v2.types import ComponentRenderer

from language import catalogs, using
from language.current import ENGLISH, current

PLACE: Final = '"%TEXTS%"'
"""Where frontend/language.js has its texts."""
_PREVIEW: Final = ("frontend/preview/host/", "inspection/reasons.py")
# What these scripts fetch has no texts of its own.
TEXTS_OF_FETCHED: Final[dict[str, tuple[str, ...]]] = {
    "editing/code_editor": ("frontend/editing/",),
    "preview/component": _PREVIEW,
    "review/review": _PREVIEW,
    "review/pair": _PREVIEW,
    "present/present": _PREVIEW,
}
DIST: Final = Path(__file__).parent.parent / "frontend" / "dist"


class NotBuilt(Exception):
    """A file that scripts/build-frontend should have made is missing."""

    def __init__(self) -> None:
        super().__init__("Run scripts/build-frontend to build the frontend.")


def component(name: str, path: str, **options: Any) -> ComponentRenderer:
    """A component with the script `path` and its style, if it has one. Raises NotBuilt.

    Streamlit has one script of each component, so that it has another name in another language.
    """
    css = style(path) if f"{path}.css" in names() else None

    def registered(language: str) -> ComponentRenderer:
        full_name = name if language == ENGLISH else f"{name}_{language}"
        with using(language):
            return v2.component(full_name, js=script(path), css=css, **options)

    made = {ENGLISH: registered(ENGLISH)}

    def drawn(**given: Any) -> Any:
        language = current()
        if language not in made:
            has_texts = PLACE in _file(f"{path}.js")
            made[language] = registered(language) if has_texts else made[ENGLISH]
        return made[language](**given)

    return drawn


def script(name: str) -> str:
    """The JavaScript module of a component, `pictures/table`, in the current language. Raises
    NotBuilt.
    """
    return _translated(name, current())


def style(name: str) -> str:
    """The style sheet of a component. Raises NotBuilt."""
    return _file(f"{name}.css")


def packed(data: Mapping[str, object]) -> bytes:
    """A component's data as JSON, which frontend/mount.js unpacks.

    In a mapping, Streamlit looks for data frames, and it makes JSON of it twice: for a list of 50
    rows, that takes longer than drawing them.
    """
    return to_json(data)


def names() -> frozenset[str]:
    """The names of all built component files, with extensions."""
    return frozenset(_components(DIST))


@cache
def _translated(name: str, language: str) -> str:
    source = _file(f"{name}.js")
    if language == ENGLISH:
        return source
    known = catalogs.language(language)
    folders = TEXTS_OF_FETCHED.get(name, ())
    texts = {"%": language}
    for english, text in known.texts.items():
        of_script = any(each.startswith("frontend/") for each in known.sources[english])
        of_fetched = any(each.startswith(folders) for each in known.sources[english])
        if of_fetched or (of_script and english in source):
            texts[english] = text
    return source.replace(PLACE, to_json(to_json(texts).decode()).decode())


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
