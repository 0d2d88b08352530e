"""Pictures for a table's cells, which hold one address each and cannot fall back to another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st

from components.pictures.picture import Picture

INLINE: Final = "data:"

_probe = st.components.v2.component(
    "thumbnail_probe", js=(Path(__file__).parent / "probe.js").read_text()
)


def addresses(pictures: Sequence[Picture], key: str) -> list[str]:
    """An address for each cell: the drawing, until the browser has said that the thumbnail loads.

    `key` is that of `probe`, which must be drawn in the same run.
    """
    said = st.session_state.get(key)
    loaded = loaded_of(said.get("loaded") if said else None)
    return [address(picture, loaded) for picture in pictures]


def probe(pictures: Sequence[Picture], key: str) -> None:
    """Let the browser find out which thumbnails load; draws nothing."""
    remote = [
        source
        for picture in pictures
        if (source := picture.thumbnail.source) and not source.startswith(INLINE)
    ]
    if remote:
        _probe(
            key=key,
            data={"addresses": list(dict.fromkeys(remote))},
            height=1,
            on_loaded_change=lambda: None,
        )


def address(picture: Picture, loaded: Collection[str]) -> str:
    """The thumbnail if it is inline, or known to load; else the drawing."""
    source = picture.thumbnail.source
    if source and (source.startswith(INLINE) or source in loaded):
        return source
    return picture.drawing


def loaded_of(said: Any) -> frozenset[str]:
    """Addresses out of what a browser sent; anything else is left out."""
    return frozenset(each for each in said if isinstance(each, str)) if said else frozenset()
