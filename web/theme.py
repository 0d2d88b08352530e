"""The theme that Streamlit sends with every rerun, made once: it is the same all the time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig

Make = Callable[..., None]
"""Fills a message with a section's options, by default with those of the whole theme."""


def made_once(make: Make) -> Make:
    """Copies what `make` does for each of the six sections, which it does anew for every rerun."""

    @cache
    def made(section: str) -> CustomThemeConfig:
        message = CustomThemeConfig()
        make(message, section)
        return message

    def copy(message: CustomThemeConfig, section: str = "theme") -> None:
        known = made(section)
        if known.ByteSize():  # merging nothing would say that there is such a section
            message.MergeFrom(known)

    return copy
