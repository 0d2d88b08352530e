"""Generated code on screen: a preview that never freezes the tab, and the whole of it as a file."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Final, NamedTuple

import streamlit as st

from components import messages, plain
from components.amounts import bytes_text
from store.lifecycle import Status

PREVIEW_LINES: Final = 3_000
PREVIEW_CHARS: Final = 120_000
NONCE_BYTES: Final = 6
AFTER_RESET: Final = (
    "A reset generates nothing: it lets the visitor start again, if they come back."
)
NOT_IN_FILE_NAMES: Final = re.compile(r"[^\w]+")


class Preview(NamedTuple):
    """The part of the code that is shown, and whether that is all of it."""

    text: str
    is_whole: bool


def preview(code: str) -> Preview:
    """The first lines, as many as a browser highlights without a pause."""
    head = "\n".join(code[:PREVIEW_CHARS].split("\n")[:PREVIEW_LINES])
    if head == code:
        return Preview(code, True)
    if len(head) == PREVIEW_CHARS and "\n" in head:
        head = head[: head.rindex("\n")]  # no line that is cut in the middle
    return Preview(head, False)


def file_name(frame_name: str | None, extension: str) -> str:
    """A file named after the frame. The nonce is random: Streamlit serves the payload to whoever
    knows the address, which is a hash over the content and this name.
    """
    stem = NOT_IN_FILE_NAMES.sub("-", plain.frame_name(frame_name, 60)).strip("-_") or "prototype"
    return f"{stem}-{secrets.token_hex(NONCE_BYTES)}.{extension}"


def show(
    code: str | None, frame_name: str | None, whole: Callable[[], str], *, status: str | None = None
) -> None:
    """The code with line numbers. `whole` reads it anew when a download is pressed."""
    if not code:
        messages.empty(":material/code_off:", *why_none(code, status))
        return
    shown = preview(code)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for extension in ("jsx", "tsx"):
            st.download_button(
                f"Download .{extension}",
                whole,
                file_name=file_name(frame_name, extension),
                mime="text/plain",
                key=f"download-{extension}",
                icon=":material/download:",
                on_click="ignore",
            )
        wrap = st.toggle("Wrap lines", key="wrap", bind="query-params")
        st.markdown(f":gray[{lines_text(code)}, {bytes_text(len(code.encode()))}]")
    if not shown.is_whole:
        st.info(
            f"Showing the beginning: {lines_text(shown.text)}, "
            f"{bytes_text(len(shown.text.encode()))}. Download the file to see all of it.",
            icon=":material/content_cut:",
        )
    st.code(shown.text, language="tsx", line_numbers=True, wrap_lines=wrap)


def why_none(code: str | None, status: str | None) -> tuple[str, str]:
    """Why there is no code to show, by the session's status: a title and a hint."""
    if code is not None:
        said = f"The generation finished and wrote nothing. {AFTER_RESET}"
        return "The code is empty", said
    if status == Status.READY:
        said = f"The session is ready, but no code was kept. {AFTER_RESET}"
        return "There is no code", said
    if status == Status.ERROR:
        return "No code", f"The generation failed and left none. {AFTER_RESET}"
    return "No code yet", "It appears here when the generation has finished."


def lines_text(code: str) -> str:
    """`1 line`, `212 lines`."""
    count = code.count("\n") + 1
    return f"{count:,} line{'' if count == 1 else 's'}"
