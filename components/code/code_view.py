"""Generated code on screen, cut so that it never freezes the tab, and in full as a download.

The highlighter takes quadratic time for a long token, and the browser needs an element for each
short one. See docs/decisions/0062-code-on-screen.md.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Final, NamedTuple

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text
from components.formatting.numbers import bytes_text
from language import N_, _, ngettext
from store.sessions.lifecycle import Status

PREVIEW_LINES: Final = 3_000
PREVIEW_CHARS: Final = 120_000
# Beyond these limits, code is not highlighted or is cut off.
HIGHLIGHTED_RUN: Final = 5_000
HIGHLIGHTED_TOKENS: Final = 40_000
PLAIN_LINE_CHARS: Final = 20_000
TOKEN: Final = re.compile(r"\w+|[^\w\s]")
# Tokens that may span several lines: comments, templates, text in JSX.
RUN: Final = re.compile(r"/\*.*?(?:\*/|\Z)|`[^`]*(?:`|\Z)|[^<>{}`]+", re.DOTALL)
NONCE_BYTES: Final = 6
WITHOUT_COLORS: Final = N_("Not highlighted: the code, or a part of it, is too long.")
AFTER_RESET: Final = N_(
    "A reset does not generate code. It only lets the visitor start again when they return."
)
NOT_IN_FILE_NAMES: Final = re.compile(r"[^\w]+")


class Preview(NamedTuple):
    """The part of the code to show, whether it is complete, and how it is highlighted."""

    text: str
    is_whole: bool
    language: str | None = "tsx"


def preview(code: str) -> Preview:
    """The first lines, as many as a browser can show without freezing."""
    head = code[:PREVIEW_CHARS]
    if head != code:
        head = whole_lines(head)
    head = "\n".join(head.split("\n")[:PREVIEW_LINES])
    if not is_highlighted(head):
        return plain_preview(code, head)
    for count, token in enumerate(TOKEN.finditer(head)):
        if count == HIGHLIGHTED_TOKENS:
            head = whole_lines(head[: token.start()])
            break
    return Preview(head, head == code)


def whole_lines(text: str) -> str:
    """The text without an incomplete last line, unless that line is very long."""
    lines, _, last = text.rpartition("\n")
    return lines if lines and len(last) <= HIGHLIGHTED_RUN else text


def is_highlighted(text: str) -> bool:
    """Whether every line and possible token is short enough for the highlighter."""
    return all(len(line) <= HIGHLIGHTED_RUN for line in text.split("\n")) and all(
        len(run[0]) <= HIGHLIGHTED_RUN for run in RUN.finditer(text)
    )


def plain_preview(code: str, head: str) -> Preview:
    """The excerpt without highlighting, up to the first line that is too long to lay out."""
    shown = []
    for line in head.split("\n"):
        shown.append(line[:PLAIN_LINE_CHARS])
        if len(line) > PLAIN_LINE_CHARS:
            break
    text = "\n".join(shown)
    return Preview(text, text == code, None)


def file_name(frame_name: str | None, extension: str) -> str:
    """A file named after the frame, with a random nonce.

    Streamlit serves a download to anyone who knows its address, a hash of its content and name.
    """
    stem = (
        NOT_IN_FILE_NAMES.sub("-", safe_text.frame_name(frame_name, 60)).strip("-_") or "prototype"
    )
    return f"{stem}-{secrets.token_hex(NONCE_BYTES)}.{extension}"


def show(
    code: str | None, frame_name: str | None, whole: Callable[[], str], *, status: str | None = None
) -> None:
    """The code with line numbers. `whole` reads it again for a download."""
    if not code:
        messages.empty(":material/code_off:", *why_none(code, status))
        return
    shown = preview(code)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for extension in ("jsx", "tsx"):
            st.download_button(
                _("Download .{extension}", extension=extension),
                whole,
                file_name=file_name(frame_name, extension),
                mime="text/plain",
                key=f"download-{extension}",
                icon=":material/download:",
                on_click="ignore",
            )
        wrap = st.toggle(_("Wrap lines"), key="wrap", bind="query-params")
        st.markdown(f":gray[{lines_text(code)}, {bytes_text(len(code.encode()))}]")
    if not shown.is_whole:
        st.info(
            _(
                "Showing the beginning: {lines}, {size}. Download the file to see all of it.",
                lines=lines_text(shown.text),
                size=bytes_text(len(shown.text.encode())),
            ),
            icon=":material/content_cut:",
        )
    if shown.language is None:
        st.caption(_(WITHOUT_COLORS))
    st.code(numbered(shown.text), language=shown.language, line_numbers=True, wrap_lines=wrap)


def numbered(code: str) -> str:
    """The code for `st.code`, which would remove a leading line break and so shift the numbers."""
    return f"\n{code}" if code.startswith("\n") else code


def why_none(code: str | None, status: str | None) -> tuple[str, str]:
    """Why there is no code, by the session's status: a title and a hint."""
    if code is not None:
        said = _(
            "Generation finished without writing anything. {after_reset}",
            after_reset=_(AFTER_RESET),
        )
        return _("The code is empty"), said
    if status == Status.READY:
        said = _("The session is ready, but has no code. {after_reset}", after_reset=_(AFTER_RESET))
        return _("There is no code"), said
    if status == Status.ERROR:
        return _("No code"), _(
            "Generation failed without any code. {after_reset}", after_reset=_(AFTER_RESET)
        )
    return _("No code yet"), _("It appears here when the generation has finished.")


def lines_text(code: str) -> str:
    """`1 line`, `212 lines`; a trailing line break does not start another line."""
    count = code.removesuffix("\n").count("\n") + 1
    return ngettext("{count:,} line", "{count:,} lines", count)
