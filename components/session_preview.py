"""A session's design beside its code, running; how it is looked at stands in the URL."""

from __future__ import annotations

from typing import Final, get_args

import streamlit as st

from components import preview
from components.pictures import Picture
from components.preview.preview import Device, Mode
from components.query_string import Reader
from store.records import SessionSummary

LOOKS: Final[dict[str, Mode]] = {mode.split()[0]: mode for mode in get_args(Mode)}
DEVICES: Final[dict[str, Device]] = {device: device for device in get_args(Device)}


def show(row: SessionSummary, code: str | None, *, picture: Picture) -> None:
    """The picture and the live render at the frame's size, with a verdict."""
    read = Reader({name: st.query_params.get_all(name) for name in ("look", "viewport")})
    preview.show(
        code,
        width=row.frame_width,
        height=row.frame_height,
        thumbnail=picture.thumbnail.source,
        drawing=picture.drawing,
        note=picture.thumbnail.note,
        name=row.frame_name or "",
        key="preview",
        mode=read.one("look", LOOKS.__getitem__) or "side by side",
        device=read.one("viewport", DEVICES.__getitem__) or "frame",
        on_view=remember,
    )
    for name in read.unreadable:
        del st.query_params[name]


def remember(mode: Mode, device: Device) -> None:
    """Write how it is looked at into the URL; what it starts with is left out."""
    chosen = {"look": mode.split()[0], "viewport": device}
    for name, value in chosen.items():
        if value in ("side", "frame"):
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value
