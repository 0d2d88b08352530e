"""Two codes side by side, line by line, in bounded time and size."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any, Final

import streamlit as st

from components.code.text_difference import CONTEXT, common, opcodes
from components.feedback import messages
from components.frontend import component
from language import _, ngettext
from store.clean_text import BIDI_CONTROLS

CODE_CHARS: Final = 200_000
SHOWN_LINES: Final = 3_000
LINE_CHARS: Final = 2_000
# How much two lines must have in common for only their differing middle to be marked.
SHARED: Final = 0.4

Block = dict[str, Any]

_component = component("code_difference", "code/difference")


@dataclass(frozen=True)
class Difference:
    """Blocks of lines in order, as the browser draws them, and their totals.

    A block has the numbers of its first lines, from 1, and either `lines` that are the same on
    both sides (`folded` when they are opened on demand), or those `before` and `after`, each with
    the part that changed: `[text, start, end]`.
    """

    blocks: tuple[Block, ...]
    added: int
    removed: int
    is_whole: bool


@st.cache_data(max_entries=32, show_spinner=False)
def compared(before: str, after: str) -> Difference:
    """The difference of two codes, without what exceeds the limits."""
    old, new = before[:CODE_CHARS].split("\n"), after[:CODE_CHARS].split("\n")
    is_whole = max(map(len, (before, after))) <= CODE_CHARS
    is_whole = is_whole and max(map(len, (*old, *new))) <= LINE_CHARS
    blocks: list[Block] = []
    added = removed = shown = 0
    for tag, a, b, c, d in opcodes(old, new):
        if tag == "equal":
            fresh = unchanged(old[a:b], a, c, is_first=a == c == 0, is_last=b == len(old))
        else:
            removed, added = removed + b - a, added + d - c
            fresh = [changed(old[a:b], new[c:d], a, c)]
        room = max(SHOWN_LINES - shown, 0)
        shown += max(b - a, d - c)
        if shown > SHOWN_LINES:
            is_whole = False
            fresh = [cut(block, room) for block in fresh]
        blocks += [block for block in fresh if size(block)]
    return Difference(tuple(blocks), added, removed, is_whole)


def unchanged(
    lines: list[str], old: int, new: int, *, is_first: bool, is_last: bool
) -> list[Block]:
    """Equal lines; those not near a change are folded."""
    head, tail = 0 if is_first else CONTEXT, 0 if is_last else CONTEXT
    if len(lines) <= head + tail + 1:
        head, tail = len(lines), 0
    parts = ((0, head, False), (head, len(lines) - tail, True), (len(lines) - tail, None, False))
    return [
        {
            "old": old + start + 1,
            "new": new + start + 1,
            "lines": [visible(line) for line in lines[start:end]],
            "folded": folded,
        }
        for start, end, folded in parts
        if lines[start:end]
    ]


def changed(before: list[str], after: list[str], old: int, new: int) -> Block:
    """Replaced, removed or added lines; paired lines are marked where they differ."""
    removed, added = [visible(line) for line in before], [visible(line) for line in after]
    block: Block = {"old": old + 1, "new": new + 1, "before": [], "after": []}
    for left, right in zip(removed, added, strict=False):
        start, end = shared_ends(left, right)
        is_close = start + end >= SHARED * max(len(left), len(right))
        block["before"].append([left, start, len(left) - end] if is_close else [left, 0, 0])
        block["after"].append([right, start, len(right) - end] if is_close else [right, 0, 0])
    block["before"] += [[line, 0, 0] for line in islice(removed, len(added), None)]
    block["after"] += [[line, 0, 0] for line in islice(added, len(removed), None)]
    return block


def shared_ends(left: str, right: str) -> tuple[int, int]:
    """How many characters two lines share at the start and, of the rest, at the end."""
    start = common(list(left), list(right))
    return start, common(list(left[start:])[::-1], list(right[start:])[::-1])


def cut(block: Block, room: int) -> Block:
    """A block cut to this many lines."""
    return {
        name: value[:room] if isinstance(value, list) else value for name, value in block.items()
    }


def size(block: Block) -> int:
    """The height of a block in lines."""
    return max(len(block.get(name, ())) for name in ("lines", "before", "after"))


def visible(line: str) -> str:
    """One line of code with control characters made visible, since they could disguise it."""
    return "".join(
        f"⟨U+{ord(char):04X}⟩"
        if char in BIDI_CONTROLS or (char != "\t" and unicodedata.category(char) == "Cc")
        else char
        for char in line[:LINE_CHARS].rstrip("\r")
    ) + ("…" if len(line) > LINE_CHARS else "")


def added_text(count: int) -> str:
    """`1 line added`, `1,204 lines added`."""
    return ngettext("{count:,} line added", "{count:,} lines added", count)


def removed_text(count: int) -> str:
    """`1 line removed`, `1,204 lines removed`."""
    return ngettext("{count:,} line removed", "{count:,} lines removed", count)


def show(before: str, after: str, labels: tuple[str, str], *, key: str) -> None:
    """Draw the difference of two codes; `labels` head the columns."""
    if before == after:
        messages.empty(
            ":material/equal:", _("No difference"), _("Both hold exactly the same code.")
        )
        return
    result = compared(before, after)
    st.markdown(
        f":green[:material/add: {added_text(result.added)}] · "
        f":red[:material/remove: {removed_text(result.removed)}]"
    )
    if not result.is_whole:
        st.info(
            _(
                "Not all is shown: at most {shown_lines:,} lines of the first "
                "{code_chars:,} characters, and {line_chars:,} characters of a line.",
                shown_lines=SHOWN_LINES,
                code_chars=CODE_CHARS,
                line_chars=LINE_CHARS,
            ),
            icon=":material/content_cut:",
        )
    fingerprint = sha256(f"{labels}\0{before}\0{after}".encode(errors="replace")).hexdigest()
    _component(
        key=key,
        data={"fingerprint": fingerprint, "labels": list(labels), "blocks": list(result.blocks)},
    )
